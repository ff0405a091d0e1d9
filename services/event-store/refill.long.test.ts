import { randomUUID } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { afterEach, beforeEach, expect, inject, it, vi } from 'vitest'
import { consumeBatch } from '#generated/events/event-store.ts'
import * as events from '#generated/events/events.ts'
import { systemClock } from '#platform/base/clock.ts'
import { createLog } from '#platform/base/log.ts'
import { createMetrics, type Metrics } from '#platform/base/metrics.ts'
import { openPool, type Pool } from '#platform/postgres/pool.ts'
import { createTestDatabase, type TestDatabase } from '#platform/postgres/provision.ts'
import { type Bus, openBus, type StreamEntry, type StreamMessage } from '#platform/stream/bus.ts'
import { takeTestRedis } from '#tests/support/redis.ts'
import { storeEvents } from './infrastructure/events.ts'
import { makeCheckpoint } from './infrastructure/stream-checkpoint.ts'
import { openStreamHealth, type StreamHealth } from './infrastructure/stream-health.ts'
import { checkStream, watchStream } from './infrastructure/watch-stream.ts'

const log = createLog({ name: 'refill-test', level: 'silent' })
let database: TestDatabase
let pool: Pool
let bus: Bus
let metrics: Metrics
let health: StreamHealth

beforeEach(async () => {
  database = await createTestDatabase(inject('postgresUrl'), 'services/event-store/infrastructure/migrations')
  pool = openPool({ url: database.url, name: 'refill-test' })
  metrics = createMetrics({ name: 'refill-test' })
  health = openStreamHealth(metrics)
  bus = openBus({ redisUrl: await takeTestRedis(inject('redisUrl')), metrics, log, name: 'refill-test' })
  await makeCheckpoint(pool, events.stream)
})

afterEach(async () => {
  await bus.close()
  await pool.close()
  await database.drop()
})

const look = (aheadMs = 0) => {
  const clock = { ...systemClock, now: () => Date.now() + aheadMs }
  return checkStream({ pool, bus, clock, log, metrics, health, topic: events.stream, slackMs: 0 }, events.stream)
}
const lookForHoles = async (aheadMs = 0) => {
  await pool.raw.query('update stream_checkpoint set look_for_holes_at_ms = 1')
  await look(aheadMs)
}
const holes = async (): Promise<number> =>
  Number(/checkouts_with_holes\{[^}]*\} (\d+)/.exec(await metrics.registry.metrics())?.[1])

/** The first `count` events of a checkout, as they are published. */
const checkout = (count: number): StreamMessage[] => {
  const ids = { checkout_id: uuidv7(), client_id: randomUUID() }
  const commande_id = uuidv7()
  return [
    events.checkoutInitiated({ ...ids, panier: { lignes: [{ produit_id: 1, quantite: 2 }] } }),
    events.stockReserved({ ...ids, panier: { lignes: [{ produit_id: 1, quantite: 2, prix_unitaire_cents: 250 }] } }),
    events.orderCreated({ ...ids, commande_id }),
    events.checkoutSucceeded({ ...ids, commande_id }),
  ].slice(0, count)
}

const ingest = async (count: number): Promise<void> => {
  const reading = consumeBatch(bus, async (batch) => void (await storeEvents(pool, batch)), { consumer: 'store' })
  const stored = async () => Number((await pool.raw.query('select count(*) from event')).rows[0].count)
  await vi.waitFor(async () => expect(await stored()).toBe(count), { timeout: 10_000 })
  await reading.stop()
}

/** Reads as a group until nothing is left; returns the event ids in order. */
const readAs = async (group: string): Promise<string[]> => {
  const seen: string[] = []
  const reading = bus.consume<StreamEntry>({
    stream: events.stream,
    group,
    consumer: 'test',
    decode: (entry) => entry,
    handle: async ({ eventId }) => void seen.push(eventId),
  })
  await vi.waitFor(
    async () => {
      const state = (await bus.groups(events.stream)).find((one) => one.group === group)
      const [last] = await bus.redis.xrevrange(events.stream, '+', '-', 'COUNT', 1)
      expect([state?.pending, state?.lastDeliveredId]).toEqual([0, last?.[0]])
    },
    { timeout: 10_000 },
  )
  await reading.stop()
  return seen
}
const idsOf = (messages: readonly StreamMessage[]): string[] => messages.map(({ eventId }) => eventId).sort()
const gaps = async (): Promise<string[]> =>
  [...(await metrics.registry.metrics()).matchAll(/stream_gaps_total\{[^}]*cause="(\w+)"[^}]*\} 1/g)].map(([, cause]) =>
    String(cause),
  )

const world = async () => {
  const ended = checkout(4)
  const reserved = checkout(2)
  const ordered = checkout(3)
  await look()
  await bus.publish([...ended, ...reserved, ...ordered])
  await ingest(9)
  await readAs('choreo-order')
  await look()
  return { ended, reserved, ordered, all: [...ended, ...reserved, ...ordered] }
}

it('after Redis was emptied, reacting groups get the event that resumes each open checkout, and recording groups get everything', async () => {
  const { all, reserved, ordered } = await world()
  await bus.redis.flushdb()
  await look()
  expect(await gaps()).toEqual(['emptied'])
  expect((await readAs('choreo-order')).sort()).toEqual(idsOf([reserved[1], ordered[1]] as StreamMessage[]))
  expect(await readAs('choreo-reservation')).toEqual(expect.arrayContaining([reserved[1]?.eventId]))
  expect([...new Set(await readAs('choreo-audit'))].sort()).toEqual(idsOf(all))
  await ingest(9)
})

it('events refilled but not yet read are refilled again when Redis is emptied again', async () => {
  const { all } = await world()
  await bus.redis.flushdb()
  await look()
  await readAs('choreo-order')
  await look()
  await bus.redis.flushdb()
  await look()
  expect([...new Set(await readAs('choreo-audit'))].sort()).toEqual(idsOf(all))
})

it('entries that were deleted before a slow group read them are reported and refilled', async () => {
  const { all } = await world()
  await bus.redis.xtrim(events.stream, 'MAXLEN', 0)
  await look()
  expect(await gaps()).toEqual(['removed'])
  expect([...new Set(await readAs('choreo-audit'))].sort()).toEqual(idsOf(all))
})

it('a stream restored from an older copy is detected and refilled', async () => {
  const { all } = await world()
  const epoch = await bus.redis.get(`${events.stream}.epoch`)
  const copy = await bus.redis.dumpBuffer(events.stream)
  const later = checkout(1)
  await bus.publish(later)
  await ingest(10)
  await look()
  await bus.redis.restore(events.stream, 0, copy, 'REPLACE')
  expect(await bus.redis.get(`${events.stream}.epoch`)).toBe(epoch)
  await look()
  expect(await gaps()).toEqual(['rewound'])
  expect([...new Set(await readAs('choreo-reservation'))]).toContain(later[0]?.eventId)
  expect([...new Set(await readAs('choreo-audit'))].sort()).toEqual(idsOf([...all, ...later]))
})

it('events lost before they were stored are requested again, from their publishers only', async () => {
  const whole = checkout(4)
  await look()
  await bus.publish([whole[0], whole[2], whole[3]] as StreamMessage[])
  await ingest(3)
  await readAs('choreo-reservation')
  await look()
  await bus.redis.flushdb()
  await look()
  expect(await readAs('choreo-reservation')).toEqual([])
  await lookForHoles()
  expect(await readAs('choreo-reservation')).toEqual([whole[0]?.eventId])
  expect(await readAs('choreo-order')).toEqual([])
})

it('holes are looked for as long as any remain, and a loss is recorded permanently', async () => {
  const whole = checkout(4)
  await look()
  await bus.publish([whole[0], whole[2], whole[3]] as StreamMessage[])
  await ingest(3)
  await bus.redis.flushdb()
  await look()
  const minutesLater = async (minutes: number) => {
    await pool.raw.query('update stream_checkpoint set lost_at_ms = lost_at_ms - $1', [minutes * 60_000])
    await lookForHoles()
    const { rows } = await pool.raw.query('select look_for_holes_at_ms is not null as goes_on from stream_checkpoint')
    return [await holes(), rows[0].goes_on]
  }
  expect(await minutesLater(5)).toEqual([1, true])
  await bus.publish([whole[1] as StreamMessage])
  await ingest(4)
  expect(await minutesLater(0)).toEqual([0, false])
  expect((await pool.raw.query('select stream, cause from stream_loss')).rows).toEqual([
    { stream: events.stream, cause: 'emptied' },
  ])
  await expect(pool.raw.query('delete from stream_loss')).rejects.toThrow('permission denied')
})

it('a checkout that waits for an event lost after the refill is resumed once it is at rest', async () => {
  const open = checkout(1)
  await look()
  await bus.publish(checkout(4))
  await ingest(4)
  await bus.redis.flushdb()
  await look()
  await bus.publish(open)
  await ingest(5)
  await readAs('choreo-reservation')
  await lookForHoles()
  expect(await readAs('choreo-reservation')).toEqual([])
  await lookForHoles(10_000)
  expect(await readAs('choreo-reservation')).toEqual([open[0]?.eventId])
})

it('an intact stream is left alone, and only one of several instances watches at a time', async () => {
  await world()
  const before = await bus.redis.xlen(events.stream)
  await Promise.all([look(), look(), look()])
  expect(await gaps()).toEqual([])
  expect(await bus.redis.xlen(events.stream)).toBe(before)
  await bus.redis.flushdb()
  await Promise.all([look(), look(), look()])
  expect(await gaps()).toEqual(['emptied'])
})

it('ids far ahead of the clock, and then an empty Redis, lose nothing for recording groups', async () => {
  await look()
  const tenDaysMs = 864_000_000
  await bus.redis.call('XSETID', events.stream, `${Date.now() + tenDaysMs}-0`)
  const { all } = await world()
  await bus.redis.flushdb()
  await look()
  const { rows } = await pool.raw.query('select since_ms::float8 as since from stream_loss')
  expect(rows[0].since).toBeLessThanOrEqual(Date.now())
  expect([...new Set(await readAs('choreo-audit'))].sort()).toEqual(idsOf(all))
})

it("a key of another type at the stream's name is reported, and the stream is refilled once the key is gone", async () => {
  const { all } = await world()
  const unusable = async (): Promise<number> =>
    Number(/^stream_unusable\{[^}]*\} (\d+)$/m.exec(await metrics.registry.metrics())?.[1])
  const watching = new AbortController()
  const clock = { ...systemClock, sleep: (ms: number, signal?: AbortSignal) => systemClock.sleep(ms / 50, signal) }
  const watch = { pool, bus, clock, log, metrics, health, topic: events.stream, slackMs: 0, signal: watching.signal }
  const ended = watchStream(watch, events.stream)
  await bus.redis.del(events.stream)
  await bus.redis.set(events.stream, 'somebody put this here')
  await vi.waitFor(async () => expect(await unusable()).toBe(1), { timeout: 10_000 })
  await bus.redis.del(events.stream)
  await vi.waitFor(async () => expect(await gaps()).toEqual(['rewound']), { timeout: 10_000 })
  await vi.waitFor(async () => expect(await unusable()).toBe(0), { timeout: 10_000 })
  watching.abort()
  await ended
  expect([...new Set(await readAs('choreo-audit'))].sort()).toEqual(idsOf(all))
})
