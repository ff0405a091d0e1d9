import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { group as auditGroup, consume as consumeAudit } from '#generated/events/audit.ts'
import * as cqrsProjection from '#generated/events/cqrs-projection.ts'
import * as eventStore from '#generated/events/event-store.ts'
import * as notification from '#generated/events/notification.ts'
import * as orderCreation from '#generated/events/order-creation.ts'
import * as stockCompensation from '#generated/events/stock-compensation.ts'
import * as stockReservation from '#generated/events/stock-reservation.ts'
import { createLog } from '#platform/base/log.ts'
import { createMetrics } from '#platform/base/metrics.ts'
import { type Bus, openBus, type StreamEntry } from '#platform/stream/bus.ts'
import { type RedisWithUsers, startRedisWithUsers, users } from './support/redis-users.ts'

const stream = 'ecommerce.checkout.events'
const dead = `${stream}.dead`
const entry = ['*', 'type', 'x']
const marks: Record<string, string> = {
  stock_reservation: 'outcome:CheckoutInitiated:1',
  order_creation: 'outcome:StockReserved:1',
  stock_compensation: 'outcome:OrderCreationFailed:1',
}
const groups: Record<string, string> = {
  audit: auditGroup,
  cqrs_projection: cqrsProjection.group,
  event_store: eventStore.group,
  notification: notification.group,
  order_creation: orderCreation.group,
  stock_compensation: stockCompensation.group,
  stock_reservation: stockReservation.group,
}
const readModel = 'cqrs:orders_by_client:1'
const reading = (group: string) => ['XREADGROUP', 'GROUP', group, 'one', 'STREAMS', stream, '>']

let redis: RedisWithUsers
let admin: Redis

const urlOf = (user: string): string => redis.urlOf(user)
const connect = (user: string): Redis => new Redis(urlOf(user), { maxRetriesPerRequest: 1 })
const may = async (user: string, ...command: string[]): Promise<boolean> =>
  (await admin.call('ACL', 'DRYRUN', user, ...command)) === 'OK'

beforeAll(async () => {
  redis = await startRedisWithUsers()
  admin = connect('admin')
})

afterAll(async () => {
  admin?.disconnect()
  await redis.stop()
})

test('every process that uses Redis has its own user, and there are no others', async () => {
  expect(new Set(users).size).toBe(users.length)
  const listed = ((await admin.call('ACL', 'USERS')) as string[]).filter(
    (name) => !['default', 'health', 'admin'].includes(name),
  )
  expect(listed.sort()).toEqual([...users].sort())
})

test.each(users)('%s can harm neither the server nor the keys of others', async (user) => {
  for (const command of [
    ['FLUSHALL'],
    ['FLUSHDB'],
    ['CONFIG', 'SET', 'maxmemory', '1'],
    ['CONFIG', 'GET', '*'],
    ['ACL', 'LIST'],
    ['SHUTDOWN'],
    ['KEYS', '*'],
    ['DEL', stream],
    ['XGROUP', 'DESTROY', stream, auditGroup],
    ['SCRIPT', 'FLUSH'],
    ['MONITOR'],
    ['REPLICAOF', 'elsewhere', '1'],
    ['SET', 'a-key', '1'],
    ['GET', 'a-key'],
    ['XADD', 'another-stream', ...entry],
    ['EVAL', 'while true do end', '0'],
    ['EVAL_RO', 'while true do end', '0'],
    ['EVALSHA', '0'.repeat(40), '0'],
    ['SCRIPT', 'LOAD', 'return 1'],
    ['FUNCTION', 'LOAD', '#!lua name=x'],
    ['FCALL', 'x', '0'],
    ['DEBUG', 'SLEEP', '10'],
    ['CLIENT', 'PAUSE', '10000'],
    ['CLIENT', 'KILL', 'TYPE', 'normal'],
  ])
    expect([command, await may(user, ...command)]).toEqual([command, false])
})

test('each user may do its own work, and not that of another', async () => {
  const publishers = ['ecommerce', 'event_store', ...Object.keys(marks)]
  const consumers = users.filter((user) => user !== 'ecommerce')
  for (const user of users) {
    const of = async (...command: string[]) => [user, command[0], await may(user, ...command)]
    expect(await of('XADD', stream, ...entry)).toEqual([user, 'XADD', publishers.includes(user)])
    expect(await of(...reading('any'))).toEqual([user, 'XREADGROUP', consumers.includes(user)])
    expect(await of('XADD', dead, ...entry)).toEqual([user, 'XADD', consumers.includes(user)])
    expect(await of('XTRIM', stream, 'MAXLEN', '0')).toEqual([user, 'XTRIM', user === 'event_store'])
    for (const [owner, mark] of Object.entries(marks))
      expect(await of('SET', mark, 'succeeded')).toEqual([user, 'SET', owner === user])
    expect(await of('HSET', readModel, 'total_orders', '9')).toEqual([user, 'HSET', user === 'cqrs_projection'])
    expect(await of('HGETALL', readModel)).toEqual([user, 'HGETALL', ['event_store', 'cqrs_projection'].includes(user)])
  }
})

test('a worker reads its group as its user, and may do nothing else', async () => {
  const metrics = createMetrics({ name: 'audit' })
  const bus = openBus({
    redisUrl: urlOf('audit'),
    metrics,
    log: createLog({ name: 'audit', level: 'silent' }),
    name: 'audit',
  })
  const handlers = {} as Parameters<typeof consumeAudit>[1]
  const consumer = consumeAudit(bus, handlers, { consumer: 'one' })
  await vi.waitFor(async () => expect(await bus.groups(stream)).toHaveLength(1), 10_000)
  await consumer.ready()
  await expect(bus.redis.flushall()).rejects.toThrow(/NOPERM/)
  await expect(bus.redis.del(stream)).rejects.toThrow(/NOPERM/)
  await bus.close()
})

test('a worker publishes with its mark, and records its undo, atomically and as its user', async () => {
  const name = 'order_creation'
  const log = createLog({ name, level: 'silent' })
  const bus = openBus({ redisUrl: urlOf(name), metrics: createMetrics({ name }), log, name })
  const [key, undo] = ['outcome:StockReserved:2', 'outcome:StockReserved:2:undo']
  const message = { stream, type: 'OrderCreated', payload: {}, eventId: '2:OrderCreated' }
  expect(await bus.publishMarked([message], { key, value: 'succeeded', barredBy: undo })).toBe('first')
  const note = { key: undo, value: 'why', seconds: 60, barredBy: { key, value: 'succeeded' } }
  expect(await bus.note(note)).toEqual({ barred: true, before: null })
  const foreign = { key: 'outcome:CheckoutInitiated:2', value: 'succeeded' }
  await expect(bus.publishMarked([], foreign)).rejects.toThrow(/permission|NOPERM/i)
  await bus.close()
})

test('a wrong password or no user name gives no access', async () => {
  const stranger = new Redis(redis.url, { maxRetriesPerRequest: 1, enableReadyCheck: false })
  await expect(stranger.xlen(stream)).rejects.toThrow(/NOAUTH/)
  await expect(stranger.call('AUTH', 'audit', 'wrong')).rejects.toThrow(/WRONGPASS/)
  stranger.disconnect()
})

test('with three partitions every process does its work with its own user: reads, leases, marks, dead letters, trims', async () => {
  const partitions = 3
  const log = createLog({ name: 'partitions', level: 'silent' })
  const buses = Object.fromEntries(
    users.map((user) => {
      const metrics = createMetrics({ name: user })
      return [user, openBus({ redisUrl: urlOf(user), metrics, log, name: user, partitions })]
    }),
  )
  const of = (user: string): Bus => buses[user] as Bus
  const seen: Record<string, Set<string>> = {}
  const ended = new AbortController()
  const message = (n: number) => ({
    stream,
    type: n === 7 ? 'Bad' : 'Good',
    eventId: `${randomUUID()}:${n}`,
    payload: { n },
  })
  const all = Array.from({ length: 30 }, (_, n) => message(n))
  try {
    for (const [user, group] of Object.entries(groups)) {
      seen[user] = new Set()
      of(user).consume<StreamEntry>({
        stream,
        group,
        consumer: 'one',
        claimIdleMs: 100,
        decode: (entry) => {
          if (entry.type === 'Bad') throw new Error('can not be read')
          return entry
        },
        handle: async ({ eventId }) => void seen[user]?.add(eventId),
      })
    }
    seen.ecommerce = new Set()
    const tailing = of('ecommerce').tail<StreamEntry>({
      stream,
      fromId: '0',
      decode: (entry) => entry,
      onEntries: (entries) => entries.forEach(({ eventId }) => void seen.ecommerce?.add(eventId)),
      signal: ended.signal,
    })
    await of('ecommerce').publish(all.slice(0, 20))
    for (const [index, [user, key]] of Object.entries(marks).entries())
      await of(user).publishMarked(all.slice(20 + 3 * index, 23 + 3 * index), {
        key: `${key}:${randomUUID()}`,
        value: 'succeeded',
      })
    await of('event_store').publish(all.slice(29))
    const good = all.filter(({ type }) => type === 'Good').map(({ eventId }) => eventId)
    await vi.waitFor(
      () => {
        for (const user of Object.keys(seen))
          expect([user, good.filter((id) => !seen[user]?.has(id))]).toEqual([user, []])
      },
      { timeout: 20_000 },
    )
    const store = of('event_store')
    const places = store.partitions(stream)
    expect(places).toHaveLength(partitions)
    const dead: string[] = []
    const draining = places.map((place) =>
      store.drain({
        stream: `${place}.dead`,
        onEntries: async (entries) => void dead.push(...entries.map(([, fields]) => fields?.join(' ') ?? '')),
        signal: ended.signal,
      }),
    )
    await vi.waitFor(() => expect(dead).toHaveLength(Object.keys(groups).length), { timeout: 20_000 })
    for (const place of places) {
      expect((await store.groups(place)).map(({ group }) => group).sort()).toEqual(Object.values(groups).sort())
      expect(await store.redis.xtrim(place, 'MAXLEN', 0)).toBeGreaterThan(0)
      expect(await store.redis.set(`${place}.epoch`, '1')).toBe('OK')
    }
    ended.abort()
    await Promise.all([tailing, ...draining])
  } finally {
    ended.abort()
    await Promise.all(Object.values(buses).map((bus) => bus.close()))
  }
})
