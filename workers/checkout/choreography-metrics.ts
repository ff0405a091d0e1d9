import type { Clock } from '#platform/base/clock.ts'
import type { Metrics } from '#platform/base/metrics.ts'
import { uuidV7TimeMs } from '../uuid-time.ts'

/** The fields of a published event that the metrics need. */
export type PublishedEvent = { type: string; payload: { checkout_id: string } }

/** Upper bounds in seconds: the targets are 150 ms and 500 ms; an undo may take 5 s. */
const executionBuckets = [0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1, 2, 5, 10, 30]

/**
 * The metrics of the choreographed saga, written by the worker that publishes its end (`source`). Call `record` once
 * after the events were published.
 */
export const choreographyMetrics = (metrics: Metrics, clock: Clock, source: string) => {
  const succeeded = metrics.counter('saga_choreo_success_total', 'Checkouts that succeeded', ['source'])
  const failed = metrics.counter('saga_choreo_failed_total', 'Checkouts that failed', ['source'])
  const compensated = metrics.counter('saga_choreo_compensated_total', 'Checkouts whose stock was released', ['source'])
  const duration = metrics.histogram(
    'saga_choreo_execution_duration_seconds',
    'Acceptance of a checkout to its terminal event',
    ['source', 'outcome'],
    executionBuckets,
  )
  const end = (event: PublishedEvent, outcome: string): void => {
    const startedMs = uuidV7TimeMs(event.payload.checkout_id)
    if (startedMs !== undefined) duration.observe({ source, outcome }, Math.max(0, clock.now() - startedMs) / 1000)
  }
  return {
    record: (events: readonly PublishedEvent[]): void => {
      for (const event of events) {
        if (event.type === 'CheckoutSucceeded') {
          succeeded.inc({ source })
          end(event, 'success')
        } else if (event.type === 'CheckoutFailed') {
          failed.inc({ source })
          end(event, 'failure')
        } else if (event.type === 'StockReleased') compensated.inc({ source })
      }
    },
  }
}
