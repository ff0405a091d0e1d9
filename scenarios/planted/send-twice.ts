import type { Redis } from 'ioredis'
import { stream } from '../invariants/delivery.ts'

/** Appends the last entries of the stream again, in order. */
export const sendTwice = async (redis: Redis, count: number): Promise<void> => {
  const entries = (await redis.xrevrange(stream, '+', '-', 'COUNT', count)) as [string, string[]][]
  for (const [, fields] of entries.reverse()) await redis.xadd(stream, '*', ...fields)
}
