import { copyFileSync, globSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, inject, it, vi } from 'vitest'
import { createLog } from '../base/log.ts'
import { openPool, type Pool } from '../postgres/pool.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/provision.ts'
import type { StreamMessage } from '../stream/entry.ts'
import { claim } from './inbox.ts'
import { enqueue, relayBatch, startRelay, take } from './outbox.ts'

const log = createLog({ name: 'outbox-test', level: 'silent' })
let database: TestDatabase
let pool: Pool

beforeAll(async () => {
  const migrations = mkdtempSync(join(tmpdir(), 'outbox-migrations-'))
  copyFileSync('platform/delivery/outbox.sql', join(migrations, '001-outbox.sql'))
  copyFileSync('platform/delivery/inbox.sql', join(migrations, '002-inbox.sql'))
  database = await createTestDatabase(inject('postgresUrl'), migrations)
  pool = openPool({ url: database.url, name: 'outbox-test', max: 30 })
})

beforeEach(async () => {
  await pool.raw.query('delete from outbox')
})

afterAll(async () => {
  await pool.close()
  await database.drop()
})

const message = (n: number): StreamMessage => ({
  stream: 'test',
  type: 'Measured',
  payload: { n },
  eventId: `${n}:Measured`,
})
const write = (n: number): Promise<void> => pool.transaction((tx) => enqueue(tx, message(n)))
const unpublished = async (): Promise<number> =>
  Number((await pool.raw.query('select count(*) from outbox where published_at is null')).rows[0].count)

/** A bus that records messages; `failing` decides which publications fail. */
const memoryBus = (failing: () => boolean = () => false) => {
  const sent: string[] = []
  return {
    sent,
    publish: async (messages: readonly StreamMessage[]) => {
      if (failing()) throw new Error('Redis is down')
      sent.push(...messages.map(({ eventId }) => eventId))
    },
  }
}

type Plan = { 'Node Type': string; 'Index Name'?: string; Plans?: Plan[] }
/** The scans of a plan, with their indexes, and its sorts. */
const scansAndSorts = ({ 'Node Type': type, 'Index Name': index, Plans = [] }: Plan): string[] => [
  ...(/Scan|Sort/.test(type) ? [index === undefined ? type : `${type} using ${index}`] : []),
  ...Plans.flatMap(scansAndSorts),
]

it('a message is sent once its transaction has committed, and not when it is rolled back', async () => {
  const bus = memoryBus()
  await write(1)
  await expect(
    pool.transaction(async (tx) => {
      await enqueue(tx, message(2))
      throw new Error('refused')
    }),
  ).rejects.toThrow('refused')
  expect(await relayBatch(pool, bus)).toBe(1)
  expect(await relayBatch(pool, bus)).toBe(0)
  expect(bus.sent).toEqual(['1:Measured'])
})

it('messages of one transaction are sent in order, without those whose event id is known', async () => {
  const bus = memoryBus()
  await pool.transaction((tx) => enqueue(tx, [message(3), message(1), message(2)]))
  await write(1)
  await relayBatch(pool, bus)
  expect(bus.sent).toEqual(['3:Measured', '1:Measured', '2:Measured'])
})

it('messages are sent in the order of writing, even when positions gain a digit', async () => {
  const bus = memoryBus()
  const owner = new pg.Client({ connectionString: database.adminUrl })
  await owner.connect()
  await owner.query('alter table outbox alter column position restart with 999')
  await owner.end()
  await pool.transaction((tx) => enqueue(tx, [message(1), message(2), message(3)]))
  await relayBatch(pool, bus)
  expect(bus.sent).toEqual(['1:Measured', '2:Measured', '3:Measured'])
})

it('a transaction that commits after later ones were sent is not skipped', async () => {
  const bus = memoryBus()
  const late = new pg.Client({ connectionString: database.url })
  await late.connect()
  await late.query('begin')
  await late.query(`insert into outbox (event_id, stream, type, payload) values ('late', 'test', 'Measured', '{}')`)
  await write(1)
  await relayBatch(pool, bus)
  expect(bus.sent).toEqual(['1:Measured'])
  await late.query('commit')
  await late.end()
  await relayBatch(pool, bus)
  expect(bus.sent).toEqual(['1:Measured', 'late'])
})

it('with many writers, two relays and an unreliable bus, every message is sent exactly once', async () => {
  let calls = 0
  const bus = memoryBus(() => ++calls % 5 === 0)
  const relays = [startRelay({ pool, bus, log }), startRelay({ pool, bus, log })]
  await Promise.all(
    Array.from({ length: 20 }, async (_, writer) => {
      for (let n = 0; n < 25; n++) {
        await write(writer * 25 + n)
        relays[n % 2]?.wake()
      }
    }),
  )
  await vi.waitFor(() => expect(bus.sent.length).toBeGreaterThanOrEqual(500), { timeout: 15_000 })
  await Promise.all(relays.map((relay) => relay.stop()))
  expect(new Set(bus.sent).size).toBe(500)
  expect(bus.sent).toHaveLength(500)
  expect(await unpublished()).toBe(0)
})

it('another relay sends the rows of a relay whose connection died at once', async () => {
  await write(1)
  const dying = new pg.Client({ connectionString: database.url })
  dying.on('error', () => {})
  await dying.connect()
  await dying.query('begin')
  await dying.query('select position from outbox where published_at is null for update skip locked')
  const bus = memoryBus()
  expect(await relayBatch(pool, bus)).toBe(0)
  const admin = new pg.Client({ connectionString: database.adminUrl })
  await admin.connect()
  await admin.query('select pg_terminate_backend($1)', [(dying as unknown as { processID: number }).processID])
  await admin.end()
  await vi.waitFor(async () => expect(await relayBatch(pool, bus)).toBe(1), 10_000)
  expect(bus.sent).toEqual(['1:Measured'])
})

it('a message that was sent but not marked is sent again with the same event id', async () => {
  await write(1)
  const bus = memoryBus()
  const crashing = {
    publish: async (messages: readonly StreamMessage[]) => {
      await bus.publish(messages)
      throw new Error('died after publishing')
    },
  }
  await expect(relayBatch(pool, crashing)).rejects.toThrow('died')
  await relayBatch(pool, bus)
  expect(bus.sent).toEqual(['1:Measured', '1:Measured'])
})

it('a relay can be made to die before it sends, and between sending and marking', async () => {
  await write(1)
  const bus = memoryBus()
  const seen: string[] = []
  const reach = (place: string, phase: string) => void seen.push(`${place} ${phase}: ${bus.sent.length} sent`)
  await relayBatch(pool, bus, reach)
  expect(seen).toEqual(['relay before-effect: 0 sent', 'relay before-ack: 1 sent'])
  await relayBatch(pool, bus, reach) // nothing to send, so no crash point
  expect(seen).toHaveLength(2)
})

it('unsent rows come from their index in order, however many were sent: no sort, no table scan', async () => {
  const many = Array.from({ length: 5_500 }, (_, n) => message(n))
  await pool.transaction((tx) => enqueue(tx, many.slice(0, 5_000)))
  while ((await relayBatch(pool, memoryBus())) > 0);
  await pool.transaction((tx) => enqueue(tx, many.slice(5_000)))
  const owner = new pg.Client({ connectionString: database.adminUrl })
  await owner.connect()
  await owner.query('analyze outbox')
  await owner.query(take.opening)
  const { rows } = await owner.query(`explain (format json) ${take.rows}`)
  await owner.end()
  expect(scansAndSorts(rows[0]['QUERY PLAN'][0].Plan)).toEqual(['Index Scan using outbox_unpublished'])
})

it('a woken relay sends well before its next poll', async () => {
  const bus = memoryBus()
  await write(1)
  const relay = startRelay({ pool, bus, log })
  await vi.waitFor(() => expect(bus.sent).toHaveLength(1), 10_000)
  await write(2)
  const startedMs = performance.now()
  relay.wake()
  await vi.waitFor(() => expect(bus.sent).toHaveLength(2), { interval: 5 })
  expect(performance.now() - startedMs).toBeLessThan(500)
  await relay.stop()
})

it('an event is claimed once per consumer, even by two concurrent transactions', async () => {
  const ids = Array.from({ length: 50 }, (_, n) => `event-${n}`)
  const claims = await Promise.all(
    [ids, [...ids].reverse(), ids].map((some) => pool.transaction((tx) => claim(tx, 'reader', some))),
  )
  expect(claims.map((claimed) => claimed.size).sort((a, b) => a - b)).toEqual([0, 0, 50])
  expect((await pool.transaction((tx) => claim(tx, 'another', ids))).size).toBe(50)
})

it('after a rollback, the event can be claimed again', async () => {
  await expect(
    pool.transaction(async (tx) => {
      await claim(tx, 'reader', ['undone'])
      throw new Error('refused')
    }),
  ).rejects.toThrow('refused')
  expect(await pool.transaction((tx) => claim(tx, 'reader', ['undone']))).toEqual(new Set(['undone']))
})

it.each(['outbox', 'inbox'])('every migration that creates an %s table is a copy of the one here', (table) => {
  const original = readFileSync(`platform/delivery/${table}.sql`, 'utf8')
  const copies = globSync([
    `services/*/infrastructure/migrations/*-${table}.sql`,
    `workers/migrations/*/*-${table}.sql`,
  ])
  expect(copies.length).toBeGreaterThan(0)
  expect(copies.filter((copy) => readFileSync(copy, 'utf8') !== original)).toEqual([])
})
