import type { CellResult } from './cell.ts'

/** Recovery times of one style in milliseconds. */
export type Recoveries = {
  readonly style: string
  readonly count: number
  readonly medianMs: number
  readonly p90Ms: number
  readonly max: CellResult
}

const at = (sorted: readonly CellResult[], share: number): number =>
  sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]?.recoveryMs ?? 0

/** One row for each style that has recoveries, in the order of the results. */
export const recoveriesOf = (results: readonly CellResult[]): Recoveries[] => {
  const timed = results.filter(({ recoveryMs }) => recoveryMs !== null)
  return [...Map.groupBy(timed, ({ style }) => style)].flatMap(([style, own]) => {
    const sorted = own.toSorted((one, other) => (one.recoveryMs ?? 0) - (other.recoveryMs ?? 0))
    const max = sorted.at(-1)
    return max ? [{ style, count: sorted.length, medianMs: at(sorted, 0.5), p90Ms: at(sorted, 0.9), max }] : []
  })
}
