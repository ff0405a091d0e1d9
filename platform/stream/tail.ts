import type { Redis } from 'ioredis'
import type { Clock } from '../base/clock.ts'
import type { Log } from '../base/log.ts'
import type { Connections } from './connections.ts'
import { decodeEntry, isFor, type RawEntry, type StreamEntry, tailReader, typeOf } from './entry.ts'
import { isBefore, parseEntryId } from './entry-id.ts'
import { type Authenticate, Unauthentic } from './event-authenticity.ts'
import type { StreamMetrics } from './metrics.ts'
import { readBlockMs } from './read-block.ts'

export type TailOptions<Event> = {
  stream: string
  /** Types that `decode` supports; other entries are skipped. Default: every type. */
  accepts?: ReadonlySet<string>
  /** Entry → event. If it throws, the entry is skipped and logged. */
  decode: (entry: StreamEntry) => Event
  /** Reads entries after this id; `$`: only new entries. */
  fromId: string
  /** Called with the read events, in order; called again with the same events if it throws. */
  onEntries: (events: Event[]) => void | Promise<void>
  signal: AbortSignal
}

type TailParts = Omit<Connections, 'close'> & {
  clock: Clock
  log: Log
  metrics: Pick<StreamMetrics, 'unauthentic'>
  authenticate?: Authenticate | undefined
}

const tailCount = 500
const tailSlackMs = 60_000n
const backoffMs = 300
/** Pause after a read without relevant entries, as in a consumer, so that the next read finds more. */
const othersRestMs = 2

/** The events among these entries of a partition of `options.stream`. */
const readable = <Event>(parts: TailParts, options: TailOptions<Event>, raws: readonly RawEntry[]): Event[] => {
  const { log, metrics, authenticate } = parts
  const { stream, accepts, decode } = options
  return raws.flatMap((raw) => {
    const type = typeOf(raw[1] ?? [])
    if ((accepts && type !== undefined && !accepts.has(type)) || !isFor(raw[1] ?? [], tailReader)) return []
    try {
      authenticate?.(stream, raw[1] ?? [])
      return [decode(decodeEntry(stream, raw, 0))]
    } catch (error) {
      if (error instanceof Unauthentic) metrics.unauthentic.inc({ topic: stream, consumer: tailReader })
      log.warn({ err: error, stream, entryId: raw[0] }, 'entry skipped')
      return []
    }
  })
}

/** Resolves `$` once to an id, because it means another position at each read. */
const lastId = async (commands: Redis, partition: string): Promise<string> => {
  const [last] = (await commands.xrevrange(partition, '+', '-', 'COUNT', 1)) as RawEntry[]
  return last?.[0] ?? '0'
}

/** After a loss, a stream may restart with lower ids than the last one read. */
const notAheadOf = async ({ commands, log }: TailParts, partition: string, after: string): Promise<string> => {
  const last = await lastId(commands, partition)
  if (!isBefore(parseEntryId(last), parseEntryId(after))) return after
  log.warn({ stream: partition, after, last }, 'the stream ends before the last id read: reading it from the beginning')
  return '0'
}

const tailPartition = async <Event>(parts: TailParts, options: TailOptions<Event>, partition: string) => {
  const { commands, clock, log } = parts
  const { fromId, onEntries, signal } = options
  const reader = parts.openReader(`tail:${partition}`)
  let after: string | undefined = fromId === '$' ? undefined : fromId
  while (!signal.aborted) {
    try {
      after ??= await lastId(commands, partition)
      const reply = await reader.xread('COUNT', tailCount, 'BLOCK', readBlockMs, 'STREAMS', partition, after)
      const raws = (reply as [string, RawEntry[]][] | null)?.[0]?.[1] ?? []
      if (raws.length === 0) after = await notAheadOf(parts, partition, after)
      const events = readable(parts, options, raws)
      if (raws.length > 0) await onEntries(events)
      after = raws.at(-1)?.[0] ?? after
      if (raws.length > 0 && events.length === 0) await clock.sleep(othersRestMs, signal)
    } catch (error) {
      if (signal.aborted) break
      log.warn({ err: error, stream: partition }, 'stream not read, retrying')
      await clock.sleep(backoffMs, signal)
    }
  }
  parts.closeReader(reader)
}

/** Starts before the last stored id, because one partition may have been read further than the others. */
const earlier = (id: string): string => {
  if (id === '$') return id
  const [ms] = parseEntryId(id)
  return `${ms > tailSlackMs ? ms - tailSlackMs : 0n}-0`
}

/** Reads the partitions of a stream without a group, until the signal aborts. */
export const tailStream = async <Event>(
  parts: TailParts,
  options: TailOptions<Event>,
  partitions: readonly string[],
): Promise<void> => {
  const fromId = partitions.length === 1 ? options.fromId : earlier(options.fromId)
  await Promise.all(partitions.map((partition) => tailPartition(parts, { ...options, fromId }, partition)))
}
