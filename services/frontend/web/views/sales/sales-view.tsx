import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback } from 'react'
import { useFormat } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { changed, type SearchChange } from '../../shell/search.ts'
import { Page } from '../../ui/page.tsx'
import { PagedTable } from '../../ui/paged-table.tsx'
import { Empty, ErrorState, Loading } from '../../ui/states.tsx'
import { allSales, salesPage, shops } from './queries.ts'
import { saleColumns } from './sale-columns.tsx'
import { SaleFilters } from './sale-filters.tsx'
import type { SalesSearch } from './search.ts'
import { salesText } from './text.ts'

const route = getRouteApi('/back-office/ventes')
const onlineShop = 1

type Change = SearchChange<SalesSearch>
type Props = { shop: number; search: SalesSearch; onChange: (change: Change) => void }

const Sales = ({ shop, search, onChange }: Props) => {
  const text = useText(salesText)
  const columns = saleColumns(text, useFormat())
  const { data, error, isPending, refetch } = useQuery(salesPage(shop, search))
  if (isPending) return <Loading />
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  const { elements: sales, curseur_suivant: next } = data
  return (
    <PagedTable
      caption={text.title}
      columns={columns}
      rows={sales}
      rowId={({ commande_id }) => commande_id}
      order={search.tri}
      onOrder={(tri) => onChange({ tri })}
      cursor={search.curseur}
      next={next}
      onCursor={(curseur) => onChange({ curseur })}
      exported={{ name: `ventes-magasin-${shop}`, rows: () => allSales(shop, search) }}
      empty={<Empty title={text.none}>{text.noneText}</Empty>}
    />
  )
}

/** The sales of a shop: where the indicators lead. */
export const SalesView = () => {
  const text = useText(salesText)
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { magasin_id: shop = onlineShop, debut, fin } = search
  const name = useQuery(shops).data?.find(({ magasin_id }) => magasin_id === shop)?.nom ?? text.shopOf(shop)
  const isInvalid = debut !== undefined && fin !== undefined && debut >= fin
  const change = useCallback(
    (values: Change) => void navigate({ search: (before) => changed(before, values) }),
    [navigate],
  )
  return (
    <Page title={text.titleOf(name)} text={text.intro}>
      <SaleFilters
        shop={shop}
        search={search}
        onChange={(values) => change({ ...values, curseur: undefined })}
        onClear={() => void navigate({ search: { magasin_id: shop } })}
        error={isInvalid ? text.periodInvalid : undefined}
      />
      {!isInvalid && <Sales shop={shop} search={search} onChange={change} />}
    </Page>
  )
}
