import type { Log } from '#platform/base/log.ts'
import type { Metrics } from '#platform/base/metrics.ts'
import type { SagaObserver } from '#saga/durable/running-sagas.ts'
import { watchUndos } from '#saga/undo-watch.ts'

/** Upper bounds in seconds: a validation makes three calls; an undo may take 5 s. */
const buckets = [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30]

/** The metrics of validations. */
export const validationMetrics = (
  metrics: Metrics,
  log: Log,
  now: () => number,
): SagaObserver & { started: () => void } => {
  const started = metrics.counter('validation_started_total', 'Validations that were accepted')
  const completed = metrics.counter('validation_completed_total', 'Validations that approved their request')
  const failed = metrics.counter('validation_failed_total', 'Validations that failed and were undone', [
    'reason',
    'step',
  ])
  const duration = metrics.histogram(
    'validation_duration_seconds',
    'Start to end of a validation',
    ['outcome'],
    buckets,
  )
  return {
    started: () => started.inc(),
    ...watchUndos({ metrics, log }),
    left: (id, error) => log.warn({ err: error, validation_id: id }, 'validation stopped here, to be resumed'),
    ended: (state, startedAt) => {
      const succeeded = state.phase === 'succeeded'
      duration.observe({ outcome: succeeded ? 'success' : 'failure' }, Math.max(0, now() - startedAt) / 1000)
      if (succeeded) return completed.inc()
      const { reason = 'UNKNOWN', step = null } = state.failure ?? {}
      failed.inc({ reason, step: step ?? 'none' })
      log.info({ validation_id: state.data.validation_id, reason, step }, 'validation undone')
    },
  }
}
