import { appendFileSync } from 'node:fs'

/**
 * What clients did and were told, in the manner of Jepsen: `invoke` before a request, then `ok` (it has its effect), `fail`
 * (it has none) or `info` (nobody knows). Times in milliseconds since the epoch.
 */
export type HistoryLine = {
  readonly at: number
  readonly cell: string
  readonly key: string
  readonly type: 'invoke' | 'ok' | 'fail' | 'info'
  readonly detail?: string
}

export type History = (line: Omit<HistoryLine, 'at' | 'cell'>) => void

/** Appends to a file of JSON lines; what a cell says is there also when the run ends badly. */
export const openHistory =
  (file: string, now: () => number) =>
  (cell: string): History =>
  (line) =>
    appendFileSync(file, `${JSON.stringify({ at: now(), cell, ...line })}\n`)
