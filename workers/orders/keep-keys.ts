import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import type { Clock } from '#platform/base/clock.ts'
import type { Log } from '#platform/base/log.ts'
import type { Pool } from '#platform/postgres/pool.ts'
import { refillKeys } from './rebuild-orders-by-client.ts'

/** Stands beside the read model's keys; where it is gone, so are they. */
const filledKey = 'cqrs:filled'
const everyMs = 2_000

/** Writes all keys of the read model when Redis has lost them, or always; returns how many, or undefined for none. */
export const writeLostKeys = async (pool: Pool, redis: Redis, always = false): Promise<number | undefined> => {
  if (!always && (await redis.get(filledKey)) !== null) return undefined
  // First, so that keys that are lost while they are written are noticed by the next look.
  await redis.set(filledKey, randomUUID())
  return refillKeys(pool, redis)
}

type Keeping = { pool: Pool; redis: Redis; clock: Clock; log: Log; signal: AbortSignal }

/** Writes the keys at the start and whenever Redis lost them. Ends with the signal. */
export const keepKeys = async ({ pool, redis, clock, log, signal }: Keeping): Promise<void> => {
  let isWhole = false
  while (!signal.aborted) {
    try {
      const keys = await writeLostKeys(pool, redis, !isWhole)
      isWhole = true
      if (keys !== undefined) log.info({ keys }, 'read model written to Redis')
    } catch (error) {
      isWhole = false
      log.warn({ err: error }, 'read model not written to Redis, repeating')
    }
    await clock.sleep(everyMs, signal)
  }
}
