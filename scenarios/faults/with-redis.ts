import { Redis } from 'ioredis'
import type { CellContext } from '#harness/faults/plan.ts'
import { redisUrl } from '../modules/state.ts'

/** Runs `work` on a connection with the administrator's rights. */
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
