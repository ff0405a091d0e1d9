import { crashPhases } from '#platform/base/crash-points.ts'
import type { CellResult, CellVerdict } from './cell.ts'

/** The matrix as displayed: for each style, rows of processes and steps, columns of phases. */
export type HeatRow = { style: string; process: string; step: string; squares: (Square | null)[] }

/** The worst of several rounds of one cell. Null if the cell is unreachable. */
export type Square = { verdict: CellVerdict; recoveryMs: number | null; rounds: number; findings: readonly string[] }

const severity: readonly CellVerdict[] = ['held', 'untested', 'missed', 'violated']

export const squareOf = (results: readonly CellResult[]): Square | null => {
  if (results.length === 0) return null
  const tested = results.filter(({ verdict }) => verdict !== 'untested')
  const counted = tested.length > 0 ? tested : results
  const verdict = counted.reduce<CellVerdict>(
    (worst, one) => (severity.indexOf(one.verdict) > severity.indexOf(worst) ? one.verdict : worst),
    'held',
  )
  const times = tested.flatMap(({ recoveryMs }) => (recoveryMs === null ? [] : [recoveryMs]))
  return {
    verdict,
    recoveryMs: times.length === 0 ? null : Math.max(...times),
    rounds: tested.length,
    findings: [...new Set(counted.flatMap(({ findings }) => findings))],
  }
}

const distinct = <T>(items: readonly T[], key: (item: T) => string): T[] => [
  ...new Map(items.map((item) => [key(item), item])).values(),
]

export const heatRows = (results: readonly CellResult[]): HeatRow[] => {
  const crashes = results.filter(({ kind }) => kind === 'crash')
  const rows = distinct(crashes, ({ style, process, step }) => `${style} ${process} ${step}`)
  const styles = stylesOf(crashes)
  const order = (row: CellResult): string => `${styles.indexOf(row.style)} ${row.process}`
  return rows
    .sort((a, b) => order(a).localeCompare(order(b)))
    .map(({ style, process, step }) => ({
      style,
      process,
      step,
      squares: crashPhases.map((phase) =>
        squareOf(
          crashes.filter(
            (one) => one.style === style && one.process === process && one.step === step && one.phase === phase,
          ),
        ),
      ),
    }))
}

export type FaultRow = { text: string; process: string; phase: string; squares: (Square | null)[] }

/** The other faults: a row per fault, a column per style. */
export const faultRows = (results: readonly CellResult[], styles: readonly string[]): FaultRow[] => {
  const others = results.filter(({ kind }) => kind === 'fault')
  return distinct(others, ({ process, step, phase }) => `${process} ${step} ${phase}`).map(
    ({ process, step, phase, text }) => ({
      text,
      process,
      phase,
      squares: styles.map((style) =>
        squareOf(
          others.filter(
            (one) => one.style === style && one.process === process && one.step === step && one.phase === phase,
          ),
        ),
      ),
    }),
  )
}

export const stylesOf = (results: readonly CellResult[]): string[] => [...new Set(results.map(({ style }) => style))]

export const countOf = (results: readonly CellResult[], verdict: CellVerdict): number =>
  results.filter((one) => one.verdict === verdict).length

export const slowest = (results: readonly CellResult[]): CellResult | undefined =>
  results.reduce<CellResult | undefined>(
    (worst, one) => (one.recoveryMs !== null && one.recoveryMs > (worst?.recoveryMs ?? -1) ? one : worst),
    undefined,
  )
