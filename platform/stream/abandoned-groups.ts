import type { Redis } from 'ioredis'
import { readGroups } from './group-state.ts'

type Seen = { print: string; sinceMs: number }

/** Milliseconds since some consumer of the group last asked for entries; undefined where it has no consumer. */
const idleMs = async (redis: Redis, stream: string, group: string): Promise<number | undefined> => {
  const consumers = (await redis.xinfo('CONSUMERS', stream, group)) as (string | number)[][]
  const idle = consumers.map((flat) => Number(flat[flat.indexOf('idle') + 1]))
  return idle.length === 0 ? undefined : Math.min(...idle)
}

/**
 * Finds groups that nobody reads any more: not one of `known`, which keep their place however long their readers are away,
 * and without a sign of life for `afterMs`. A group without consumers is watched for so long first. One for each stream.
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
