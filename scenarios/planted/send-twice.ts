import type { Redis } from 'ioredis'
import { stream } from '../invariants/delivery.ts'

/** Puts the last entries of the stream into it once more, in their order. */
export const sendTwice = async (redis: Redis, count: number): Promise<void> => {
  const entries = (await redis.xrevrange(stream, '+', '-', 'COUNT', count)) as [string, string[]][]
  for (const [, fields] of entries.reverse()) await redis.xadd(stream, '*', ...fields)
}
