import { defined, textIn } from '../../shell/search.ts'

/** What the address has: the open report and the order of the list. */
export type ReportsSearch = {
  /** The folder of the open report. */
  open?: string
  /** Column by which the reports are sorted; `-` in front: descending. */
  tri?: string
}

/** Reads the address. Ignores what it can't use, because people edit addresses. */
export const readReportsSearch = (raw: Record<string, unknown>): ReportsSearch =>
  defined({ open: textIn(raw.open), tri: textIn(raw.tri) })
