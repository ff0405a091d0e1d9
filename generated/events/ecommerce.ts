// Generated from specs/asyncapi/checkout.yaml by generators/asyncapi. Do not edit.

import type { Bus } from '#platform/stream/bus.ts'
import type { SendOptions } from '#platform/stream/typed-events.ts'
import {
  checkoutFailed,
  checkoutInitiated,
  checkoutSucceeded,
  decode,
  orderCreated,
  orderCreationFailed,
  stockReleased,
  stockReservationFailed,
  stockReserved,
  stream,
} from './events.ts'
import type {
  CheckoutEvent,
  CheckoutFailed,
  CheckoutInitiated,
  CheckoutSucceeded,
  OrderCreated,
  OrderCreationFailed,
  StockReleased,
  StockReservationFailed,
  StockReserved,
} from './types.ts'

export {
  checkoutFailed,
  checkoutInitiated,
  checkoutSucceeded,
  orderCreated,
  orderCreationFailed,
  stockReleased,
  stockReservationFailed,
  stockReserved,
  stream,
}

/** Publishes CheckoutInitiated; resolves when Redis has stored it. Publishing it again is safe: the event id stays the same. */
export const publishCheckoutInitiated = (
  bus: Pick<Bus, 'publish'>,
  payload: CheckoutInitiated,
  options?: SendOptions,
): Promise<void> => bus.publish([checkoutInitiated(payload, options)])

/** Publishes StockReserved; resolves when Redis has stored it. Publishing it again is safe: the event id stays the same. */
export const publishStockReserved = (
  bus: Pick<Bus, 'publish'>,
  payload: StockReserved,
  options?: SendOptions,
): Promise<void> => bus.publish([stockReserved(payload, options)])

/** Publishes StockReservationFailed; resolves when Redis has stored it. Publishing it again is safe: the event id stays the same. */
export const publishStockReservationFailed = (
  bus: Pick<Bus, 'publish'>,
  payload: StockReservationFailed,
  options?: SendOptions,
): Promise<void> => bus.publish([stockReservationFailed(payload, options)])

/** Publishes OrderCreated; resolves when Redis has stored it. Publishing it again is safe: the event id stays the same. */
export const publishOrderCreated = (
  bus: Pick<Bus, 'publish'>,
  payload: OrderCreated,
  options?: SendOptions,
): Promise<void> => bus.publish([orderCreated(payload, options)])

/** Publishes OrderCreationFailed; resolves when Redis has stored it. Publishing it again is safe: the event id stays the same. */
export const publishOrderCreationFailed = (
  bus: Pick<Bus, 'publish'>,
  payload: OrderCreationFailed,
  options?: SendOptions,
): Promise<void> => bus.publish([orderCreationFailed(payload, options)])

/** Publishes CheckoutSucceeded; resolves when Redis has stored it. Publishing it again is safe: the event id stays the same. */
export const publishCheckoutSucceeded = (
  bus: Pick<Bus, 'publish'>,
  payload: CheckoutSucceeded,
  options?: SendOptions,
): Promise<void> => bus.publish([checkoutSucceeded(payload, options)])

/** Publishes CheckoutFailed; resolves when Redis has stored it. Publishing it again is safe: the event id stays the same. */
export const publishCheckoutFailed = (
  bus: Pick<Bus, 'publish'>,
  payload: CheckoutFailed,
  options?: SendOptions,
): Promise<void> => bus.publish([checkoutFailed(payload, options)])

/** Publishes StockReleased; resolves when Redis has stored it. Publishing it again is safe: the event id stays the same. */
export const publishStockReleased = (
  bus: Pick<Bus, 'publish'>,
  payload: StockReleased,
  options?: SendOptions,
): Promise<void> => bus.publish([stockReleased(payload, options)])

/** The events that this application receives. */
export type Received = Extract<CheckoutEvent, { type: 'CheckoutSucceeded' | 'CheckoutFailed' }>

export const accepts: ReadonlySet<string> = new Set(['CheckoutSucceeded', 'CheckoutFailed'])

/** Reads events as they arrive, without a group: every process gets all of them. Ends when the signal aborts. */
export const tail = (
  bus: Pick<Bus, 'tail'>,
  onEvents: (events: Received[]) => void | Promise<void>,
  { fromId = '$', signal }: { fromId?: string; signal: AbortSignal },
): Promise<void> =>
  bus.tail<Received>({
    stream,
    accepts,
    fromId,
    signal,
    decode: (entry) => decode(entry) as Received,
    onEntries: onEvents,
  })
