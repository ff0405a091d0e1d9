import type { Metrics } from '../base/metrics.ts'
import { openPool, type Pool } from './pool.ts'

/** The database ends a statement after 10 s (`provision.ts`): a connection that has not answered by then is dead. */
const answerMsUsually = 12_000

/**
 * The pool of a process that serves: its statements are counted, and a connection that says nothing any more holds up
 * nobody for good.
 * @param answerMs how long an answer is waited for, in a process that lets statements run longer than usual
 */
export const openServingPool = ({
  metrics,
  answerMs = answerMsUsually,
  ...where
}: {
  url: string
  name: string
  max: number
  metrics: Metrics
  answerMs?: number
}): Pool => {
  const sent = metrics.counter('sql_statements_total', 'Statements sent to Postgres')
  return openPool({ ...where, answerMs, onStatement: () => sent.inc() })
}
