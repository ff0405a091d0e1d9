// Generated from specs/asyncapi/checkout.yaml by generators/asyncapi. Do not edit.

import type { Bus, Consumer } from '#platform/stream/bus.ts'
import { dispatch, type Handlers, type ReceiveOptions } from '#platform/stream/typed-events.ts'
import { decode, stream } from './events.ts'
import type { CheckoutEvent } from './types.ts'

export { stream }

/** The events that this application receives: all of them. */
export type Received = CheckoutEvent

export const group = 'choreo-event-store'

const place = { stream, group, claimIdleMs: 5000, maxDeliveries: 5 }
const decodeReceived = (entry: Parameters<typeof decode>[0]): Received => decode(entry)

/** Handles each event on its own, several concurrently. Acknowledges an event when its handler returns. */
export const consume = (bus: Pick<Bus, 'consume'>, handlers: Handlers<Received>, options: ReceiveOptions): Consumer =>
  bus.consume<Received>({ ...place, ...options, decode: decodeReceived, handle: dispatch(handlers) })

/** Handles events in batches, one batch at a time. Acknowledges the events of a batch when `handleBatch` returns. */
export const consumeBatch = (
  bus: Pick<Bus, 'consume'>,
  handleBatch: (events: Received[]) => Promise<void>,
  options: ReceiveOptions,
): Consumer => bus.consume<Received>({ ...place, ...options, decode: decodeReceived, handleBatch })
