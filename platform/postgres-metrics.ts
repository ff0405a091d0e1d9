import type { Metrics } from './metrics.ts'

/** Counts the statements of a process: what `openPool` takes as `onStatement`. */
export const countStatements = (metrics: Metrics): (() => void) => {
  const sent = metrics.counter('sql_statements_total', 'Statements sent to Postgres')
  return () => sent.inc()
}
