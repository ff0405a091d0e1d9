import type { Redis } from 'ioredis'
import type { Clock } from '#platform/base/clock.ts'
import type { Log } from '#platform/base/log.ts'
import type { Pool } from '#platform/postgres/pool.ts'
import { refillKeys } from './rebuild-orders-by-client.ts'

/** A marker beside the read model's keys: if it is gone, so are they. `writing` means that they are being written. */
const filledKey = 'cqrs:filled'
const everyMs = 2_000

/** Writes all keys of the read model if Redis has lost them, or always; returns how many, or undefined for none. */
export const writeLostKeys = async (pool: Pool, redis: Redis, always = false): Promise<number | undefined> => {
  if (!always && (await redis.get(filledKey)) !== null) return undefined
  await redis.set(filledKey, 'writing')
  const keys = await refillKeys(pool, redis)
  // Only if it still exists: keys that are lost while they are written have to be written again.
  await redis.set(filledKey, 'whole', 'XX')
  return keys
}

type Keeping = { pool: Pool; redis: Redis; clock: Clock; log: Log; signal: AbortSignal }

/** Writes the keys at the start and whenever Redis has lost them. Ends with the signal. */
export const keepKeys = async ({ pool, redis, clock, log, signal }: Keeping): Promise<void> => {
  let isWhole = false
  while (!signal.aborted) {
    try {
      const keys = await writeLostKeys(pool, redis, !isWhole)
      isWhole = true
      if (keys !== undefined) log.info({ keys }, 'read model written to Redis')
    } catch (error) {
      isWhole = false
      log.warn({ err: error }, 'read model not written to Redis, retrying')
    }
    await clock.sleep(everyMs, signal)
  }
}
