import {
  type ColumnDef,
  createSortedRowModel,
  type RowData,
  rowSortingFeature,
  type SortingState,
  sortFn_alphanumeric,
  sortFn_basic,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { type ReactNode, useMemo } from 'react'
import { useText } from '../locale/text.ts'
import './table.css'
import { uiText } from './text.ts'

/** A column: what a cell shows, and the plain value by which it is sorted and exported. */
export type Column<Row extends RowData> = {
  readonly id: string
  readonly title: string
  readonly value: (row: Row) => string | number | boolean | null
  /** By default the value. */
  readonly cell?: (row: Row) => ReactNode
  readonly align?: 'end'
  /** For text of several words: the column stays wide enough to read it. */
  readonly isWide?: boolean
  readonly isSortable?: boolean
  /** A few words that stay on one line. */
  readonly isShort?: boolean
  /** Only in the export, because another column shows the value as well. */
  readonly isExportedOnly?: boolean
}

/** The order of the rows, as the address has it: `name`, or `-name` for descending. */
export type Order = string | undefined

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { alphanumeric: sortFn_alphanumeric, basic: sortFn_basic },
})

type Props<Row extends RowData> = {
  /** Says what the rows are, for screen readers. */
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowId: (row: Row) => string | number
  order?: Order
  onOrder?: ((order: Order) => void) | undefined
}

const sortingOf = (order: Order): SortingState =>
  order === undefined ? [] : [{ id: order.replace(/^-/, ''), desc: order.startsWith('-') }]

const ariaSort = { asc: 'ascending', desc: 'descending', none: 'none' } as const
const arrows = { asc: '▲', desc: '▼', none: '' } as const

/**
 * A table of one page of rows; on a phone, each row is a card. Its headers sort these rows; the order is kept in the
 * address by the view.
 */
export const Table = <Row extends RowData>({ caption, columns: all, rows, rowId, order, onOrder }: Props<Row>) => {
  const text = useText(uiText)
  const columns = useMemo(() => all.filter(({ isExportedOnly }) => isExportedOnly !== true), [all])
  const definitions = useMemo(
    () =>
      columns.map(
        ({ id, value }): ColumnDef<typeof features, Row> => ({
          id,
          accessorFn: (row) => value(row),
          sortFn: 'alphanumeric',
        }),
      ),
    [columns],
  )
  const data = useMemo(() => [...rows], [rows])
  const table = useTable({ features, columns: definitions, data, state: { sorting: sortingOf(order) } })
  const directionOf = (id: string): 'asc' | 'desc' | 'none' =>
    order === id ? 'asc' : order === `-${id}` ? 'desc' : 'none'
  const header = ({ id, title, isSortable }: Column<Row>): ReactNode => {
    if (!isSortable || onOrder === undefined) return title
    const direction = directionOf(id)
    const next = { none: id, asc: `-${id}`, desc: undefined }[direction]
    return (
      <button type="button" className="table-sort" title={text.sortBy(title)} onClick={() => onOrder(next)}>
        {title}
        <span aria-hidden="true">{arrows[direction]}</span>
      </button>
    )
  }
  return (
    // A table wider than a phone scrolls, so the keyboard must reach it.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region needs the focus
    <section className="table-frame" aria-label={caption} tabIndex={0}>
      <table className="table">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                data-align={column.align}
                aria-sort={column.isSortable ? ariaSort[directionOf(column.id)] : undefined}
              >
                {header(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.getRowModel().rows.map(({ original }) => (
            <tr key={rowId(original)}>
              {columns.map(({ id, title, align, isWide, isShort, cell, value }) => (
                <td key={id} data-align={align} data-wide={isWide} data-short={isShort} data-title={title}>
                  {cell === undefined ? value(original) : cell(original)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
