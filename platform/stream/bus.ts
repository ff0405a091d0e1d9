import type { Redis } from 'ioredis'
import { type Clock, systemClock } from '../base/clock.ts'
import type { Reach } from '../base/crash-points.ts'
import type { Metrics } from '../base/metrics.ts'
import { type ConnectionOptions, openConnections } from './connections.ts'
import type { ConsumeOptions, Consumer } from './consume-options.ts'
import { type DrainOptions, drainStream } from './drain.ts'
import type { StreamMessage } from './entry.ts'
import type { Authenticity } from './event-authenticity.ts'
import { type GroupState, readGroups } from './group-state.ts'
import { observeLag, streamMetrics } from './metrics.ts'
import { openConsumer } from './open-consumer.ts'
import { partitionName, partitionOf, partitionsOf } from './partitions.ts'
import { openPublisher, type Publisher } from './publish.ts'
import { type TailOptions, tailStream } from './tail.ts'

export type { ConsumeOptions, Consumer } from './consume-options.ts'
export type { StreamEntry, StreamMessage } from './entry.ts'
export { inVersion, publishedVersions } from './event-versions.ts'
export type { Mark } from './marks.ts'
export { RetryLater, Unacceptable } from './retry.ts'

/** A bus over Redis Streams. It is only transport: durable data is in Postgres, before or after. */
export type Bus = Publisher & {
  consume: <Event>(options: ConsumeOptions<Event>) => Consumer
  /** Reads a stream without a group, from `fromId` on, until the signal aborts. Resolves when it has ended. */
  tail: <Event>(options: TailOptions<Event>) => Promise<void>
  /**
   * Moves entries out of a stream: removes them after `onEntries` has returned, and repeats them if it throws. Any
   * number of processes may drain one stream; several may then get an entry. Resolves when the signal has aborted.
   */
  drain: (options: DrainOptions) => Promise<void>
  /** Appends entries unchanged, in one round trip and in order; returns their ids. */
  append: (stream: string, entries: readonly (readonly string[])[]) => Promise<string[]>
  /** The partitions of a stream; `drain`, `append` and `groups` expect one of them. */
  partitions: (stream: string) => string[]
  /** The partition that an event belongs to. */
  placeOf: (event: Pick<StreamMessage, 'stream' | 'eventId'>) => string
  groups: (partition: string) => Promise<GroupState[]>
  /** Throws if Redis doesn't answer. */
  ping: () => Promise<void>
  /** Stops consumers and closes the connections. */
  close: () => Promise<void>
  /** The command connection, for keys that are not streams. */
  redis: Redis
}

export type BusOptions = ConnectionOptions & {
  metrics: Metrics
  clock?: Clock
  /** Number of partitions of every stream, default 1; must be equal in all processes. */
  partitions?: number
  /** Crash points: before an event is handled, and before it is acknowledged. */
  reach?: Reach
  /** Called with an error that stops a consumer; without it, the consumer only stops and is not ready. */
  fail?: (error: Error) => void
  /** Converts each message before it is published; default: unchanged. */
  outgoing?: (message: StreamMessage) => StreamMessage
  /** Signs and verifies events; omit it only in tests of the transport. */
  authenticity?: Authenticity
}

/** Opens a bus: one connection for commands, and one more for each consumer and tail, because reading blocks it. */
export const openBus = (options: BusOptions): Bus => {
  const { metrics, log, clock = systemClock, partitions: count = 1 } = options
  const { outgoing = (message) => message, reach, fail, authenticity: { seal, authenticate } = {} } = options
  const { close, ...connections } = openConnections(options)
  const { commands } = connections
  const counted = streamMetrics(metrics)
  const parts = { ...connections, clock, log, metrics: counted, reach, fail, authenticate }
  const consumers: Consumer[] = []

  const partitions = (stream: string): string[] => partitionsOf(stream, count)
  const placeOf: Bus['placeOf'] = ({ stream, eventId }) => partitionName(stream, partitionOf(eventId, count))
  const groups: Bus['groups'] = async (partition) => readGroups(await commands.xinfo('GROUPS', partition))
  const groupsOf = async (stream: string): Promise<GroupState[]> =>
    (await Promise.all(partitions(stream).map((partition) => groups(partition).catch(() => [])))).flat()

  return {
    ...openPublisher({ commands, clock, counted, placeOf, outgoing, seal }),
    consume: (place) => {
      const consumer = openConsumer(parts, place, partitions(place.stream))
      observeLag(metrics, place.stream, place.group, () => groupsOf(place.stream))
      consumers.push(consumer)
      return consumer
    },
    tail: (place) => tailStream(parts, place, partitions(place.stream)),
    drain: (place) => drainStream(parts, place),
    append: async (stream, entries) =>
      (await Promise.all(entries.map((fields) => commands.xadd(stream, '*', ...fields)))).map(String),
    partitions,
    placeOf,
    groups,
    redis: commands,
    ping: async () => {
      await commands.ping()
    },
    close: async () => {
      await Promise.all(consumers.map((consumer) => consumer.stop()))
      await close()
    },
  }
}
