import type { Redis } from 'ioredis'
import { type GroupState, readGroups } from './stream-metrics.ts'

type Id = readonly [ms: number, seq: number]

const parseId = (id: string): Id => {
  const [ms = '0', seq = '0'] = id.split('-')
  return [Number(ms), Number(seq)]
}
const isBefore = (a: Id, b: Id): boolean => a[0] < b[0] || (a[0] === b[0] && a[1] < b[1])

/** The first entry that a group may still need: its oldest pending one, or what follows the last one it was given. */
const needed = async (redis: Redis, stream: string, { group, pending, lastDeliveredId }: GroupState): Promise<Id> => {
  if (pending === 0) return parseId(lastDeliveredId)
  const [, first] = (await redis.xpending(stream, group)) as [number, string | null]
  return parseId(first ?? lastDeliveredId)
}

/**
 * Deletes entries that every group has acknowledged and that are older than `keepMs`, for readers without a group.
 * A stream without groups stays whole. Returns how many entries went.
 */
export const trimAcknowledged = async (
  redis: Redis,
  stream: string,
  keepMs: number,
  nowMs: number,
): Promise<number> => {
  const groups = readGroups(await redis.xinfo('GROUPS', stream))
  if (groups.length === 0) return 0
  const ids = await Promise.all(groups.map((group) => needed(redis, stream, group)))
  const oldest: Id = [nowMs - keepMs, 0]
  const from = ids.reduce((least, id) => (isBefore(id, least) ? id : least), oldest)
  return redis.xtrim(stream, 'MINID', '~', `${from[0]}-${from[1]}`)
}
