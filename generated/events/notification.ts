// Generated from specs/asyncapi/checkout.yaml by generators/asyncapi. Do not edit.

import type { Bus, Consumer } from '#platform/stream/bus.ts'
import { dispatch, type Handlers, type ReceiveOptions } from '#platform/stream/typed-events.ts'
import { decode, stream } from './events.ts'
import type { CheckoutEvent } from './types.ts'

export { stream }

/** What this application receives. */
export type Received = Extract<CheckoutEvent, { type: 'CheckoutSucceeded' | 'CheckoutFailed' }>

export const accepts: ReadonlySet<string> = new Set(['CheckoutSucceeded', 'CheckoutFailed'])

export const group = 'choreo-notification'

const place = { stream, group, accepts, claimIdleMs: 5000, maxDeliveries: 5 }
const decodeReceived = (entry: Parameters<typeof decode>[0]): Received => decode(entry) as Received

/** Handles events one by one, many at once. An event is acknowledged when its handler has returned. */
export const consume = (bus: Pick<Bus, 'consume'>, handlers: Handlers<Received>, options: ReceiveOptions): Consumer =>
  bus.consume<Received>({ ...place, ...options, decode: decodeReceived, handle: dispatch(handlers) })

/** Handles events in batches, one batch at a time. The events of a batch are acknowledged when `handleBatch` has returned. */
export const consumeBatch = (
  bus: Pick<Bus, 'consume'>,
  handleBatch: (events: Received[]) => Promise<void>,
  options: ReceiveOptions,
): Consumer => bus.consume<Received>({ ...place, ...options, decode: decodeReceived, handleBatch })
