import type { Redis } from 'ioredis'
import { nameKey } from '../consumer-name.ts'

/** A consumer of a group that does not hold its name. */
export type Stranger = { group: string; consumer: string }

type Listed = Stranger & { idleMs: number }

const marginMs = 200

const consumersOf = async (redis: Redis, stream: string, group: string): Promise<Listed[]> =>
  ((await redis.xinfo('CONSUMERS', stream, group)) as (string | number)[][]).map((flat) => {
    const field = (name: string) => flat[flat.indexOf(name) + 1]
    return { group, consumer: String(field('name')), idleMs: Number(field('idle')) }
  })

/**
 * Finds consumers that used a group since the last call and never held their name, which only the Redis user of the group
 * can take (`holdName`). A consumer that held it once may have lost it during a pause and counts as known. Create one finder per
 * stream, which must not be divided into partitions: their consumers hold leases instead of names. The first call finds
 * nothing, because names released long ago are gone. `except`: a consumer that never reads (`markStream`).
 */
export const findStrangers = (watched: ReadonlySet<string>) => {
  const known = new Set<string>()
  let lastMs: number | undefined
  return async (
    redis: Redis,
    stream: string,
    { nowMs, except }: { nowMs: number; except: string },
  ): Promise<Stranger[]> => {
    const sinceMs = lastMs
    lastMs = nowMs
    if (sinceMs === undefined) return []
    const recentMs = nowMs - sinceMs + marginMs
    const listed = (await Promise.all([...watched].map((group) => consumersOf(redis, stream, group)))).flat()
    const recent = listed.filter(({ consumer, idleMs }) => consumer !== except && idleMs <= recentMs)
    const holders = await Promise.all(
      recent.map(({ group, consumer }) => redis.get(nameKey({ stream, group, consumer }))),
    )
    return recent.flatMap(({ group, consumer }, index) => {
      const key = nameKey({ stream, group, consumer })
      if (holders[index] !== null) known.add(key)
      return known.has(key) ? [] : [{ group, consumer }]
    })
  }
}
