import type { Log } from '#platform/base/log.ts'
import type { Metrics } from '#platform/base/metrics.ts'
import type { SagaObserver } from '#saga/durable/running-sagas.ts'
import type { SagaState } from '#saga/state.ts'
import { watchUndos } from '#saga/undo-watch.ts'

/** Upper bounds in seconds: the targets are 150 ms and 2 s; an undo may take 5 s. */
const buckets = [0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1, 2, 5, 10, 30]

/** The metrics of the orchestrated saga. */
export const sagaMetrics = (
  metrics: Metrics,
  log: Log,
  now: () => number,
  active: () => number,
): SagaObserver & { started: () => void } => {
  const started = metrics.counter('saga_started_total', 'Sagas that were accepted')
  const completed = metrics.counter('saga_completed_total', 'Sagas that succeeded')
  const failed = metrics.counter('saga_failed_total', 'Sagas that failed and were undone', ['reason', 'step'])
  const duration = metrics.histogram('saga_execution_duration_seconds', 'Start to end of a saga', ['outcome'], buckets)
  const undo = metrics.histogram('saga_compensation_duration_seconds', 'Failure to the end of the undo', [], buckets)
  metrics.gauge('saga_active', 'Sagas that this process runs', [], function (this: { set: (n: number) => void }) {
    this.set(active())
  } as () => void)

  return {
    started: () => started.inc(),
    ...watchUndos({ metrics, log }),
    left: (id, error) => log.warn({ err: error, checkout_id: id }, 'saga stopped here, to be resumed'),
    ended: (state: SagaState, startedAt) => {
      const succeeded = state.phase === 'succeeded'
      duration.observe({ outcome: succeeded ? 'success' : 'failure' }, Math.max(0, now() - startedAt) / 1000)
      if (succeeded) return completed.inc()
      const { reason = 'UNKNOWN', step = null, at = startedAt } = state.failure ?? {}
      failed.inc({ reason, step: step ?? 'none' })
      undo.observe(Math.max(0, now() - at) / 1000)
      log.info({ checkout_id: state.data.checkout_id, reason, step }, 'saga undone')
    },
  }
}
