import type { Redis } from 'ioredis'

/** Makes Redis rewrite its append-only log; a rewrite already in progress is enough. */
export const rewriteRedisLog = (redis: Redis) => async (): Promise<void> => {
  try {
    await redis.bgrewriteaof()
  } catch (error) {
    if (!/already in progress/i.test((error as Error).message)) throw error
  }
}
