import { consume } from '#generated/events/order-creation.ts'
import { checkoutReactions } from '#generated/saga/checkout.ts'
import { gatewayCalls, reactTo } from './reaction.ts'
import type { Worker } from './worker.ts'

/** Creates the order of a checkout whose stock is reserved; ends the checkout, or cancels the sale and tells why. */
export const worker: Worker = {
  port: 9103,
  start: async (scope) => {
    const { bus, consumer, onStop } = scope
    const create = reactTo(scope, checkoutReactions['order-creation'], gatewayCalls(scope))
    const reading = consume(bus, { StockReserved: create }, { consumer })
    onStop('consumer', reading.stop)
    return { ready: reading.ready }
  },
}
