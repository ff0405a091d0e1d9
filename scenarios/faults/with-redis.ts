import { Redis } from 'ioredis'
import type { CellContext } from '#harness/faults/plan.ts'
import { redisUrl } from '../state.ts'

/** Runs work on a connection of the administrator, who may do everything. */
export const withRedis = async <T>({ system }: CellContext, work: (redis: Redis) => Promise<T>): Promise<T> => {
  const redis = new Redis(redisUrl(system), { lazyConnect: true, maxRetriesPerRequest: 3 })
  redis.on('error', () => {})
  await redis.connect()
  try {
    return await work(redis)
  } finally {
    redis.disconnect()
  }
}
