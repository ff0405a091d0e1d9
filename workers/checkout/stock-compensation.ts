import { consume } from '#generated/events/stock-compensation.ts'
import { checkoutReactions } from '#generated/saga/checkout.ts'
import type { Worker } from '../worker.ts'
import { gatewayCalls } from './gateway.ts'
import { reactTo } from './reaction.ts'

/** Upper bounds in seconds: the limit is 5 s. */
const buckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/**
 * Releases the stock of a checkout after commandes has confirmed that it will never have an order, and ends the
 * checkout.
 */
export const worker: Worker = {
  port: 9104,
  start: async (scope) => {
    const { bus, clock, consumer, metrics, onStop } = scope
    const duration = metrics.histogram(
      'saga_choreo_compensation_duration_seconds',
      'Failure of an order to the release of its stock',
      [],
      buckets,
    )
    const release = reactTo(scope, checkoutReactions['stock-compensation'], gatewayCalls(scope))
    const reading = consume(
      bus,
      {
        OrderCreationFailed: async (event) => {
          await release(event)
          duration.observe(Math.max(0, clock.now() - event.payload.failed_at) / 1000)
        },
      },
      // An undo has seconds, so don't wake up for each event of other types.
      { consumer, lingerMs: 50 },
    )
    onStop('consumer', reading.stop)
    return { ready: reading.ready }
  },
}
