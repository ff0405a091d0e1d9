import { randomUUID } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest'
import { checkoutFailed, checkoutSucceeded, decode } from '#generated/events/events.ts'
import type { CheckoutEvent } from '#generated/events/types.ts'
import { noCrashPoints } from '#platform/base/crash-points.ts'
import { createLog } from '#platform/base/log.ts'
import { createMetrics } from '#platform/base/metrics.ts'
import { openPool, type Pool } from '#platform/postgres/pool.ts'
import { createTestDatabase, type TestDatabase } from '#platform/postgres/provision.ts'
import { openBus, type StreamMessage } from '#platform/stream/bus.ts'
import { takeTestRedis } from '#tests/support/redis.ts'
import { record } from './audit.ts'
import { choreographyMetrics } from './checkout/choreography-metrics.ts'
import { notify, worker } from './notification.ts'

const databases: TestDatabase[] = []
const pools: Pool[] = []
let notification: Pool
let audit: Pool

const openTestDatabase = async (name: string): Promise<Pool> => {
  const database = await createTestDatabase(inject('postgresUrl'), `workers/migrations/${name}`)
  const pool = openPool({ url: database.url, name: `${name}-test`, max: 4 })
  databases.push(database)
  pools.push(pool)
  return pool
}

beforeAll(async () => {
  notification = await openTestDatabase('notification')
  audit = await openTestDatabase('audit')
})

afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.close()))
  await Promise.all(databases.map((database) => database.drop()))
})

const asEvent = (message: StreamMessage): CheckoutEvent => {
  const payloadText = JSON.stringify(message.payload)
  const { stream, type, payload, eventId } = message
  return decode({ stream, type, payload, payloadText, eventId, entryId: '1-1', version: 1, ts: 1.5, deliveries: 1 })
}
const succeeded = () => checkoutSucceeded({ checkout_id: uuidv7(), commande_id: uuidv7(), client_id: randomUUID() })
const failed = () => checkoutFailed({ checkout_id: uuidv7(), client_id: randomUUID(), reason: 'STOCK_INSUFFISANT' })
const rowsOf = async (pool: Pool, table: string) => (await pool.raw.query(`select * from ${table}`)).rows

it('a terminal event delivered twice, in one batch or in two concurrent ones, makes one notification', async () => {
  const events = [succeeded(), failed()].map(asEvent) as Parameters<typeof notify>[1][number][]
  await Promise.all([notify(notification, [...events, ...events]), notify(notification, events)])
  await notify(notification, events)
  const rows = await rowsOf(notification, 'notification')
  expect(rows.map((row) => [row.type, row.reason, row.commande_id !== null])).toEqual([
    ['CheckoutSucceeded', null, true],
    ['CheckoutFailed', 'STOCK_INSUFFISANT', false],
  ])
})

it('the audit trail holds every event once, as it was published, and its role can only add', async () => {
  const events = [succeeded(), failed(), succeeded()].map(asEvent)
  await Promise.all([record(audit, events), record(audit, [...events].reverse())])
  const rows = await rowsOf(audit, 'audit_trail')
  expect(rows.map((row) => row.event_id).sort()).toEqual(events.map((event) => event.eventId).sort())
  expect(rows.map((row) => row.payload)).toEqual(expect.arrayContaining(events.map((event) => event.payload)))
  for (const change of ['update audit_trail set type = null', 'delete from audit_trail', 'truncate audit_trail']) {
    await expect(audit.raw.query(change)).rejects.toThrow('permission denied')
  }
  await expect(audit.raw.query('delete from inbox')).rejects.toThrow('permission denied')
})

it('a worker reads the stream, and events redelivered while its database was down are written once', async () => {
  const log = createLog({ name: 'consumers-test', level: 'silent' })
  const metrics = createMetrics({ name: 'consumers-test' })
  const bus = openBus({ redisUrl: await takeTestRedis(inject('redisUrl')), metrics, log, name: 'consumers-test' })
  const stops: (() => Promise<void> | void)[] = []
  const before = (await rowsOf(notification, 'notification')).length
  const { ready } = await worker.start({
    name: 'notification',
    log,
    metrics,
    env: { DATABASE_URL: databases[0]?.url },
    signal: new AbortController().signal,
    reach: noCrashPoints,
    onStop: (_, stop) => stops.unshift(stop),
    bus,
    clock: { now: Date.now, sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) },
    consumer: 'one',
  })
  const messages = Array.from({ length: 20 }, succeeded)
  const admin = openPool({ url: inject('postgresUrl'), name: 'admin', max: 1 })
  const name = new URL(databases[0]?.url ?? '').pathname.slice(1)
  await admin.raw.query(`alter database ${name} with allow_connections false`)
  await admin.raw.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()',
    [name],
  )
  await bus.publish([...messages.slice(0, 10), ...messages.slice(0, 5)])
  await vi.waitFor(async () => expect(await metrics.registry.metrics()).toMatch(/events_retried_total\{/), 10_000)
  await admin.raw.query(`alter database ${name} with allow_connections true`)
  await bus.publish(messages)
  await vi.waitFor(async () => expect(await rowsOf(notification, 'notification')).toHaveLength(before + 20), {
    timeout: 20_000,
    interval: 100,
  })
  await vi.waitFor(async () => expect((await bus.groups('ecommerce.checkout.events'))[0]?.pending).toBe(0), {
    timeout: 20_000,
    interval: 100,
  })
  await ready()
  for (const stop of stops) await stop()
  await bus.close()
  await admin.close()
})

it('a terminal event is counted for the worker that published it, timed from the acceptance time in its id', async () => {
  const metrics = createMetrics({ name: 'metrics-test' })
  const acceptedMs = 0x0190a5f48c3e
  const clock = { now: () => acceptedMs + 120, sleep: async () => {} }
  const checkout_id = '0190a5f4-8c3e-7b21-9d55-3f2a6c1e8b70'
  choreographyMetrics(metrics, clock, 'stock_compensation').record([
    { type: 'StockReleased', payload: { checkout_id } },
    { type: 'CheckoutFailed', payload: { checkout_id } },
  ])
  const text = await metrics.registry.metrics()
  expect(text).toMatch(/saga_choreo_failed_total\{source="stock_compensation"[^}]*\} 1/)
  expect(text).toMatch(/saga_choreo_compensated_total\{source="stock_compensation"[^}]*\} 1/)
  expect(text).toMatch(/saga_choreo_execution_duration_seconds_sum\{[^}]*outcome="failure"[^}]*\} 0.12\n/)
})
