import type { Redis } from 'ioredis'
import { decode, publishers, stream } from '#generated/events/events.ts'
import type { CheckoutEvent } from '#generated/events/types.ts'
import { systemClock } from '#platform/base/clock.ts'
import { parsePublicKeys } from '#platform/base/public-keys.ts'
import type { ConsumeOptions, Consumer } from '#platform/stream/consume-options.ts'
import { startConsumer } from '#platform/stream/consumer.ts'
import { openAuthenticity } from '#platform/stream/event-authenticity.ts'
import { dispatch, type Handlers } from '#platform/stream/typed-events.ts'

export { decode, stream } from '#generated/events/events.ts'
export type * from '#generated/events/types.ts'
export type { Consumer } from '#platform/stream/consume-options.ts'
export type { StreamEntry } from '#platform/stream/entry.ts'
export { RetryLater } from '#platform/stream/retry.ts'

export type ConsumeEventsOptions = {
  /** A group gets each event once, from the beginning of the stream on; names that begin with `choreo-` are taken. */
  group: string
  /** Name of this process within the group; survives a restart. Where one of that name runs already, `ready` throws. */
  consumer: string
  /** One function for each type that is wanted; the others are acknowledged unread. Delivery is at least once. */
  handlers: Partial<Handlers<CheckoutEvent>>
  /**
   * Whose events are taken: EVENT_PUBLIC_KEYS of the system, `publisher=<PEM as base64>,…`. An event that its publisher did
   * not sign goes to the dead letter, unread.
   */
  publicKeys: string
  signal?: AbortSignal
} & Pick<ConsumeOptions<never>, 'concurrency' | 'claimIdleMs' | 'maxDeliveries'>

type Parts = Parameters<typeof startConsumer>[0]

const uncounted = { inc: () => {}, observe: () => {} }
const metrics = {
  consumed: uncounted,
  latency: uncounted,
  deadLettered: uncounted,
  retried: uncounted,
  unauthentic: uncounted,
}
const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/**
 * Consumes the events of the checkouts. An event is acknowledged when its handler has returned; one whose handler throws
 * comes again, up to `maxDeliveries` times (5), and then goes to the dead letter `<stream>.dead`. `redis` sends the
 * commands; a second connection with its settings reads, since reading blocks, and is closed by `stop`.
 */
export const consumeEvents = (
  redis: Redis,
  { handlers, publicKeys, ...options }: ConsumeEventsOptions,
  log: Partial<Console> = quiet,
): Consumer => {
  const trusted = parsePublicKeys(publicKeys)
  if (trusted === undefined)
    throw new TypeError('publicKeys: expected publisher=<PEM as base64>,… (EVENT_PUBLIC_KEYS of the system)')
  const { authenticate } = openAuthenticity({ publishers, trusted })
  const reader = redis.duplicate({ maxRetriesPerRequest: 0, socketTimeout: 10_000 })
  reader.on('error', (error) => log.warn?.(error))
  const shared = { commands: redis, reader, clock: systemClock, metrics, authenticate }
  const parts = { ...shared, log: { ...quiet, ...log } } as unknown as Parts
  const consumer = startConsumer<CheckoutEvent>(parts, {
    ...options,
    stream,
    accepts: new Set(Object.keys(handlers)),
    decode,
    handle: dispatch(handlers as Handlers<CheckoutEvent>), // what has no handler is not accepted
  })
  return {
    ready: consumer.ready,
    stop: async () => {
      await consumer.stop()
      reader.disconnect()
    },
  }
}
