import { appendFileSync } from 'node:fs'

/**
 * The requests and answers of clients, as in Jepsen: `invoke` before a request, then `ok` (it took effect), `fail` (it did
 * not) or `info` (unknown). Times in milliseconds since the epoch.
 */
export type HistoryLine = {
  readonly at: number
  readonly cell: string
  readonly key: string
  readonly type: 'invoke' | 'ok' | 'fail' | 'info'
  readonly detail?: string
}

export type History = (line: Omit<HistoryLine, 'at' | 'cell'>) => void

/** Appends to a file of JSON lines at once, so that the history survives a crash of the run. */
export const openHistory =
  (file: string, now: () => number) =>
  (cell: string): History =>
  (line) =>
    appendFileSync(file, `${JSON.stringify({ at: now(), cell, ...line })}\n`)
