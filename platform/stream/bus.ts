import { Redis } from 'ioredis'
import { type Clock, systemClock } from '../base/clock.ts'
import type { Reach } from '../base/crash-points.ts'
import type { Log } from '../base/log.ts'
import type { Metrics } from '../base/metrics.ts'
import type { ConsumeOptions, Consumer } from './consume-options.ts'
import { startConsumer } from './consumer.ts'
import type { RawEntry, StreamMessage } from './entry.ts'
import type { Authenticity } from './event-authenticity.ts'
import { type GroupState, readGroups } from './group-state.ts'
import { observeLag, streamMetrics } from './metrics.ts'
import { sharePartitions } from './partition-lease.ts'
import { partitionName, partitionOf, partitionsOf } from './partitions.ts'
import { openPublisher, type Publisher } from './publish.ts'
import { type TailOptions, tailStream } from './tail.ts'
import { parseEntryId } from './watch.ts'

export type { ConsumeOptions, Consumer } from './consume-options.ts'
export type { StreamEntry, StreamMessage } from './entry.ts'
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

export type DrainOptions = {
  stream: string
  onEntries: (entries: readonly RawEntry[]) => Promise<void>
  signal: AbortSignal
}

export type BusOptions = {
  redisUrl: string
  metrics: Metrics
  log: Log
  clock?: Clock
  name: string
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

const blockMs = 1_000
const drainCount = 200
const tailSlackMs = 60_000n
const backoffMs = 300
const reconnectMaxMs = 1_000

/** Starts before the last stored id, because one partition may have been read further than the others. */
const earlier = (id: string): string => {
  if (id === '$') return id
  const [ms] = parseEntryId(id)
  return `${ms > tailSlackMs ? ms - tailSlackMs : 0n}-0`
}

const connect = (redisUrl: string, name: string, log: Log, options: object): Redis => {
  const redis = new Redis(redisUrl, {
    connectionName: name,
    retryStrategy: (times) => Math.min(times * 50, reconnectMaxMs),
    ...options,
  })
  redis.on('error', (error) => log.warn({ err: error }, 'Redis connection'))
  return redis
}

/** Opens a bus: one connection for commands, and one more for each consumer and tail, because reading blocks it. */
export const openBus = (options: BusOptions): Bus => {
  const { redisUrl, metrics, log, clock = systemClock, name, partitions: count = 1 } = options
  const { outgoing = (message) => message, reach, fail, authenticity: { seal, authenticate } = {} } = options
  const counted = streamMetrics(metrics)
  const commands = connect(redisUrl, name, log, {
    enableAutoPipelining: true,
    commandTimeout: 5_000,
    maxRetriesPerRequest: 5,
  })
  const readers = new Set<Redis>()
  const stops: (() => Promise<void>)[] = []

  // Redis answers a reader at least every blockMs; after a much longer silence, the connection is dead.
  const openReader = (purpose: string): Redis => {
    const reader = connect(redisUrl, `${name}:${purpose}`, log, {
      maxRetriesPerRequest: 0,
      socketTimeout: 10 * blockMs,
    })
    readers.add(reader)
    return reader
  }
  const closeReader = (reader: Redis): void => {
    readers.delete(reader)
    reader.disconnect()
  }
  const groups = async (stream: string): Promise<GroupState[]> => readGroups(await commands.xinfo('GROUPS', stream))

  const partitions = (stream: string): string[] => partitionsOf(stream, count)
  const placeOf: Bus['placeOf'] = ({ stream, eventId }) => partitionName(stream, partitionOf(eventId, count))

  const { publish, publishMarked, note } = openPublisher({ commands, clock, counted, placeOf, outgoing, seal })

  /** A consumer with its own connection, which closes with it. */
  const openConsumer = <Event>(place: ConsumeOptions<Event>): Consumer => {
    const reader = openReader(place.group)
    const { ready, stop } = startConsumer(
      { commands, reader, clock, log, metrics: counted, reach, fail, authenticate },
      place,
    )
    return {
      ready,
      stop: async () => {
        await stop()
        closeReader(reader)
      },
    }
  }

  const consumePartitions = <Event>(place: ConsumeOptions<Event>): Consumer => {
    const { stream, group } = place
    const shared = sharePartitions({
      redis: commands,
      clock,
      log,
      group,
      partitions: partitions(stream),
      start: (partition, isAlone) => openConsumer({ ...place, stream: partition, topic: stream, isAlone }),
    })
    return {
      stop: shared.stop,
      ready: async () => {
        await Promise.all(shared.held().map((held) => held.ready()))
      },
    }
  }

  const consume: Bus['consume'] = (place) => {
    const consumer = count === 1 ? openConsumer(place) : consumePartitions(place)
    observeLag(metrics, place.stream, place.group, async () => {
      const all = await Promise.all(partitions(place.stream).map((partition) => groups(partition).catch(() => [])))
      return all.flat()
    })
    stops.push(consumer.stop)
    return consumer
  }

  const tail: Bus['tail'] = async (options) => {
    const tailOne = tailStream({ commands, openReader, closeReader, clock, log, metrics: counted, authenticate })
    if (count === 1) return tailOne(options, options.stream)
    const fromId = earlier(options.fromId)
    await Promise.all(
      partitions(options.stream).map((stream) => tailOne({ ...options, stream, fromId }, options.stream)),
    )
  }

  const drain: Bus['drain'] = async ({ stream, onEntries, signal }) => {
    const reader = openReader(`drain:${stream}`)
    while (!signal.aborted) {
      try {
        const reply = await reader.xread('COUNT', drainCount, 'BLOCK', blockMs, 'STREAMS', stream, '0')
        const raws = (reply as [string, RawEntry[]][] | null)?.[0]?.[1] ?? []
        if (raws.length === 0) continue
        await onEntries(raws)
        await commands.xdel(stream, ...raws.map(([entryId]) => entryId))
      } catch (error) {
        if (signal.aborted) break
        log.warn({ err: error, stream }, 'stream not drained, retrying')
        await clock.sleep(backoffMs, signal)
      }
    }
    closeReader(reader)
  }

  const append: Bus['append'] = async (stream, entries) =>
    (await Promise.all(entries.map((fields) => commands.xadd(stream, '*', ...fields)))).map(String)

  return {
    publish,
    publishMarked,
    note,
    consume,
    tail,
    drain,
    append,
    partitions,
    placeOf,
    groups,
    redis: commands,
    ping: async () => {
      await commands.ping()
    },
    close: async () => {
      await Promise.all(stops.map((stop) => stop()))
      for (const reader of readers) reader.disconnect()
      await commands.quit().catch(() => commands.disconnect())
    },
  }
}
