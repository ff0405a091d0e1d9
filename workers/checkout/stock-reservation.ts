import { consume } from '#generated/events/stock-reservation.ts'
import { checkoutCalls, checkoutReactions } from '#generated/saga/checkout.ts'
import type { Worker } from '../worker.ts'
import { gatewayTransport } from './gateway.ts'
import { knownReservation } from './known-reservation.ts'
import { reactTo } from './reaction.ts'

/** Verifies stock, reads prices and reserves the stock of a new checkout; publishes StockReserved, or why it failed. */
export const worker: Worker = {
  port: 9102,
  start: async (scope) => {
    const { bus, consumer, onStop } = scope
    const transport = gatewayTransport(scope)
    const reaction = checkoutReactions['stock-reservation']
    const looksBack = knownReservation(transport)
    const reserve = reactTo(scope, reaction, checkoutCalls(transport), { looksBack })
    const reading = consume(bus, { CheckoutInitiated: reserve }, { consumer })
    onStop('consumer', reading.stop)
    return { ready: reading.ready }
  },
}
