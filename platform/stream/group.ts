import type { Redis } from 'ioredis'
import type { Log } from '../base/log.ts'
import { deadLetterStream, type FailedEntry, writeDeadLetter } from './dead-letter.ts'
import type { RawEntry } from './entry.ts'
import { readGroups } from './group-state.ts'

/** Identifies a consumer: `consumer` is its name within the group and survives a restart. */
export type GroupPlace = { stream: string; group: string; consumer: string }

export type Claimed = {
  entries: RawEntry[]
  /** Number of deliveries of each entry, including this one. */
  deliveries: Map<string, number>
  /** The last pending entry examined; undefined if there are no more. */
  last: string | undefined
}

/** The commands of one consumer of one group. */
export type StreamGroup = {
  /** Creates stream and group unless they exist; a new group starts at the beginning of the stream. */
  create: () => Promise<void>
  read: (count: number, blockMs: number) => Promise<RawEntry[]>
  /** Claims entries idle for `idleMs`, of one consumer or of all; entries trimmed meanwhile leave the group. */
  claim: (query: {
    idleMs: number
    count: number
    except: ReadonlySet<string>
    consumer?: string
    after?: string
  }) => Promise<Claimed>
  /** Queues an acknowledgement; queued ones are sent together shortly afterwards. */
  acknowledge: (entryId: string) => void
  /** Sends the queued acknowledgements now. */
  flush: () => Promise<void>
  /** Keeps an entry pending as if it had been idle for `idleMs` and delivered once. */
  postpone: (entryId: string, idleMs: number) => Promise<void>
  /** Moves an entry to `<stream>.dead`, with the reason. */
  deadLetter: (failed: FailedEntry) => Promise<void>
}

type Pending = [entryId: string, consumer: string, idleMs: number, deliveries: number]

const acknowledgeAfterMs = 5
const acknowledgeMax = 1_000

/** Creates stream and group unless they exist; a new group starts at the beginning of the stream. */
export const createGroup = async (
  redis: Redis,
  { stream, group }: Pick<GroupPlace, 'stream' | 'group'>,
): Promise<void> => {
  try {
    await redis.xgroup('CREATE', stream, group, '0', 'MKSTREAM')
  } catch (error) {
    const { message } = error as Error
    if (message.startsWith('BUSYGROUP')) return
    // A full Redis refuses before it checks whether the group exists.
    if (!message.startsWith('OOM') || !(await hasGroup(redis, stream, group))) throw error
  }
}

const hasGroup = async (redis: Redis, stream: string, group: string): Promise<boolean> =>
  readGroups(await redis.xinfo('GROUPS', stream)).some((state) => state.group === group)

export const openGroup = (
  { commands, reader, log }: { commands: Redis; reader: Redis; log: Log },
  { stream, group, consumer }: GroupPlace,
): StreamGroup => {
  let handled: string[] = []
  let timer: NodeJS.Timeout | undefined

  const flush = async (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    const ids = handled
    handled = []
    if (ids.length > 0) await commands.xack(stream, group, ...ids)
  }
  const flushLater = (): void => {
    // A lost acknowledgement only causes a redelivery, and handlers are idempotent.
    flush().catch((error) => log.warn({ err: error, stream, group }, 'acknowledgement lost'))
  }

  return {
    flush,
    create: () => createGroup(commands, { stream, group }),
    read: async (count, blockMs) => {
      const reply = await reader.xreadgroup(
        'GROUP',
        group,
        consumer,
        'COUNT',
        count,
        'BLOCK',
        Math.ceil(blockMs),
        'STREAMS',
        stream,
        '>',
      )
      return (reply as [string, RawEntry[]][] | null)?.[0]?.[1] ?? []
    },
    claim: async ({ idleMs, count, except, consumer: owner, after }) => {
      const from = after === undefined ? '-' : `(${after}`
      const found = (await commands.call(
        'XPENDING',
        [stream, group, 'IDLE', idleMs, from, '+', count + except.size].concat(owner ? [owner] : []),
      )) as Pending[]
      const wanted = found.filter(([id]) => !except.has(id)).slice(0, count)
      if (wanted.length === 0) return { entries: [], deliveries: new Map(), last: undefined }
      const ids = wanted.map(([id]) => id)
      const entries = (await commands.xclaim(stream, group, consumer, idleMs, ...ids)) as RawEntry[]
      const deliveries = new Map(wanted.map(([id, , , count]) => [id, Number(count) + 1]))
      return { entries: entries.filter((entry) => entry !== null), deliveries, last: ids.at(-1) }
    },
    acknowledge: (entryId) => {
      handled.push(entryId)
      if (handled.length >= acknowledgeMax) flushLater()
      else timer ??= setTimeout(flushLater, acknowledgeAfterMs)
    },
    postpone: async (entryId, idleMs) => {
      await commands.call('XCLAIM', [
        stream,
        group,
        consumer,
        0,
        entryId,
        'IDLE',
        Math.round(idleMs),
        'RETRYCOUNT',
        1,
        'JUSTID',
      ])
    },
    deadLetter: async (failed) => {
      // Not in one transaction: there, an XADD that Redis refuses would not keep the entry from being acknowledged.
      await commands.xadd(deadLetterStream(stream), '*', ...writeDeadLetter(group, failed))
      await commands.xack(stream, group, failed.entryId)
    },
  }
}
