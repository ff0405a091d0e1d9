import { useFormat } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { type Column, Table } from '../../ui/table.tsx'
import { stockText } from './text.ts'

/** The stock at one place before a movement, and by how much it changes. */
export type Change = { readonly place: string; readonly before: number; readonly by: number }

/** What a movement changes: each stock before and after it. */
export const Effect = ({ title, changes }: { title: string; changes: readonly Change[] }) => {
  const text = useText(stockText)
  const { number } = useFormat()
  const columns: readonly Column<Change>[] = [
    { id: 'place', title: text.place, value: ({ place }) => place },
    {
      id: 'before',
      title: text.before,
      value: ({ before }) => before,
      cell: ({ before }) => number(before),
      align: 'end',
    },
    {
      id: 'after',
      title: text.after,
      value: ({ before, by }) => before + by,
      cell: ({ before, by }) => <strong>{number(before + by)}</strong>,
      align: 'end',
    },
  ]
  return (
    <div aria-live="polite">
      <p className="field-label">{title}</p>
      <Table caption={title} columns={columns} rows={changes} rowId={({ place }) => place} />
    </div>
  )
}
