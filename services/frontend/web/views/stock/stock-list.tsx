import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormat } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { may } from '../../shell/access.ts'
import { administration, useSession } from '../../shell/api.ts'
import type { SearchChange } from '../../shell/search.ts'
import { Button } from '../../ui/button.tsx'
import { PagedTable } from '../../ui/paged-table.tsx'
import { Empty, ErrorState, Loading } from '../../ui/states.tsx'
import { allStock, type StockRow } from './pages.ts'
import { stockPage } from './queries.ts'
import { RequestStock } from './request-stock.tsx'
import { Restock } from './restock.tsx'
import type { StockSearch } from './search.ts'
import { stockColumns } from './stock-columns.tsx'
import { stockText } from './text.ts'
import { TransferStock } from './transfer-stock.tsx'

type Kind = 'transfer' | 'restock' | 'request'
type Open = { kind: Kind; row: StockRow }
type Props = { search: StockSearch; onChange: (change: SearchChange<StockSearch>) => void }

const operations = {
  transfer: 'transfererStock',
  restock: 'reapprovisionnerStock',
  request: 'creerDemandeReappro',
} as const

const Movement = ({ open, shop, onClose }: { open: Open; shop: number | undefined; onClose: () => void }) => {
  switch (open.kind) {
    case 'transfer':
      return <TransferStock row={open.row} shop={shop} onClose={onClose} />
    case 'restock':
      return <Restock row={open.row} onClose={onClose} />
    case 'request':
      return <RequestStock row={open.row} shop={shop} onClose={onClose} />
    default:
      return open.kind satisfies never
  }
}

/** The stock of one place, with the movements that the person may do. */
export const StockList = ({ search, onChange }: Props) => {
  const text = useText(stockText)
  const { number } = useFormat()
  const session = useSession(administration)
  const [open, setOpen] = useState<Open>()
  const { data, error, isPending, refetch } = useQuery(stockPage(search))
  const isCentral = search.magasin_id === undefined
  const kinds = (['transfer', 'restock', 'request'] as const).filter(
    (kind) => may(session, operations[kind]) && (isCentral || kind !== 'restock'),
  )
  const actions = (row: StockRow) => (
    <div className="row-actions">
      {kinds.map((kind) => (
        <Button key={kind} kind="quiet" onClick={() => setOpen({ kind, row })}>
          {text[kind]}
        </Button>
      ))}
    </div>
  )
  if (isPending) return <Loading />
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  const columns = stockColumns(text, { isCentral, number, actions })
  const { rows, next } = data
  return (
    <>
      <PagedTable
        caption={text.title}
        columns={columns}
        rows={rows}
        rowId={({ produit_id }) => produit_id}
        order={search.tri}
        onOrder={(tri) => onChange({ tri })}
        cursor={search.curseur}
        next={next}
        onCursor={(curseur) => onChange({ curseur })}
        exported={{ name: 'stock', rows: () => allStock(search) }}
        empty={<Empty title={text.none}>{text.noneText}</Empty>}
      />
      {open && <Movement open={open} shop={search.magasin_id} onClose={() => setOpen(undefined)} />}
    </>
  )
}
