import { consume } from '#generated/events/order-creation.ts'
import { checkoutCalls, checkoutReactions } from '#generated/saga/checkout.ts'
import type { Worker } from '../worker.ts'
import { activeReservation } from './active-reservation.ts'
import { gatewayTransport } from './gateway.ts'
import { reactTo } from './reaction.ts'

/**
 * Creates the order of a checkout whose reservation inventaire confirms, and ends the checkout; or permanently refuses
 * the order and publishes the reason.
 */
export const worker: Worker = {
  port: 9103,
  start: async (scope) => {
    const { bus, consumer, onStop } = scope
    const transport = gatewayTransport(scope)
    const admits = activeReservation(transport)
    const create = reactTo(scope, checkoutReactions['order-creation'], checkoutCalls(transport), { admits })
    const reading = consume(bus, { StockReserved: create }, { consumer })
    onStop('consumer', reading.stop)
    return { ready: reading.ready }
  },
}
