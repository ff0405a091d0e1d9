import type { Redis } from 'ioredis'
import { type GroupState, readGroups } from './group-state.ts'
import { type EntryId, isBefore, parseEntryId } from './watch.ts'

/** The first entry that a group may still need: its oldest pending one, or what follows the last one it was given. */
const neededBy = async (
  redis: Redis,
  stream: string,
  { group, pending, lastDeliveredId }: GroupState,
): Promise<EntryId> => {
  if (pending > 0) {
    const [, first] = (await redis.xpending(stream, group)) as [number, string | null]
    return parseEntryId(first ?? lastDeliveredId)
  }
  if (lastDeliveredId !== '0-0') return parseEntryId(lastDeliveredId)
  const [first] = await redis.xrange(stream, '-', '+', 'COUNT', 1)
  return first ? parseEntryId(first[0]) : [Number.POSITIVE_INFINITY, 0]
}

/**
 * The id from which on some group may still need entries; groups in `except` don't count. Undefined: there are no groups, or
 * there is nothing that one could need.
 */
export const oldestNeeded = async (
  redis: Redis,
  stream: string,
  except: ReadonlySet<string> = new Set(),
): Promise<EntryId | undefined> => {
  const all = readGroups(await redis.xinfo('GROUPS', stream))
  const groups = all.filter(({ group }) => !except.has(group))
  const ids = await Promise.all(groups.map((group) => neededBy(redis, stream, group)))
  const oldest = ids.reduce((least, id) => (isBefore(id, least) ? id : least), [Number.POSITIVE_INFINITY, 0])
  return Number.isFinite(oldest[0]) ? oldest : undefined
}

export type TrimOptions = { keepMs: number; nowMs: number; except?: ReadonlySet<string> }

/**
 * Deletes entries that every group has acknowledged and that are older than `keepMs`, for readers without a group; with 0
 * the age doesn't count, which ids far ahead of the clock would make negative. Groups in `except` don't hold anything back.
 * A stream without groups stays whole. Returns how many entries went.
 */
export const trimAcknowledged = async (
  redis: Redis,
  stream: string,
  { keepMs, nowMs, except }: TrimOptions,
): Promise<number> => {
  const needed = await oldestNeeded(redis, stream, except)
  if (needed === undefined) return 0
  const oldest: EntryId = [nowMs - keepMs, 0]
  const from = keepMs === 0 || isBefore(needed, oldest) ? needed : oldest
  return redis.xtrim(stream, 'MINID', '~', `${from[0]}-${from[1]}`)
}

/** How much of its memory limit Redis uses, from 0 to 1; 0 where it has no limit. */
export const memoryShare = async (redis: Redis): Promise<number> => {
  const info = await redis.info('memory')
  const read = (name: string): number => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? 0)
  const limit = read('maxmemory')
  return limit === 0 ? 0 : read('used_memory') / limit
}
