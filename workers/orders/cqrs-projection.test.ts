import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest'
import type { Evenement, JourEvenements, LireEvenementsRequest } from '#generated/event-store/types.ts'
import { definitions } from '#generated/events/events.ts'
import type { ClientOperation, ClientRequest, Transport } from '#platform/http/client.ts'
import { openPool, type Pool } from '#platform/postgres/pool.ts'
import { createTestDatabase, type TestDatabase } from '#platform/postgres/provision.ts'
import { takeTestRedis } from '#tests/support/redis.ts'
import { writeLostKeys } from './keep-keys.ts'
import type { OrderCreatedFact } from './order-created-fact.ts'
import { keyOf, project, writeKeys } from './orders-by-client.ts'
import { rebuild, refillKeys } from './rebuild-orders-by-client.ts'

let database: TestDatabase
let pool: Pool
let owner: Pool
let redis: Redis

beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'), 'workers/migrations/cqrs')
  pool = openPool({ url: database.url, name: 'cqrs-test' })
  owner = openPool({ url: database.adminUrl, name: 'cqrs-owner', max: 1 })
  redis = new Redis(await takeTestRedis(inject('redisUrl')))
})

beforeEach(async () => {
  await pool.raw.query('delete from orders_by_client_day')
  await owner.raw.query('delete from inbox')
  await redis.flushdb()
})

afterAll(async () => {
  await Promise.all([pool.close(), owner.close()])
  await redis.quit()
  await database.drop()
})

const fact = (clientId: string, ts: number, checkoutId = uuidv7()): OrderCreatedFact => {
  return { eventId: `${checkoutId}:OrderCreated`, clientId, commandeId: uuidv7(), checkoutId, ts }
}
const keys = async (): Promise<Record<string, Record<string, string>>> => {
  const names = (await redis.keys('cqrs:orders_by_client:*')).sort()
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await redis.hgetall(name)])))
}
const rows = async (): Promise<unknown[]> =>
  (await pool.raw.query('select * from orders_by_client order by client_id')).rows

/**
 * An event store with these facts, published in this version; `late` ones appear when the end is read a second time.
 */
const eventStore = (
  facts: readonly OrderCreatedFact[],
  late: readonly OrderCreatedFact[] = [],
  days: readonly JourEvenements[] = [],
  version: number = definitions.OrderCreated.version,
): Transport => {
  let looks = 0
  const toEvent = (one: OrderCreatedFact, index: number): Evenement => ({
    event_id: one.eventId,
    stream: 'ecommerce.checkout.events',
    position: index + 1,
    checkout_id: one.checkoutId,
    version: 3,
    type: 'OrderCreated',
    payload_version: version,
    payload: { checkout_id: one.checkoutId, client_id: one.clientId, commande_id: one.commandeId },
    ts: one.ts,
  })
  const call = async <R>(operation: ClientOperation, request: ClientRequest): Promise<R> => {
    if (operation.operationId === 'listerJours') return { status: 200, body: { elements: days } } as R
    const { apres: after = 0, limite: limits = 100 } = (request as LireEvenementsRequest).query ?? {}
    const there = (looks > 0 ? [...facts, ...late] : facts).map(toEvent).slice(after)
    const elements = there.slice(0, Math.min(limits, 4))
    const suivant = there.length > elements.length ? (elements.at(-1)?.position ?? null) : null
    if (suivant === null) looks += 1
    return { status: 200, body: { elements, suivant } } as R
  }
  return { call, stream: call, close: async () => {} }
}
const clock = { now: Date.now, sleep: async () => {} }

it('the key of a customer has the number of orders and the last one', async () => {
  const client = randomUUID()
  const [first, second] = [fact(client, 10.5), fact(client, 20.25)]
  await project(pool, redis, [first])
  await project(pool, redis, [second])
  expect(await redis.hgetall(`cqrs:orders_by_client:${client}`)).toEqual({
    total_orders: '2',
    last_order_id: second.commandeId,
    last_checkout_id: second.checkoutId,
    last_update_ts: '20.25',
  })
})

it('events in any order, in any batches and any number of times give the same rows and keys', async () => {
  const clients = [randomUUID(), randomUUID(), randomUUID()]
  const facts = Array.from({ length: 30 }, (_, n) => fact(clients[n % 3] ?? '', n % 7))
  await project(pool, redis, facts)
  const [expectedRows, expectedKeys] = [await rows(), await keys()]
  await pool.raw.query('delete from orders_by_client_day')
  await owner.raw.query('delete from inbox')
  await redis.flushdb()
  const reversed = [...facts].reverse()
  for (let at = 0; at < reversed.length; at += 4) {
    await project(pool, redis, [...reversed.slice(at, at + 4), ...reversed.slice(0, at)])
  }
  await Promise.all([project(pool, redis, facts), project(pool, redis, reversed)])
  expect(await rows()).toEqual(expectedRows)
  expect(await keys()).toEqual(expectedKeys)
})

it('orders of two days of one customer that are projected at once all count in the key', async () => {
  const client = randomUUID()
  const [evening, morning] = [fact(client, 1, '019b0000-0000-7000-8000-000000000002'), fact(client, 2)]
  const bothWrote = Promise.withResolvers<void>()
  let writing = 0
  const meeting: Pool = {
    ...pool,
    transaction: (work) =>
      pool.transaction(async (tx) => {
        const result = await work(tx)
        if (++writing === 2) bothWrote.resolve()
        await bothWrote.promise
        return result
      }),
  }
  await Promise.all([project(meeting, redis, [evening]), project(meeting, redis, [morning])])
  expect((await redis.hgetall(keyOf(client))).total_orders).toBe('2')
})

it('keys that Redis lost are written again, and existing keys are left alone', async () => {
  const one = fact(randomUUID(), 1)
  await project(pool, redis, [one])
  const before = await keys()
  await redis.flushdb()
  expect(await writeLostKeys(pool, redis)).toBe(1)
  expect(await redis.hgetall(keyOf(one.clientId))).toEqual(before[keyOf(one.clientId)])
  expect(await writeLostKeys(pool, redis)).toBeUndefined()
})

it('keys lost while they are being rewritten are written again', async () => {
  const one = fact(randomUUID(), 1)
  await project(pool, redis, [one])
  const before = await keys()
  await redis.flushdb()
  const emptying: Pool = {
    ...pool,
    query: async (...args: Parameters<Pool['query']>) => {
      await redis.flushdb()
      return pool.query(...args)
    },
  } as Pool
  await writeLostKeys(emptying, redis)
  await redis.unlink(keyOf(one.clientId))
  expect(await writeLostKeys(pool, redis)).toBe(1)
  expect(await keys()).toMatchObject(before)
})

it('a key that was not written before a crash is written when the event is redelivered', async () => {
  const one = fact(randomUUID(), 1)
  await project(pool, redis, [one])
  await redis.flushdb()
  await project(pool, redis, [one])
  expect((await redis.hgetall(keyOf(one.clientId))).total_orders).toBe('1')
})

it('an older row that is written late does not overwrite a newer key', async () => {
  const client = randomUUID()
  const row = (total_orders: number) => ({
    client_id: client,
    total_orders,
    last_order_id: `order-${total_orders}`,
    last_checkout_id: 'c',
    last_update_ts: total_orders,
  })
  await writeKeys(redis, [row(2)])
  await writeKeys(redis, [row(1)])
  expect((await redis.hgetall(keyOf(client))).last_order_id).toBe('order-2')
})

it('the keys are written again from the rows after Redis was emptied', async () => {
  await project(
    pool,
    redis,
    Array.from({ length: 25 }, (_, n) => fact(randomUUID(), n)),
  )
  const before = await keys()
  await redis.flushdb()
  expect(await refillKeys(pool, redis)).toBe(25)
  expect(await keys()).toEqual(before)
})

it('a rebuild rejects events of a version that only a newer projection can read, and changes nothing', async () => {
  const facts = [fact(randomUUID(), 10)]
  await project(pool, redis, facts)
  const before = [await rows(), await keys()]
  const newer = eventStore(facts, [], [], definitions.OrderCreated.version + 1)
  await expect(rebuild({ pool, redis, transport: newer, clock })).rejects.toThrow(
    'of OrderCreated needs a newer reader',
  )
  expect([await rows(), await keys()]).toEqual(before)
})

it('a rebuild restores what the events give, whatever the rows and keys were before, and a second one changes nothing', async () => {
  const clients = [randomUUID(), randomUUID()]
  const facts = Array.from({ length: 11 }, (_, n) => fact(clients[n % 2] ?? '', n))
  await project(pool, redis, facts)
  const [expectedRows, expectedKeys] = [await rows(), await keys()]
  await pool.raw.query('update orders_by_client_day set total_orders = 99')
  await redis.hset(keyOf(randomUUID()), 'total_orders', '7')
  const transport = eventStore(facts)
  expect(await rebuild({ pool, redis, transport, clock })).toEqual({ events: 11 })
  expect(await rows()).toEqual(expectedRows)
  expect(await keys()).toEqual(expectedKeys)
  await rebuild({ pool, redis, transport, clock })
  expect(await rows()).toEqual(expectedRows)
  await project(pool, redis, facts)
  expect(await rows()).toEqual(expectedRows)
})

it('a rebuild waits for events that were handled here and are not yet in the event store', async () => {
  const client = randomUUID()
  const [known, handled] = [fact(client, 1), fact(client, 2)]
  await project(pool, redis, [known, handled])
  await rebuild({ pool, redis, transport: eventStore([known], [handled]), clock })
  expect((await redis.hgetall(keyOf(client))).total_orders).toBe('2')
})

it('a rebuild from an event store with missing events changes nothing', async () => {
  const client = randomUUID()
  const [known, lost] = [fact(client, 1), fact(client, 2)]
  await project(pool, redis, [known, lost])
  const before = await rows()
  let now = 0
  const hasty = { now: () => (now += 3_000), sleep: async () => {} }
  await expect(rebuild({ pool, redis, transport: eventStore([known]), clock: hasty })).rejects.toThrow('lacks 1')
  expect(await rows()).toEqual(before)
  expect((await redis.hgetall(keyOf(client))).total_orders).toBe('2')
})

it('a rebuild keeps the results of days that the event store has removed', async () => {
  const client = randomUUID()
  const [old, recent] = [fact(client, 1, '019b0000-0000-7000-8000-000000000001'), fact(client, 2)]
  await project(pool, redis, [old, recent])
  const before = await rows()
  const removed = { jour: '2025-12-08', retire_le: 1, sceau: null }
  await rebuild({ pool, redis, transport: eventStore([recent], [], [removed]), clock })
  expect(await rows()).toEqual(before)
  expect((await redis.hgetall(keyOf(client))).total_orders).toBe('2')
  await project(pool, redis, [old])
  expect(await rows()).toEqual(before)
})
