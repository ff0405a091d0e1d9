import type { Redis } from 'ioredis'
import { type GroupState, readGroups } from '../group-state.ts'
import { neededBy } from './trim.ts'

type Seen = { print: string; sinceMs: number }

/** Milliseconds since a consumer of the group last read; undefined if the group has no consumer. */
const idleMs = async (redis: Redis, stream: string, group: string): Promise<number | undefined> => {
  const consumers = (await redis.xinfo('CONSUMERS', stream, group)) as (string | number)[][]
  const idle = consumers.map((flat) => Number(flat[flat.indexOf('idle') + 1]))
  return idle.length === 0 ? undefined : Math.min(...idle)
}

type Limits = {
  /** Nobody has read for so long. */
  afterMs: number
  /** Entries wait for so long, although somebody may read: for when memory is short. */
  behindMs?: number
}

/** How long the oldest entry that the group needs has waited; 0 if it needs none. */
const waitingMs = async (redis: Redis, stream: string, state: GroupState, nowMs: number): Promise<number> => {
  if (state.pending === 0 && state.lag === 0) return 0
  const needed = await neededBy(redis, stream, state)
  return needed === undefined ? 0 : nowMs - Number(needed[0])
}

/**
 * Finds groups that nobody has read for `afterMs`, or that are more than `behindMs` behind. Groups in `known` are never
 * abandoned. A group without consumers is abandoned once it has not changed for `afterMs`. Create one finder per stream.
 */
export const findAbandoned = (known: ReadonlySet<string>) => {
  const seen = new Map<string, Seen>()
  const isAbandoned = async (
    redis: Redis,
    { stream, nowMs, afterMs, behindMs }: Limits & { stream: string; nowMs: number },
    group: GroupState,
  ): Promise<boolean> => {
    const print = `${group.lastDeliveredId} ${group.pending}`
    const before = seen.get(group.group)
    const state = before?.print === print ? before : { print, sinceMs: nowMs }
    seen.set(group.group, state)
    const silentMs = (await idleMs(redis, stream, group.group)) ?? nowMs - state.sinceMs
    return silentMs >= afterMs || (behindMs !== undefined && (await waitingMs(redis, stream, group, nowMs)) >= behindMs)
  }
  return async (redis: Redis, stream: string, nowMs: number, limits: Limits): Promise<Set<string>> => {
    const strangers = readGroups(await redis.xinfo('GROUPS', stream)).filter(({ group }) => !known.has(group))
    const found = await Promise.all(
      strangers.map(async (state) =>
        (await isAbandoned(redis, { ...limits, stream, nowMs }, state)) ? [state.group] : [],
      ),
    )
    const there = new Set(strangers.map(({ group }) => group))
    for (const group of seen.keys()) if (!there.has(group)) seen.delete(group)
    return new Set(found.flat())
  }
}
