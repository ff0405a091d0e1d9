// Generated from specs/asyncapi/checkout.yaml by generators/asyncapi. Do not edit.

import type { Bus, Consumer } from '#platform/stream/bus.ts'
import { dispatch, type Handlers, type ReceiveOptions, type SendOptions } from '#platform/stream/typed-events.ts'
import { checkoutFailed, decode, stockReservationFailed, stockReserved, stream } from './events.ts'
import type { CheckoutEvent, CheckoutFailed, StockReservationFailed, StockReserved } from './types.ts'

export { checkoutFailed, stockReservationFailed, stockReserved, stream }

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

/** Publishes CheckoutFailed; resolves when Redis has stored it. Publishing it again is safe: the event id stays the same. */
export const publishCheckoutFailed = (
  bus: Pick<Bus, 'publish'>,
  payload: CheckoutFailed,
  options?: SendOptions,
): Promise<void> => bus.publish([checkoutFailed(payload, options)])

/** The events that this application receives. */
export type Received = Extract<CheckoutEvent, { type: 'CheckoutInitiated' }>

export const accepts: ReadonlySet<string> = new Set(['CheckoutInitiated'])

export const group = 'choreo-reservation'

const place = { stream, group, accepts, claimIdleMs: 5000, maxDeliveries: 5 }
const decodeReceived = (entry: Parameters<typeof decode>[0]): Received => decode(entry) as Received

/** Handles each event on its own, several concurrently. Acknowledges an event when its handler returns. */
export const consume = (bus: Pick<Bus, 'consume'>, handlers: Handlers<Received>, options: ReceiveOptions): Consumer =>
  bus.consume<Received>({ ...place, ...options, decode: decodeReceived, handle: dispatch(handlers) })

/** Handles events in batches, one batch at a time. Acknowledges the events of a batch when `handleBatch` returns. */
export const consumeBatch = (
  bus: Pick<Bus, 'consume'>,
  handleBatch: (events: Received[]) => Promise<void>,
  options: ReceiveOptions,
): Consumer => bus.consume<Received>({ ...place, ...options, decode: decodeReceived, handleBatch })
