import { decideShare, histogramOf, percentile } from '#harness/judge/statistics.ts'
import type { Verdict } from '#harness/judge/verdict.ts'

/** A call of a view, as k6 saw it. */
export type Call = { operation: string; status: number; ms: number; error?: string | undefined }

/** One operation under the load: good calls answer 200 within the limit. Times are those of calls that answered. */
export type OperationRow = {
  operation: string
  calls: number
  failed: number
  p50Ms: number | null
  p95Ms: number | null
  limitMs: number
  verdict: Verdict
}

const reports = new Set(['genererIndicateurs', 'genererRapportConsolide'])
const reportLimitMs = 1_000
const viewLimitMs = 300
const target = 0.95
const confidence = 0.95
const verdicts = { shown: 'pass', refuted: 'fail', undecided: 'inconclusive' } as const

const rowOf = (operation: string, calls: readonly Call[]): OperationRow => {
  const limitMs = reports.has(operation) ? reportLimitMs : viewLimitMs
  const good = calls.filter(({ status, ms }) => status === 200 && ms < limitMs).length
  const histogram = histogramOf(calls.map(({ ms }) => ms))
  const at = (quantile: number): number | null => percentile(histogram, quantile, confidence)?.value ?? null
  return {
    operation,
    calls: calls.length,
    failed: calls.filter(({ status }) => status !== 200).length,
    p50Ms: at(0.5),
    p95Ms: at(target),
    limitMs,
    verdict:
      calls.length === 0
        ? 'inconclusive'
        : verdicts[decideShare(calls.length, calls.length - good, target, confidence)],
  }
}

/**
 * Judges each operation: 95 % of its calls answer 200 within its limit, by the exact binomial test of the scenarios. Expected
 * operations without a call get a row, too, and are inconclusive.
 */
export const judgeBrowsing = (calls: readonly Call[], expected: readonly string[]): OperationRow[] => {
  const operations = new Set([...expected, ...calls.map(({ operation }) => operation)])
  return [...operations].sort().map((operation) =>
    rowOf(
      operation,
      calls.filter((call) => call.operation === operation),
    ),
  )
}

const ms = (value: number | null): string => (value === null ? '–' : value.toFixed(1))

const head = ['operation', 'calls', 'failed', 'P50 (ms)', 'P95 (ms)', 'limit (ms)', 'verdict']
const cellsOf = (row: OperationRow): string[] => [
  row.operation,
  String(row.calls),
  String(row.failed),
  ms(row.p50Ms),
  ms(row.p95Ms),
  String(row.limitMs),
  row.verdict,
]

/** A Markdown table with aligned columns, which is readable in a terminal, too. */
export const browsingTable = (rows: readonly OperationRow[]): string => {
  const cells = [head, ...rows.map(cellsOf)]
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' | ')} |`
  const rule = `|${widths.map((width, i) => (i === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`
  const [first = head, ...rest] = cells
  return [line(first), rule, ...rest.map(line)].join('\n')
}
