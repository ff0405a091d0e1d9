import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { takeTestRedis } from '#tests/support/redis.ts'
import { retryAfter } from '../stream/retry.ts'
import { ifHeldBy, refuseError, textOf, transact } from './redis-transaction.ts'

let clients: Redis[]

beforeAll(async () => {
  const url = await takeTestRedis(inject('redisUrl'))
  clients = Array.from({ length: 4 }, (_, n) => new Redis(url, { connectionName: `transaction-test-${n}` }))
  for (const client of clients) client.on('error', () => {})
})
afterAll(() => {
  for (const client of clients) client.disconnect()
})

const [first, second, third] = [0, 1, 2].map((n) => () => clients[n] as Redis) as [
  () => Redis,
  () => Redis,
  () => Redis,
]
const increment = (redis: Redis, key: string): Promise<void> =>
  transact(redis, {
    watch: [key],
    read: [['get', key]],
    decide: ([reply]) => ({
      write: [['set', key, Number(textOf(reply) ?? 0) + 1]],
      result: ([done]) => refuseError(done),
    }),
  })

it('concurrent transactions of several processes are serializable', async () => {
  const key = randomUUID()
  const each = Array.from({ length: 30 })
  await Promise.all([first(), second(), third()].flatMap((redis) => each.map(() => increment(redis, key))))
  expect(await first().get(key)).toBe('90')
})

it('after a broken connection, no decision based on old reads is written', async () => {
  const key = randomUUID()
  const [counts, ended] = [{ done: 0, unknown: 0 }, new AbortController()]
  // A limited number: otherwise hardly any transaction would succeed on a busy machine.
  let killed = 0
  const killing = (async () => {
    while (!ended.signal.aborted && killed < 100) {
      const list = String(await third().call('CLIENT', 'LIST', 'TYPE', 'normal'))
      for (const [, id] of list.matchAll(/^id=(\d+) .*name=transaction-test-[01] .*multi=/gm)) {
        killed += 1
        await third()
          .call('CLIENT', 'KILL', 'ID', String(id))
          .catch(() => {})
      }
    }
  })()
  const work = async (redis: Redis): Promise<void> => {
    for (let n = 0; n < 75; n++)
      await increment(redis, key).then(
        () => {
          counts.done += 1
        },
        () => {
          counts.unknown += 1
        },
      )
  }
  await Promise.all([work(first()), work(second())])
  ended.abort()
  await killing
  const value = Number(await third().get(key))
  expect(counts.done).toBeGreaterThan(0)
  expect(counts.unknown).toBeGreaterThan(0)
  expect(value).toBeGreaterThanOrEqual(counts.done)
  expect(value).toBeLessThanOrEqual(counts.done + counts.unknown)
}, 60_000)

it('ifHeldBy sends its command only for the holder of the key', async () => {
  const key = randomUUID()
  await first().set(key, 'mine')
  expect(await ifHeldBy(first(), key, 'yours', ['del', key])).toBe(false)
  expect(await first().get(key)).toBe('mine')
  expect(await ifHeldBy(first(), key, 'mine', ['del', key])).toBe(true)
  expect(await first().exists(key)).toBe(0)
})

it('a refusal by Redis is an error, and the next transaction succeeds', async () => {
  const key = randomUUID()
  await first().lpush(key, 'a list')
  await expect(increment(first(), key)).rejects.toThrow('WRONGTYPE')
  await first().del(key)
  await increment(first(), key)
  expect(await first().get(key)).toBe('1')
})

it('the second connection ends with the first', async () => {
  const redis = new Redis(`${await takeTestRedis(inject('redisUrl'))}`, { connectionName: `ending-${randomUUID()}` })
  await increment(redis, randomUUID())
  const name = redis.options.connectionName ?? ''
  const open = async () => String(await third().call('CLIENT', 'LIST')).split(`name=${name} `).length - 1
  expect(await open()).toBe(2)
  await redis.quit()
  await expect.poll(open).toBe(0)
})

it('while Redis is down, many transactions fail as fast as one', async () => {
  const away = new Redis('redis://127.0.0.1:9', { retryStrategy: () => 50, maxRetriesPerRequest: 0 })
  away.on('error', () => {})
  const started = performance.now()
  const results = await Promise.allSettled(Array.from({ length: 5 }, () => increment(away, randomUUID())))
  const reasons = results.map((result) => result.status === 'rejected' && retryAfter(result.reason))
  away.disconnect()
  expect(reasons).toEqual(Array(5).fill(1_000))
  expect(performance.now() - started).toBeLessThan(8_000)
}, 40_000)
