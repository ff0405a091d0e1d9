import type { Redis } from 'ioredis'
import { type EntryId, formatEntryId, isBefore, parseEntryId } from '../entry-id.ts'
import { type GroupState, readGroups } from '../group-state.ts'

/** The first entry that a group may still need: its oldest pending one, or the one after the last delivered. */
export const neededBy = async (
  redis: Redis,
  stream: string,
  { group, pending, lastDeliveredId }: GroupState,
): Promise<EntryId | undefined> => {
  if (pending > 0) {
    const [, first] = (await redis.xpending(stream, group)) as [number, string | null]
    return parseEntryId(first ?? lastDeliveredId)
  }
  if (lastDeliveredId !== '0-0') return parseEntryId(lastDeliveredId)
  const [first] = await redis.xrange(stream, '-', '+', 'COUNT', 1)
  return first && parseEntryId(first[0])
}

/**
 * The first id that some group may still need, ignoring groups in `except`. Undefined if there are no groups, or no entry
 * that one could need.
 */
export const oldestNeeded = async (
  redis: Redis,
  stream: string,
  except: ReadonlySet<string> = new Set(),
): Promise<EntryId | undefined> => {
  const all = readGroups(await redis.xinfo('GROUPS', stream))
  const groups = all.filter(({ group }) => !except.has(group))
  const ids = await Promise.all(groups.map((group) => neededBy(redis, stream, group)))
  return ids.reduce((least, id) => (least === undefined || (id && isBefore(id, least)) ? id : least), undefined)
}

export type TrimOptions = { keepMs: number; nowMs: number; except?: ReadonlySet<string> }

/**
 * Deletes entries that every group, except those in `except`, has acknowledged and that are older than `keepMs`, since readers
 * without a group may need newer ones. With 0 the age is ignored: ids far ahead of the clock would make it negative.
 * Deletes nothing from a stream without groups. Returns the number of deleted entries.
 */
export const trimAcknowledged = async (
  redis: Redis,
  stream: string,
  { keepMs, nowMs, except }: TrimOptions,
): Promise<number> => {
  const needed = await oldestNeeded(redis, stream, except)
  if (needed === undefined) return 0
  const oldest: EntryId = [BigInt(Math.max(0, Math.round(nowMs - keepMs))), 0n]
  const from = keepMs === 0 || isBefore(needed, oldest) ? needed : oldest
  return redis.xtrim(stream, 'MINID', '~', formatEntryId(from))
}

/** The share of its memory limit that Redis uses, from 0 to 1; 0 without a limit. */
export const memoryShare = async (redis: Redis): Promise<number> => {
  const info = await redis.info('memory')
  const read = (name: string): number => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? 0)
  const limit = read('maxmemory')
  return limit === 0 ? 0 : read('used_memory') / limit
}
