import { Redis } from 'ioredis'

/**
 * The address of a Redis database that no other test of this run has: names of streams and keys are fixed, so tests
 * that run at the same time would read each other's. The server counts in its database 0.
 * @param redisUrl address of the test server, without a database number
 */
export const takeTestRedis = async (redisUrl: string): Promise<string> => {
  const redis = new Redis(redisUrl)
  try {
    return `${redisUrl}/${await redis.incr('test-databases-taken')}`
  } finally {
    redis.disconnect()
  }
}
