import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import type { Clock } from '../base/clock.ts'
import type { Log } from '../base/log.ts'
import { ifHeldBy } from './redis-transaction.ts'

/** Work on one partition, begun while its lease is held. */
export type Held = { ready: () => Promise<void>; stop: () => Promise<void> }

export type LeaseOptions = {
  redis: Redis
  clock: Clock
  log: Log
  group: string
  /** Names of the partitions to be shared. */
  partitions: readonly string[]
  /** Starts the work on a partition; it must take nothing new while `isHeld` says no. */
  start: (partition: string, isHeld: () => boolean) => Held
  ttlMs?: number
}

type Lease = { held: Held; untilMs: number }

/**
 * Shares the partitions of a stream among the consumers of a group: each partition has one at a time, each consumer its fair
 * part. A lease lasts `ttlMs` (3 s) and is renewed three times as often; who dies, or is stopped for longer, loses it
 * to another. Who comes back late sees by its own clock, which no pause stops, that it holds nothing any more.
 */
export const sharePartitions = ({
  redis,
  clock,
  log,
  group,
  partitions,
  start,
  ttlMs = 3_000,
}: LeaseOptions): { held: () => Held[]; stop: () => Promise<void> } => {
  const token = randomUUID()
  const leases = new Map<string, Lease>()
  const ending = new Map<string, Promise<void>>()
  const stopping = new AbortController()
  const members = `lease:${group}:members`
  const keyOf = (partition: string): string => `lease:${group}:${partition}`
  const nowMs = (): number => performance.now()

  /** How many partitions are this consumer's part, now that so many consumers are alive. */
  const fairShare = async (): Promise<number> => {
    const at = clock.now()
    await redis.zremrangebyscore(members, 0, at)
    await redis.zadd(members, at + ttlMs, token)
    return Math.ceil(partitions.length / Math.max(1, await redis.zcard(members)))
  }

  // What runs may take its time to end; the leases of the others are renewed meanwhile.
  const give = (partition: string, why: string): void => {
    const lease = leases.get(partition)
    if (!lease) return
    leases.delete(partition)
    const end = async (): Promise<void> => {
      await lease.held.stop()
      await ifHeldBy(redis, keyOf(partition), token, ['del', keyOf(partition)])
      log.info({ partition, group, why }, 'partition given up')
    }
    const ended = end()
      .catch((error) => log.warn({ err: error, partition, group }, 'lease not given back'))
      .finally(() => ending.delete(partition))
    ending.set(partition, ended)
  }

  const take = async (partition: string): Promise<void> => {
    const untilMs = nowMs() + ttlMs
    if ((await redis.set(keyOf(partition), token, 'PX', ttlMs, 'NX')) !== 'OK') return
    const isHeld = (): boolean => (leases.get(partition)?.untilMs ?? 0) > nowMs()
    leases.set(partition, { untilMs, held: start(partition, isHeld) })
    log.info({ partition, group }, 'partition taken')
  }

  const renew = async (partition: string, lease: Lease): Promise<void> => {
    const untilMs = nowMs() + ttlMs
    const key = keyOf(partition)
    if (await ifHeldBy(redis, key, token, ['pexpire', key, ttlMs])) lease.untilMs = untilMs
    else give(partition, 'lost')
  }

  const round = async (): Promise<void> => {
    for (const [partition, lease] of leases) await renew(partition, lease)
    const fair = await fairShare()
    for (const partition of [...leases.keys()].slice(fair)) give(partition, 'another consumer has none')
    for (const partition of partitions) {
      if (leases.size >= fair) return
      if (!leases.has(partition) && !ending.has(partition)) await take(partition)
    }
  }

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await round()
      } catch (error) {
        log.warn({ err: error, group }, 'leases not renewed, repeating')
      }
      await clock.sleep(ttlMs / 3, stopping.signal)
    }
    for (const partition of leases.keys()) give(partition, 'end')
    await Promise.all(ending.values())
    await redis.zrem(members, token)
  }
  const running = run()

  return {
    held: () => [...leases.values()].map(({ held }) => held),
    stop: async () => {
      stopping.abort()
      await running.catch((error) => log.warn({ err: error, group }, 'leases not given back'))
    },
  }
}
