import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import { isBefore, parseEntryId } from '../entry-id.ts'

/** Identifies a stream and its completeness, to detect losses. */
export type StreamState = {
  /** A name given to the stream when it was first watched; it is lost with all other keys when Redis is emptied. */
  epoch: string
  lastId: string
  /** Id of the last entry; null if the stream has none. It differs from `lastId` if that entry was deleted. */
  lastEntry: string | null
  /** Number of entries ever added. */
  added: number
  /** Number of entries deleted since. */
  removed: number
}

/**
 * How entries were lost: everything is gone; the stream is another one, or an older copy of itself; someone other than the
 * watcher removed entries; a publisher chose an id so far ahead that the stream was replaced (`replaceStream`); a group was
 * moved past entries that it never received (`findJumps`).
 */
export type Loss = 'emptied' | 'rewound' | 'removed' | 'ahead' | 'skipped'

/** A mark is a consumer that never reads, in a group of the watcher's own. */
type Mark = { group: string; mark: number }

export const markName = (mark: number): string => `mark-${mark}`

const epochKey = (stream: string): string => `${stream}.epoch`

/** Redis' information about a stream; a missing stream counts as empty. */
export const readStreamInfo = async (redis: Redis, stream: string): Promise<Omit<StreamState, 'epoch'>> => {
  try {
    const flat = (await redis.xinfo('STREAM', stream)) as (string | number)[]
    const field = (name: string) => flat[flat.indexOf(name) + 1]
    const added = Number(field('entries-added'))
    const lastEntry = (field('last-entry') as unknown as [string, string[]] | null)?.[0] ?? null
    return { lastId: String(field('last-generated-id')), lastEntry, added, removed: added - Number(field('length')) }
  } catch (error) {
    if (!/no such key/.test((error as Error).message)) throw error
    return { lastId: '0-0', lastEntry: null, added: 0, removed: 0 }
  }
}

/** Reads the state of a stream and names it if it has no name. A missing stream counts as empty. */
export const readStreamState = async (redis: Redis, stream: string): Promise<StreamState> => {
  // GET first: a full Redis rejects SET, and watching it matters even more.
  const known = await redis.get(epochKey(stream))
  const fresh = randomUUID()
  const epoch = known ?? (await redis.set(epochKey(stream), fresh, 'NX', 'GET')) ?? fresh
  return { epoch, ...(await readStreamInfo(redis, stream)) }
}

/** Whether the stream has the entry with this id. */
export const hasEntry = async (redis: Redis, stream: string, id: string): Promise<boolean> =>
  (await redis.xrange(stream, id, id)).length > 0

/** Whether the stream is still the one that `markStream` marked: the mark can't outlive it. */
export const hasMark = async (redis: Redis, stream: string, { group, mark }: Mark): Promise<boolean> => {
  try {
    const consumers = (await redis.xinfo('CONSUMERS', stream, group)) as (string | number)[][]
    return consumers.some((flat) => flat[flat.indexOf('name') + 1] === markName(mark))
  } catch (error) {
    if (!/no such key|NOGROUP/.test((error as Error).message)) throw error
    return false
  }
}

/** Marks the stream. Marking it twice with one number has no further effect. */
export const markStream = async (redis: Redis, stream: string, { group, mark }: Mark): Promise<void> => {
  await redis.xgroup('CREATECONSUMER', stream, group, markName(mark))
}

/**
 * How entries were lost since a stream was seen, if at all. If you remove entries, read the state again afterwards.
 * Counters alone don't suffice: a stream that was deleted or replaced by an older copy may have grown beyond its former size. So it
 * must have its mark and the last entry seen: an older copy may have the mark, and an empty stream has no entry.
 */
export const findLoss = async (
  redis: Redis,
  stream: string,
  { seen, now, hasLostMark }: { seen: StreamState; now: StreamState; hasLostMark: boolean },
): Promise<Loss | undefined> => {
  if (seen.epoch !== now.epoch) return 'emptied'
  if (hasLostMark || now.added < seen.added || now.removed < seen.removed) return 'rewound'
  if (isBefore(parseEntryId(now.lastId), parseEntryId(seen.lastId))) return 'rewound'
  if (now.removed > seen.removed) return 'removed'
  return seen.lastEntry === null || (await hasEntry(redis, stream, seen.lastEntry)) ? undefined : 'rewound'
}
