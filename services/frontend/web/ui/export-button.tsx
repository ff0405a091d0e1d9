import { useState } from 'react'
import { textOf, useText } from '../locale/text.ts'
import { Button } from './button.tsx'
import { csvOf, download } from './csv.ts'
import { describeFailure } from './failure.ts'
import type { Column } from './table.tsx'
import { uiText } from './text.ts'
import { notifyFailure } from './toast.tsx'

type Props<Row extends object> = {
  /** Name of the file, without its ending. */
  name: string
  columns: readonly Column<Row>[]
  /** All rows that the filters select, not only this page. */
  rows: () => AsyncIterable<Row> | Iterable<Row>
}

/** A download must not take a browser's memory without a limit. */
const rowsMax = 50_000

/** Exports every selected row of a table as CSV, page by page. Columns without a title have only buttons and are left out. */
export const ExportButton = <Row extends object>({ name, columns, rows }: Props<Row>) => {
  const text = useText(uiText)
  const [busy, setBusy] = useState(false)
  const run = async (): Promise<void> => {
    setBusy(true)
    try {
      const all: Row[] = []
      for await (const row of rows()) if (all.push(row) >= rowsMax) break
      download(
        `${name}.csv`,
        csvOf(
          columns.filter(({ title }) => title !== ''),
          all,
        ),
      )
    } catch (error) {
      notifyFailure(describeFailure(error, textOf(uiText)))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button onClick={() => void run()} disabled={busy}>
      {busy ? text.exporting : text.exportCsv}
    </Button>
  )
}
