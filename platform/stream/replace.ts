import type { Redis } from 'ioredis'
import { asFirstPublished, type RawEntry, sentAgain } from './entry.ts'
import { readGroups } from './group-state.ts'
import { refuseError, transact } from './redis-transaction.ts'
import { neededBy } from './trim.ts'
import { formatEntryId, isBefore, lastPossibleId, parseEntryId } from './watch.ts'

const dayMs = 86_400_000
/**
 * A clock that was wrong for a while leaves ids that lie ahead until time has caught up. That loses nothing, so the stream
 * stays as it is. Ids further ahead were chosen by a publisher, or hide the age of entries for longer than Postgres is
 * sure to keep the events that would refill the stream.
 */
export const aheadMaxMs = 30 * dayMs

const isBeyond = (lastId: string, nowMs: number): boolean =>
  lastId === lastPossibleId || parseEntryId(lastId)[0] > BigInt(Math.round(nowMs + aheadMaxMs))

/** Whether the last id of a stream is too far ahead of this clock and of the clock of Redis, either of which may be slow. */
export const isTooFarAhead = async (redis: Redis, lastId: string, nowMs: number): Promise<boolean> => {
  if (!isBeyond(lastId, nowMs)) return false
  const [seconds] = await redis.time()
  return isBeyond(lastId, Number(seconds) * 1_000)
}

/** The first entry that a group may not have handled: all of them where its position can't be right. */
const firstUnhandled = async (redis: Redis, stream: string, group: string): Promise<string> => {
  const state = readGroups(await redis.xinfo('GROUPS', stream)).find((one) => one.group === group)
  const [last] = await redis.xrevrange(stream, '+', '-', 'COUNT', 1)
  const needed = state && (await neededBy(redis, stream, state))
  return needed === undefined || (last && isBefore(parseEntryId(last[0]), needed)) ? '-' : formatEntryId(needed)
}

/** Other groups than the one that stores events may have handled the entry before. */
const repeated = (fields: readonly string[]): readonly string[] =>
  asFirstPublished(fields).length === fields.length ? sentAgain(fields) : fields

/**
 * Replaces a stream by a new one whose ids follow the clock, in one step at Redis. The new one has no groups. It begins with
 * what `group`, which stores every event, has not handled, marked as repeated; without a group, with everything as it was.
 * Returns how many entries it begins with.
 */
export const replaceStream = async (redis: Redis, stream: string, group?: string): Promise<number> => {
  const from = group === undefined ? '-' : await firstUnhandled(redis, stream, group)
  return transact(redis, {
    watch: [stream],
    read: [['xrange', stream, from, '+']],
    decide: ([reply]) => {
      refuseError(reply)
      const kept = (reply as RawEntry[]).map(([, fields]) => fields ?? [])
      const appended = group === undefined ? kept : kept.map(repeated)
      return {
        write: [['unlink', stream], ...appended.map((fields) => ['xadd', stream, '*', ...fields])],
        result: (replies) => {
          for (const one of replies) refuseError(one)
          return kept.length
        },
      }
    },
  })
}
