import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import type { Clock } from '../base/clock.ts'
import type { Log } from '../base/log.ts'
import { ifHeldBy } from '../base/redis-transaction.ts'

/** Work on one partition, started while its lease is held. */
export type Held = { ready: () => Promise<void>; stop: () => Promise<void> }

export type LeaseOptions = {
  redis: Redis
  clock: Clock
  log: Log
  group: string
  /** Names of the shared partitions. */
  partitions: readonly string[]
  /** Starts the work on a partition; it must read nothing new while `isHeld` returns false. */
  start: (partition: string, isHeld: () => boolean) => Held
  ttlMs?: number
}

type Lease = { held: Held; untilMs: number }

/**
 * Shares the partitions of a stream among the consumers of a group: each partition has one consumer at a time, each consumer a
 * fair share. A lease lasts `ttlMs` (3 s) and is renewed three times in that time; a consumer that dies or pauses longer loses it
 * to another. After a pause, its monotonic clock, which no pause stops, shows that the lease has expired.
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

  /** This consumer's share of partitions, given the number of live consumers. */
  const fairShare = async (): Promise<number> => {
    const at = clock.now()
    await redis.zremrangebyscore(members, 0, at)
    await redis.zadd(members, at + ttlMs, token)
    return Math.ceil(partitions.length / Math.max(1, await redis.zcard(members)))
  }

  // Running work may take long to end; the other leases are renewed meanwhile.
  const give = (partition: string, why: string): void => {
    const lease = leases.get(partition)
    if (!lease) return
    leases.delete(partition)
    const end = async (): Promise<void> => {
      await lease.held.stop()
      await ifHeldBy(redis, keyOf(partition), token, ['del', keyOf(partition)])
      log.info({ partition, group, why }, 'partition released')
    }
    const ended = end()
      .catch((error) => log.warn({ err: error, partition, group }, 'lease not released'))
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
    for (const partition of [...leases.keys()].slice(fair)) give(partition, 'share shrank: another consumer joined')
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
        log.warn({ err: error, group }, 'leases not renewed, retrying')
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
      await running.catch((error) => log.warn({ err: error, group }, 'leases not released'))
    },
  }
}
