// Generated from specs/asyncapi/checkout.yaml by generators/asyncapi. Do not edit.

import type { Bus, Consumer } from '#platform/stream/bus.ts'
import { dispatch, type Handlers, type ReceiveOptions, type SendOptions } from '#platform/stream/typed-events.ts'
import { checkoutSucceeded, decode, orderCreated, orderCreationFailed, stream } from './events.ts'
import type { CheckoutEvent, CheckoutSucceeded, OrderCreated, OrderCreationFailed } from './types.ts'

export { checkoutSucceeded, orderCreated, orderCreationFailed, stream }

/** Publishes OrderCreated; resolves when Redis has stored it. Publishing it again is safe: the event id stays the same. */
export const publishOrderCreated = (
  bus: Pick<Bus, 'publish'>,
  payload: OrderCreated,
  options?: SendOptions,
): Promise<void> => bus.publish([orderCreated(payload, options)])

/** Publishes CheckoutSucceeded; resolves when Redis has stored it. Publishing it again is safe: the event id stays the same. */
export const publishCheckoutSucceeded = (
  bus: Pick<Bus, 'publish'>,
  payload: CheckoutSucceeded,
  options?: SendOptions,
): Promise<void> => bus.publish([checkoutSucceeded(payload, options)])

/** Publishes OrderCreationFailed; resolves when Redis has stored it. Publishing it again is safe: the event id stays the same. */
export const publishOrderCreationFailed = (
  bus: Pick<Bus, 'publish'>,
  payload: OrderCreationFailed,
  options?: SendOptions,
): Promise<void> => bus.publish([orderCreationFailed(payload, options)])

/** The events that this application receives. */
export type Received = Extract<CheckoutEvent, { type: 'StockReserved' }>

export const accepts: ReadonlySet<string> = new Set(['StockReserved'])

export const group = 'choreo-order'

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
