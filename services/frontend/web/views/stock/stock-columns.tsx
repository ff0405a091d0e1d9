import type { ReactNode } from 'react'
import { Badge } from '../../ui/badge.tsx'
import type { Column } from '../../ui/table.tsx'
import type { StockRow } from './pages.ts'
import type { StockText } from './text.ts'

/** At most this many pieces are a low stock. */
export const lowMax = 10

const stateOf = (available: number): 'stockOut' | 'low' | 'inStock' =>
  available === 0 ? 'stockOut' : available <= lowMax ? 'low' : 'inStock'

const kinds = { stockOut: 'bad', low: 'wait', inStock: 'good' } as const

type Options = { isCentral: boolean; number: (value: number) => string; actions: (row: StockRow) => ReactNode }

/** The columns of the stock at one place; `actions` renders the buttons of a product. */
export const stockColumns = (text: StockText, { isCentral, number, actions }: Options): readonly Column<StockRow>[] => {
  const count = (id: string, title: string, value: (row: StockRow) => number | null): Column<StockRow> => ({
    id,
    title,
    value,
    cell: (row) => number(value(row) ?? 0),
    align: 'end',
    isSortable: true,
  })
  return [
    { id: 'numero', title: text.number, value: ({ produit_id }) => produit_id, align: 'end', isSortable: true },
    { id: 'sku', title: text.sku, value: ({ sku }) => sku, cell: ({ sku }) => <code>{sku}</code>, isSortable: true },
    { id: 'nom', title: text.name, value: ({ nom }) => nom, isSortable: true, isWide: true },
    count('disponible', text.available, ({ disponible }) => disponible),
    isCentral
      ? count('reserve', text.reserved, ({ reserve }) => reserve)
      : count('central', text.centralStock, ({ central }) => central),
    {
      id: 'etat',
      title: text.state,
      value: ({ disponible }) => text[stateOf(disponible)],
      cell: ({ disponible }) => <Badge kind={kinds[stateOf(disponible)]}>{text[stateOf(disponible)]}</Badge>,
    },
    { id: 'actions', title: '', value: () => null, cell: actions },
  ]
}
