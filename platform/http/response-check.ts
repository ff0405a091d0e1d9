import type { Log } from '../base/log.ts'
import type { Metrics } from '../base/metrics.ts'
import { type Answered, answers } from './answered.ts'
import { type ResponseTable, responseChecker } from './conformance.ts'

export type ResponseCheckOptions = {
  table: ResponseTable
  /** More than 0 and at most 1: of each operation's answers, the first is checked, then every 1/share-th. */
  share: number
  metrics: Metrics
  log: Log
}

/**
 * Checks a share of a process's answers against their specification after they were sent, so none is delayed. Counts and
 * logs differences.
 */
export const startResponseCheck = ({ table, share, metrics, log }: ResponseCheckOptions): { stop: () => void } => {
  const checked = metrics.counter('http_response_checked_total', 'Answers checked against their specification')
  const drifted = metrics.counter('http_response_drift_total', 'Answers that differ from their specification', [
    'operation',
    'status',
  ])
  const check = responseChecker(table)
  const every = Math.max(1, Math.round(1 / share))
  const counts = new Map<string, number>()
  const onAnswer = (message: unknown): void => {
    const answered = message as Answered
    const { operationId, status } = answered
    const count = counts.get(operationId) ?? 0
    counts.set(operationId, count + 1)
    if (count % every !== 0) return
    checked.inc()
    const problem = check(answered)
    if (problem === undefined) return
    drifted.inc({ operation: operationId, status: String(status) })
    log.warn({ operation: operationId, status, problem }, 'answer differs from its specification')
  }
  answers.subscribe(onAnswer)
  return { stop: () => answers.unsubscribe(onAnswer) }
}
