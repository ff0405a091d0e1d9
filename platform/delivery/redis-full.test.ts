import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, inject, it, vi } from 'vitest'
import { startOwnRedis } from '#tests/support/redis.ts'
import { createLog } from '../base/log.ts'
import { createMetrics } from '../base/metrics.ts'
import { openPool, type Pool } from '../postgres/pool.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/provision.ts'
import { type Bus, openBus, type StreamEntry, type StreamMessage } from '../stream/bus.ts'
import { memoryShare, trimAcknowledged } from '../stream/upkeep.ts'
import { watchBacklog } from './backlog.ts'
import { enqueue, relayBatch, startRelay } from './outbox.ts'

const log = createLog({ name: 'full-test', level: 'silent' })
const stream = 'measures'
const filler = 'filler'
let redis: Awaited<ReturnType<typeof startOwnRedis>>
let bus: Bus
let pool: Pool
let database: TestDatabase

beforeAll(async () => {
  redis = await startOwnRedis(['--maxmemory-policy', 'noeviction'])
  const migrations = mkdtempSync(join(tmpdir(), 'full-migrations-'))
  copyFileSync('platform/delivery/outbox.sql', join(migrations, '001-outbox.sql'))
  database = await createTestDatabase(inject('postgresUrl'), migrations)
  rmSync(migrations, { recursive: true })
  pool = openPool({ url: database.url, name: 'full-test' })
  bus = openBus({ redisUrl: redis.url, metrics: createMetrics({ name: 'full-test' }), log, name: 'full-test' })
})

beforeEach(async () => {
  await bus.redis.config('SET', 'maxmemory', '0')
  await bus.redis.flushall()
  await pool.raw.query('delete from outbox')
})

afterAll(async () => {
  await bus?.close()
  await redis?.stop()
  await pool?.close()
  await database?.drop()
})

const message = (n: number, type = 'Measured'): StreamMessage => ({
  stream,
  type,
  payload: { n },
  eventId: `${n}:${type}`,
})

/** From now on Redis rejects every command that needs memory. */
const fill = async (): Promise<void> => {
  await bus.redis.setrange(filler, 2_000_000, 'x')
  const used = /used_memory:(\d+)/.exec(await bus.redis.info('memory'))?.[1] ?? '0'
  await bus.redis.config('SET', 'maxmemory', String(Math.max(1, Number(used) - 500_000)))
  await expect(bus.publish([message(-1)])).rejects.toThrow('OOM')
}
const empty = async (): Promise<void> => {
  await bus.redis.unlink(filler)
}
const idsIn = async (name: string): Promise<string[]> =>
  (await bus.redis.xrange(name, '-', '+')).map(([, fields]) => fields[fields.indexOf('event_id') + 1] ?? '')

it('messages that a full Redis rejects stay in the outbox and are sent once there is memory', async () => {
  await fill()
  await pool.transaction((tx) =>
    enqueue(
      tx,
      [1, 2, 3].map((n) => message(n)),
    ),
  )
  await expect(relayBatch(pool, bus)).rejects.toThrow('OOM')
  const relay = startRelay({ pool, bus, log })
  const guard = watchBacklog(pool, 2)
  expect(await guard.look()).toBe(true)
  expect(await idsIn(stream)).toEqual([])
  await empty()
  await vi.waitFor(async () => expect(await idsIn(stream)).toEqual(['1:Measured', '2:Measured', '3:Measured']), 10_000)
  await vi.waitFor(async () => expect(await guard.look()).toBe(false), 10_000)
  await relay.stop()
})

it('a worker that cannot publish keeps its event, gives up on none, and continues once there is memory', async () => {
  const count = 20
  let refused = 0
  await bus.redis.xgroup('CREATE', stream, 'workers', '0', 'MKSTREAM')
  await bus.publish(Array.from({ length: count }, (_, n) => message(n)))
  await fill()
  const consumer = bus.consume<StreamEntry>({
    stream,
    group: 'workers',
    consumer: 'one',
    claimIdleMs: 100,
    maxDeliveries: 2,
    accepts: new Set(['Measured']),
    decode: (entry) => entry,
    handle: async ({ eventId }) => {
      const n = Number(eventId.split(':')[0])
      try {
        await bus.publishMarked([message(n, 'Answered'), message(n, 'Ended')], { key: `outcome:${n}`, value: 'yes' })
      } catch (error) {
        refused += 1
        throw error
      }
    },
  })
  // Every event was rejected more often than maxDeliveries allows.
  await vi.waitFor(() => expect(refused).toBeGreaterThan(3 * count), { timeout: 20_000 })
  expect((await bus.groups(stream))[0]?.pending).toBe(count)
  await empty()
  await vi.waitFor(async () => expect((await bus.groups(stream))[0]?.pending).toBe(0), { timeout: 20_000 })
  await consumer.stop()
  const ids = await idsIn(stream)
  for (const type of ['Answered', 'Ended']) {
    expect(new Set(ids.filter((id) => id.endsWith(type))).size).toBe(count)
  }
  expect(await bus.redis.exists(`${stream}.dead`)).toBe(0)
})

it('a full Redis can be trimmed, and its share of memory is reported', async () => {
  expect(await memoryShare(bus.redis)).toBe(0)
  await bus.redis.config('SET', 'stream-node-max-entries', '10')
  await bus.publish(Array.from({ length: 500 }, (_, n) => message(n)))
  await bus.redis.xgroup('CREATE', stream, 'done', '$')
  await fill()
  expect(await memoryShare(bus.redis)).toBeGreaterThan(1)
  expect(await trimAcknowledged(bus.redis, stream, { keepMs: 0, nowMs: Date.now() })).toBeGreaterThan(400)
})
