import type { ReactNode } from 'react'
import { ExportButton } from './export-button.tsx'
import { Pager } from './pager.tsx'
import { type Column, type Order, Table } from './table.tsx'

type Props<Row extends object> = {
  /** Says what the rows are, for screen readers. */
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowId: (row: Row) => string | number
  order?: Order
  /** Without it, the order is that of the API. */
  onOrder?: ((order: Order) => void) | undefined
  /** Cursor of this page; undefined on the first one. */
  cursor: string | undefined
  /** Cursor of the next page; null on the last one. */
  next: string | null
  onCursor: (cursor: string | undefined) => void
  /** The name of the exported file, and all rows that the filters select. */
  exported: { name: string; rows: () => AsyncIterable<Row> }
  /** Shown instead of a table without rows. */
  empty: ReactNode
}

/** One page of a list: its table or why it is empty, the pages, and the export. */
export const PagedTable = <Row extends object>(props: Props<Row>) => {
  const { caption, columns, rows, rowId, order, onOrder, cursor, next, onCursor, exported, empty } = props
  return (
    <>
      {rows.length === 0 ? (
        empty
      ) : (
        <Table caption={caption} columns={columns} rows={rows} rowId={rowId} order={order} onOrder={onOrder} />
      )}
      <Pager count={rows.length} cursor={cursor} next={next} onCursor={onCursor}>
        <ExportButton name={exported.name} columns={columns} rows={exported.rows} />
      </Pager>
    </>
  )
}
