import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import * as events from '#generated/events/events.ts'
import { createMetrics } from '#platform/base/metrics.ts'
import { openBus } from '#platform/stream/bus.ts'
import { type RedisWithUsers, startRedisWithUsers, users } from '#tests/support/redis-users.ts'
import { checkout, idsOf, startStreamWorld } from './stream-testing.ts'

// Attacks with the Redis users of our own processes; the event store repairs with its own.

const { stream } = events
const hourMs = 3_600_000
let server: RedisWithUsers
let world: Awaited<ReturnType<typeof startStreamWorld>>
let admin: Redis
const connections: Redis[] = []

const as = (user: string): Redis => {
  const redis = new Redis(server.urlOf(user), { maxRetriesPerRequest: 1 })
  connections.push(redis)
  return redis
}
const publish = async (count: number) => {
  const messages = checkout(count)
  const metrics = createMetrics({ name: 'publisher' })
  const bus = openBus({ redisUrl: server.urlOf('ecommerce'), metrics, log: world.log, name: 'publisher' })
  await bus.publish(messages)
  await bus.close()
  return messages
}
const readOrders = () => world.readAs('choreo-order', as('order_creation'))

beforeAll(async () => {
  server = await startRedisWithUsers()
  admin = new Redis(server.urlOf('admin'))
})
afterAll(async () => {
  admin.disconnect()
  await server.stop()
})
beforeEach(async () => {
  await admin.flushall()
  world = await startStreamWorld(server.urlOf('event_store'))
  await world.look()
})
afterEach(async () => {
  for (const redis of connections.splice(0)) redis.disconnect()
  await world.close()
})

it.each(users.filter((user) => user !== 'event_store'))(
  '%s can neither remove entries nor move or remove groups',
  async (user) => {
    for (const command of [
      ['XGROUP', 'SETID', stream, 'choreo-order', '$'],
      ['XGROUP', 'DESTROY', stream, 'choreo-order'],
      ['XGROUP', 'DELCONSUMER', stream, 'choreo-order', 'one'],
      ['XGROUP', 'CREATECONSUMER', stream, 'choreo-order', 'one'],
      ['XDEL', stream, '1-1'],
      ['XTRIM', stream, 'MAXLEN', '0'],
      ['XSETID', stream, '1-1'],
      ['UNLINK', stream],
      ['RENAME', stream, `${stream}.p9`],
      ['COPY', stream, `${stream}.p9`],
      ['RESTORE', stream, '0', 'x'],
    ])
      expect([command, await admin.call('ACL', 'DRYRUN', user, ...command)]).not.toEqual([command, 'OK'])
  },
)

it('a publisher that uses up all ids: the stream is replaced', async () => {
  const before = await publish(2)
  await as('stock_reservation').xadd(stream, '18446744073709551615-18446744073709551615', 'a', 'b')
  await expect(publish(1)).rejects.toThrow('exhausted')
  await world.look()
  const after = await publish(2)
  expect(await readOrders()).toEqual(expect.arrayContaining(idsOf([...before, ...after])))
})

it('a publisher that trims while it publishes: what was stored is refilled', async () => {
  const lost = await publish(2)
  await world.ingest(2)
  await world.look()
  await as('order_creation').call('XADD', stream, 'MAXLEN', '1', '*', 'a', 'b')
  await world.look()
  expect(await world.gaps()).toEqual(['removed'])
  expect(await readOrders()).toEqual(expect.arrayContaining(idsOf(lost.slice(1))))
})

it('a consumer that moves another group forward: the group is set back', async () => {
  await readOrders()
  const missed = await publish(2)
  await as('audit').call('XCLAIM', stream, 'choreo-order', 'evil', 0, '0-1', 'LASTID', '9999999999999-0')
  await world.look()
  expect((await readOrders()).sort()).toEqual(idsOf(missed))
})

it('a consumer that reads the entries of another group under its own name: the group receives them again', async () => {
  const missed = await publish(2)
  await as('notification').call('XREADGROUP', 'GROUP', 'choreo-order', 'evil', 'NOACK', 'STREAMS', stream, '>')
  expect(await readOrders()).toEqual([])
  await world.look()
  expect([await world.strangers(), await world.jumps()]).toEqual([['choreo-order'], ['choreo-order']])
  expect((await readOrders()).sort()).toEqual(idsOf(missed))
})

it('a consumer that takes entries of another group and acknowledges them: the group receives them again', async () => {
  const missed = await publish(2)
  const evil = as('audit')
  await as('order_creation').call('XREADGROUP', 'GROUP', 'choreo-order', 'test', 'STREAMS', stream, '>')
  const [, ids] = (await evil.call('XAUTOCLAIM', stream, 'choreo-order', 'evil', 0, '0', 'JUSTID')) as [
    string,
    string[],
  ]
  expect(await evil.xack(stream, 'choreo-order', ...ids)).toBe(2)
  await world.look()
  expect(await world.strangers()).toEqual(['choreo-order'])
  expect((await readOrders()).sort()).toEqual(idsOf(missed))
})

it('a consumer that reads the entries of another group and keeps them: the group takes them over', async () => {
  const missed = await publish(2)
  await as('audit').call('XREADGROUP', 'GROUP', 'choreo-order', 'evil', 'STREAMS', stream, '>')
  const metrics = createMetrics({ name: 'worker' })
  const bus = openBus({ redisUrl: server.urlOf('order_creation'), metrics, log: world.log, name: 'worker' })
  const seen = new Set<string>()
  bus.consume({
    ...{ stream, group: 'choreo-order', consumer: 'one', claimIdleMs: 200 },
    decode: (entry) => entry,
    handle: async ({ eventId }) => void seen.add(eventId),
  })
  await vi.waitFor(() => expect([...seen].sort()).toEqual(idsOf(missed)), 10_000)
  await bus.close()
})

it('a consumer that creates groups without readers: they hold nothing back', async () => {
  await as('audit').call('XGROUP', 'CREATE', stream, `evil-${randomUUID()}`, '0')
  await world.look()
  await world.look({ aheadMs: 2 * hourMs })
  expect(await world.abandoned()).toEqual([stream])
})
