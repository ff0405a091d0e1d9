import type { Redis } from 'ioredis'
import { decode, publishers, stream } from '#generated/events/events.ts'
import type { CheckoutEvent } from '#generated/events/types.ts'
import { systemClock } from '#platform/base/clock.ts'
import { parsePublicKeys } from '#platform/base/public-keys.ts'
import { type ConsumeOptions, type Consumer, startConsumer } from '#platform/stream/consumer.ts'
import { openAuthenticity } from '#platform/stream/event-authenticity.ts'
import { dispatch, type Handlers } from '#platform/stream/typed-events.ts'

export { decode, stream } from '#generated/events/events.ts'
export type * from '#generated/events/types.ts'
export { type Consumer, RetryLater } from '#platform/stream/consumer.ts'
export type { StreamEntry } from '#platform/stream/entry.ts'

export type ConsumeEventsOptions = {
  /** The consumer group. It receives every event from the beginning of the stream. Names with the prefix `choreo-` are reserved. */
  group: string
  /** Name of this process within the group, stable across restarts. `ready` throws if another process uses it. */
  consumer: string
  /** A function for each type to handle; other types are acknowledged without reading them. Delivery is at least once. */
  handlers: Partial<Handlers<CheckoutEvent>>
  /**
   * The trusted publishers: EVENT_PUBLIC_KEYS of the system, `publisher=<PEM as base64>,…`. An event without a valid
   * signature goes to the dead letters, unread.
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
 * Consumes checkout events. An event is acknowledged when its handler returns. If the handler throws, the event is
 * redelivered, up to `maxDeliveries` (5) times, and then moved to `<stream>.dead`. Commands go through `redis`; reading
 * blocks, so it uses a second connection with the same settings, which `stop` closes.
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
    handle: dispatch(handlers as Handlers<CheckoutEvent>), // `accepts` excludes types without a handler
  })
  return {
    ready: consumer.ready,
    stop: async () => {
      await consumer.stop()
      reader.disconnect()
    },
  }
}
