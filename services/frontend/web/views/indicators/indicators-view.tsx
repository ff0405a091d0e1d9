import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { IndicateursMagasin, Periode } from '#generated/commandes/types.ts'
import { Meanings } from '../../figures/meanings.tsx'
import { figuresText } from '../../figures/text.ts'
import { useFormat } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { changed, type SearchChange } from '../../shell/search.ts'
import { ComparisonBars } from '../../ui/bars.tsx'
import { ExportButton } from '../../ui/export-button.tsx'
import { Page } from '../../ui/page.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Empty, ErrorState, Loading } from '../../ui/states.tsx'
import { Table } from '../../ui/table.tsx'
import { exported, indicatorColumns } from './indicator-columns.tsx'
import { allIndicators, indicatorPage } from './queries.ts'
import type { IndicatorSearch } from './search.ts'
import { indicatorsText } from './text.ts'
import { WeekPicker } from './week-picker.tsx'

const route = getRouteApi('/back-office/indicateurs')

type Change = SearchChange<IndicatorSearch>

const SalesLink = ({ shop, period }: { shop: IndicateursMagasin; period: Periode }) => {
  const text = useText(indicatorsText)
  return (
    <Link
      to="/back-office/ventes"
      search={{ magasin_id: shop.magasin_id, ...period }}
      className="button"
      data-kind="quiet"
      aria-label={text.showSalesOf(shop.nom)}
    >
      {text.showSales}
    </Link>
  )
}

const Shops = ({ search, onChange }: { search: IndicatorSearch; onChange: (change: Change) => void }) => {
  const text = useText(indicatorsText)
  const figureText = useText(figuresText)
  const format = useFormat()
  const { data, error, isPending, refetch } = useQuery(indicatorPage(search))
  if (isPending) return <Loading />
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  const { elements: shops, curseur_suivant: next, periode, periode_precedente: before } = data
  if (shops.length === 0) return <Empty title={text.noShops} />
  const columns = indicatorColumns({ text, figureText }, format, (shop) => <SalesLink shop={shop} period={periode} />)
  return (
    <>
      {!data.stock_connu && (
        <p className="notice" role="status">
          {figureText.stockUnknown}
        </p>
      )}
      <ComparisonBars
        title={text.turnoverByShop}
        legend={[
          text.thisWeek(format.period(periode.debut, periode.fin)),
          text.weekBefore(format.period(before.debut, before.fin)),
        ]}
        bars={shops.map(({ magasin_id, nom, chiffres, chiffres_precedents }) => ({
          id: magasin_id,
          label: nom,
          value: chiffres.chiffre_affaires_cents,
          before: chiffres_precedents.chiffre_affaires_cents,
        }))}
        format={format.money}
      />
      <Table
        caption={text.title}
        columns={columns}
        rows={shops}
        rowId={({ magasin_id }) => magasin_id}
        order={search.tri}
        onOrder={(tri) => onChange({ tri })}
      />
      <Pager
        count={shops.length}
        cursor={search.curseur}
        next={next}
        onCursor={(curseur) => onChange({ curseur, fin: periode.fin })}
      >
        <ExportButton name="indicateurs" columns={exported(columns, text)} rows={() => allIndicators(periode.fin)} />
      </Pager>
      <Meanings
        meanings={[
          [figureText.turnover, figureText.turnoverMeaning],
          [text.trend, text.trendMeaning],
          [figureText.sales, figureText.salesMeaning],
          [figureText.basket, figureText.basketMeaning],
          [figureText.stockOuts, figureText.stockOutsMeaning],
        ]}
      />
    </>
  )
}

/** Indicateurs: turnover, sales, average basket, stock-outs and trend of each shop over a week. */
export const IndicatorsView = () => {
  const text = useText(indicatorsText)
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const change = useCallback(
    (values: Change) => void navigate({ search: (before) => changed(before, values) }),
    [navigate],
  )
  return (
    <Page title={text.title} text={text.intro}>
      <WeekPicker until={search.fin} onChange={(fin) => change({ fin, curseur: undefined })} />
      <Shops search={search} onChange={change} />
    </Page>
  )
}
