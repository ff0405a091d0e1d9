// Generated from specs/asyncapi/checkout.yaml by generators/asyncapi. Do not edit.

import type { Bus, Consumer } from '#platform/stream/bus.ts'
import { dispatch, type Handlers, type ReceiveOptions, type SendOptions } from '#platform/stream/typed-events.ts'
import { checkoutFailed, decode, stockReleased, stream } from './events.ts'
import type { CheckoutEvent, CheckoutFailed, StockReleased } from './types.ts'

export { checkoutFailed, stockReleased, stream }

/** Publishes StockReleased; resolves when Redis has stored it. Publishing it again is safe: the event id stays the same. */
export const publishStockReleased = (
  bus: Pick<Bus, 'publish'>,
  payload: StockReleased,
  options?: SendOptions,
): Promise<void> => bus.publish([stockReleased(payload, options)])

/** Publishes CheckoutFailed; resolves when Redis has stored it. Publishing it again is safe: the event id stays the same. */
export const publishCheckoutFailed = (
  bus: Pick<Bus, 'publish'>,
  payload: CheckoutFailed,
  options?: SendOptions,
): Promise<void> => bus.publish([checkoutFailed(payload, options)])

/** The events that this application receives. */
export type Received = Extract<CheckoutEvent, { type: 'OrderCreationFailed' }>

export const accepts: ReadonlySet<string> = new Set(['OrderCreationFailed'])

export const group = 'choreo-compensation'

const place = { stream, group, accepts, claimIdleMs: 5000, maxDeliveries: 50 }
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
