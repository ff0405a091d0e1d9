import { useQuery } from '@tanstack/react-query'
import { useFormat } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { useShops } from '../../lookup/shops.ts'
import type { SearchChange } from '../../shell/search.ts'
import { PagedTable } from '../../ui/paged-table.tsx'
import { Empty, ErrorState, Loading } from '../../ui/states.tsx'
import type { Column } from '../../ui/table.tsx'
import { allTransfers, type TransferRow } from './pages.ts'
import { transferPage } from './queries.ts'
import type { StockSearch } from './search.ts'
import { stockText } from './text.ts'

const useColumns = (): readonly Column<TransferRow>[] => {
  const text = useText(stockText)
  const { dateTime, number } = useFormat()
  const { nameOf } = useShops()
  return [
    {
      id: 'cree_a',
      title: text.when,
      value: ({ cree_a }) => cree_a,
      cell: ({ cree_a }) => <time dateTime={cree_a}>{dateTime(cree_a)}</time>,
      isSortable: true,
    },
    { id: 'sku', title: text.sku, value: ({ sku }) => sku, cell: ({ sku }) => <code>{sku}</code>, isSortable: true },
    { id: 'nom', title: text.name, value: ({ nom }) => nom, isSortable: true, isWide: true },
    { id: 'magasin', title: text.shop, value: ({ magasin_id }) => nameOf(magasin_id), isSortable: true },
    {
      id: 'quantite',
      title: text.quantity,
      value: ({ quantite }) => quantite,
      cell: ({ quantite }) => number(quantite),
      align: 'end',
      isSortable: true,
    },
  ]
}

type Props = { search: StockSearch; onChange: (change: SearchChange<StockSearch>) => void }

/** The transfers to shops, newest first. */
export const Transfers = ({ search, onChange }: Props) => {
  const text = useText(stockText)
  const columns = useColumns()
  const { data, error, isPending, refetch } = useQuery(transferPage(search))
  if (isPending) return <Loading />
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  const { rows, next } = data
  return (
    <PagedTable
      caption={text.transfers}
      columns={columns}
      rows={rows}
      rowId={({ transfert_id }) => transfert_id}
      order={search.tri}
      onOrder={(tri) => onChange({ tri })}
      cursor={search.curseur}
      next={next}
      onCursor={(curseur) => onChange({ curseur })}
      exported={{ name: 'transferts', rows: () => allTransfers(search) }}
      empty={<Empty title={text.noTransfer}>{text.noTransferText}</Empty>}
    />
  )
}
