import type { Redis } from 'ioredis'
import type { Clock } from '../base/clock.ts'
import type { Log } from '../base/log.ts'
import { decodeEntry, isFor, type RawEntry, type StreamEntry, tailReader, typeOf } from './entry.ts'
import { type Authenticate, Unauthentic } from './event-authenticity.ts'
import type { StreamMetrics } from './metrics.ts'
import { isBefore, parseEntryId } from './watch.ts'

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

const blockMs = 1_000
const tailCount = 500
const backoffMs = 300
/** Pause after a read without relevant entries, as in a consumer, so that the next read finds more. */
const othersRestMs = 2

type TailParts = {
  commands: Redis
  openReader: (purpose: string) => Redis
  closeReader: (reader: Redis) => void
  clock: Clock
  log: Log
  metrics: Pick<StreamMetrics, 'unauthentic'>
  authenticate?: Authenticate | undefined
}

/** Reads one stream without a group. `topic`: the stream of which it is a partition. */
export const tailStream = ({ commands, openReader, closeReader, clock, log, metrics, authenticate }: TailParts) => {
  const readable = <Event>({ stream, accepts, decode }: TailOptions<Event>, raws: readonly RawEntry[]): Event[] =>
    raws.flatMap((raw) => {
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

  /** Resolves `$` once to an id, because it means another position at each read. */
  const lastId = async (stream: string): Promise<string> => {
    const [last] = (await commands.xrevrange(stream, '+', '-', 'COUNT', 1)) as RawEntry[]
    return last?.[0] ?? '0'
  }

  /** After a loss, a stream may restart with lower ids than the last one read. */
  const notAheadOf = async (stream: string, after: string): Promise<string> => {
    const last = await lastId(stream)
    if (!isBefore(parseEntryId(last), parseEntryId(after))) return after
    log.warn({ stream, after, last }, 'the stream ends before the last id read: reading it from the beginning')
    return '0'
  }

  const tailOne = async <Event>(options: TailOptions<Event>, topic: string): Promise<void> => {
    const { stream, fromId, onEntries, signal } = options
    const reader = openReader(`tail:${stream}`)
    let after: string | undefined = fromId === '$' ? undefined : fromId
    while (!signal.aborted) {
      try {
        after ??= await lastId(stream)
        const reply = await reader.xread('COUNT', tailCount, 'BLOCK', blockMs, 'STREAMS', stream, after)
        const raws = (reply as [string, RawEntry[]][] | null)?.[0]?.[1] ?? []
        if (raws.length === 0) after = await notAheadOf(stream, after)
        const events = readable({ ...options, stream: topic }, raws)
        if (raws.length > 0) await onEntries(events)
        after = raws.at(-1)?.[0] ?? after
        if (raws.length > 0 && events.length === 0) await clock.sleep(othersRestMs, signal)
      } catch (error) {
        if (signal.aborted) break
        log.warn({ err: error, stream }, 'stream not read, retrying')
        await clock.sleep(backoffMs, signal)
      }
    }
    closeReader(reader)
  }

  return tailOne
}
