import type { Redis } from 'ioredis'

/** Has Redis write its append-only log anew; one that is already being written is enough. */
export const reecrireJournal = (redis: Redis) => async (): Promise<void> => {
  try {
    await redis.bgrewriteaof()
  } catch (error) {
    if (!/already in progress/i.test((error as Error).message)) throw error
  }
}
