import type { Redis } from 'ioredis'
import { readGroups } from './group-state.ts'

type Seen = { print: string; sinceMs: number }

/** Milliseconds since a consumer of the group last read; undefined if the group has no consumer. */
const idleMs = async (redis: Redis, stream: string, group: string): Promise<number | undefined> => {
  const consumers = (await redis.xinfo('CONSUMERS', stream, group)) as (string | number)[][]
  const idle = consumers.map((flat) => Number(flat[flat.indexOf('idle') + 1]))
  return idle.length === 0 ? undefined : Math.min(...idle)
}

/**
 * Finds groups that nobody has read for `afterMs`. Groups in `known` are never abandoned. A group without consumers is
 * abandoned once it has not changed for `afterMs`. Create one finder per stream.
 */
export const findAbandoned = (known: ReadonlySet<string>) => {
  const seen = new Map<string, Seen>()
  return async (redis: Redis, stream: string, nowMs: number, afterMs: number): Promise<Set<string>> => {
    const abandoned = new Set<string>()
    const strangers = readGroups(await redis.xinfo('GROUPS', stream)).filter(({ group }) => !known.has(group))
    for (const { group, lastDeliveredId, pending } of strangers) {
      const print = `${lastDeliveredId} ${pending}`
      const before = seen.get(group)
      const state = before?.print === print ? before : { print, sinceMs: nowMs }
      seen.set(group, state)
      const silentMs = (await idleMs(redis, stream, group)) ?? nowMs - state.sinceMs
      if (silentMs >= afterMs) abandoned.add(group)
    }
    const there = new Set(strangers.map(({ group }) => group))
    for (const group of seen.keys()) if (!there.has(group)) seen.delete(group)
    return abandoned
  }
}
