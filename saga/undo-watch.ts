import type { Log } from '#platform/base/log.ts'
import type { Metrics } from '#platform/base/metrics.ts'
import type { Ports } from './execute.ts'

/** Logs and counts failed undos. Parked ones are logged as errors. */
export const watchUndos = ({
  metrics,
  log,
}: {
  metrics: Metrics
  log: Log
}): Required<Pick<Ports, 'observe' | 'parked'>> => {
  const failed = metrics.counter('saga_undo_failed_total', 'Failed attempts to undo a step', ['step'])
  const parked = metrics.gauge(
    'saga_undo_parked',
    'Undos that failed more often than the limit and are still retried',
    ['step'],
  )
  const observe: Ports['observe'] = (record, state) => {
    if (record.type === 'undo-failed') {
      const { step, attempt, reason } = record
      failed.inc({ step })
      log.warn({ data: state.data, step, attempt, reason }, 'undo failed, retrying')
    } else if (record.type === 'undo-parked') {
      log.error({ data: state.data, step: record.step, attempt: record.attempt }, 'undo parked, still retrying')
    } else if (record.type === 'undo-done' && (state.undoAttempts[record.step] ?? 0) >= 1) {
      log.info({ step: record.step, attempts: state.undoAttempts[record.step] }, 'undo done after failures')
    }
  }
  return { observe, parked: (step, by) => parked.inc({ step }, by) }
}
