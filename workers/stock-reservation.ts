import { consume } from '#generated/events/stock-reservation.ts'
import { checkoutReactions } from '#generated/saga/checkout.ts'
import { gatewayCalls, reactTo } from './reaction.ts'
import type { Worker } from './worker.ts'

/** Verifies stock, reads prices and reserves the stock of a new checkout; tells StockReserved or why not. */
export const worker: Worker = {
  port: 9102,
  start: async (scope) => {
    const { bus, consumer, onStop } = scope
    const reserve = reactTo(scope, checkoutReactions['stock-reservation'], gatewayCalls(scope))
    const reading = consume(bus, { CheckoutInitiated: reserve }, { consumer })
    onStop('consumer', reading.stop)
    return { ready: reading.ready }
  },
}
