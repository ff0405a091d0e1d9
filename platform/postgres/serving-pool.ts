import type { Metrics } from '../base/metrics.ts'
import { openPool, type Pool } from './pool.ts'

/** The database ends a statement after 10 s (`provision.ts`): a connection without an answer by then is dead. */
const answerMsUsually = 12_000

/**
 * The pool of a serving process: it counts statements and closes unresponsive connections.
 * @param answerMs time limit for an answer, for processes that let statements run longer than usual
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
