import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'

/** Identifies a stream and its completeness, to detect losses. */
export type StreamState = {
  /** A name given to the stream when it was first watched; it is lost with all other keys when Redis is emptied. */
  epoch: string
  lastId: string
  /** Number of entries ever added. */
  added: number
  /** Number of entries deleted since. */
  removed: number
}

/**
 * How entries were lost: everything is gone; the stream is another one, or an older copy of itself; entries were removed by
 * somebody else than who watches.
 */
export type Loss = 'emptied' | 'rewound' | 'removed'

export type EntryId = readonly [ms: number, seq: number]

export const parseEntryId = (id: string): EntryId => {
  const [ms = '0', seq = '0'] = id.split('-')
  return [Number(ms), Number(seq)]
}
export const isBefore = (a: EntryId, b: EntryId): boolean => a[0] < b[0] || (a[0] === b[0] && a[1] < b[1])

const epochKey = (stream: string): string => `${stream}.epoch`

const readInfo = async (redis: Redis, stream: string): Promise<Omit<StreamState, 'epoch'>> => {
  try {
    const flat = (await redis.xinfo('STREAM', stream)) as (string | number)[]
    const field = (name: string) => flat[flat.indexOf(name) + 1]
    const added = Number(field('entries-added'))
    return { lastId: String(field('last-generated-id')), added, removed: added - Number(field('length')) }
  } catch (error) {
    if (!/no such key/.test((error as Error).message)) throw error
    return { lastId: '0-0', added: 0, removed: 0 }
  }
}

/** Reads the state of a stream and names it if it has no name. A missing stream counts as empty. */
export const readStreamState = async (redis: Redis, stream: string): Promise<StreamState> => {
  // GET first: a full Redis rejects SET, and watching it matters even more.
  const known = await redis.get(epochKey(stream))
  const fresh = randomUUID()
  const epoch = known ?? (await redis.set(epochKey(stream), fresh, 'NX', 'GET')) ?? fresh
  return { epoch, ...(await readInfo(redis, stream)) }
}

/** Whether entries were lost since a stream was seen; who removes entries himself has to look again afterwards. */
export const lossBetween = (seen: StreamState, now: StreamState): Loss | undefined => {
  if (seen.epoch !== now.epoch) return 'emptied'
  if (now.added < seen.added || isBefore(parseEntryId(now.lastId), parseEntryId(seen.lastId))) return 'rewound'
  return now.removed > seen.removed ? 'removed' : undefined
}
