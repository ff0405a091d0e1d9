import type { Redis } from 'ioredis'
import { refuseError, transact } from '../../base/redis-transaction.ts'
import { asFirstPublished, type RawEntry, sentAgain } from '../entry.ts'
import { formatEntryId, isBefore, lastPossibleId, parseEntryId } from '../entry-id.ts'
import { readGroups } from '../group-state.ts'
import { neededBy } from './trim.ts'

const dayMs = 86_400_000
/**
 * A clock that was wrong for a while leaves ids in the future until time catches up. That loses nothing, so the stream
 * stays unchanged. Ids further ahead were chosen by a publisher, or hide the age of entries for longer than Postgres
 * certainly keeps the events that would refill the stream.
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

/** The first entry that a group may not have handled; `-`, the first of all, if its position can't be right. */
const firstUnhandled = async (redis: Redis, stream: string, group: string): Promise<string> => {
  const state = readGroups(await redis.xinfo('GROUPS', stream)).find((one) => one.group === group)
  const [last] = await redis.xrevrange(stream, '+', '-', 'COUNT', 1)
  const needed = state && (await neededBy(redis, stream, state))
  return needed === undefined || (last && isBefore(parseEntryId(last[0]), needed)) ? '-' : formatEntryId(needed)
}

/** Marks an entry as repeated, because groups other than the storing one may have handled it. */
const repeated = (fields: readonly string[]): readonly string[] =>
  asFirstPublished(fields).length === fields.length ? sentAgain(fields) : fields

/**
 * Replaces a stream, in one Redis transaction, by one whose ids follow the clock and that has no groups. It starts with the
 * entries that `group`, which stores every event, has not handled, marked as repeated; without a group, with all entries
 * unchanged. Returns their number.
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
