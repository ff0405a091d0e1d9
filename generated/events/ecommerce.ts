// Generated from specs/asyncapi/checkout.yaml by generators/asyncapi. Do not edit.

import type { Bus } from '#platform/redis-streams.ts'
import type { SendOptions } from '#platform/typed-events.ts'
import { checkoutInitiated, decode, stream } from './events.ts'
import type { CheckoutEvent, CheckoutInitiated } from './types.ts'

export { checkoutInitiated, stream }

/** Publishes CheckoutInitiated; resolves when Redis has it. Publishing it again is harmless: the event id stays. */
export const publishCheckoutInitiated = (
  bus: Pick<Bus, 'publish'>,
  payload: CheckoutInitiated,
  options?: SendOptions,
): Promise<void> => bus.publish([checkoutInitiated(payload, options)])

/** What this application receives. */
export type Received = Extract<CheckoutEvent, { type: 'CheckoutSucceeded' | 'CheckoutFailed' }>

export const accepts: ReadonlySet<string> = new Set(['CheckoutSucceeded', 'CheckoutFailed'])

/** Reads events as they come, without a group: every process that tails gets all of them. Ends with the signal. */
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
