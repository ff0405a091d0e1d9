import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject } from 'vitest'
import type { Received } from '#generated/events/event-store.ts'
import { openPool, type Pool } from '#platform/postgres/pool.ts'
import { createTestDatabase, type TestDatabase } from '#platform/postgres/provision.ts'
import { readAnchor } from './infrastructure/anchor.ts'
import { storeEvents } from './infrastructure/events.ts'
import { sealDays } from './infrastructure/seals.ts'
import { verifySnapshot } from './infrastructure/verification.ts'
import { openDaysOf } from './testing.ts'

// For a file of tests: an event store that is empty before each test, with an anchor outside the database.

export const dayMs = 86_400_000
export const daysAgo = (days: number): number => Date.now() - days * dayMs
export const dayOf = (timeMs: number): string => new Date(timeMs).toISOString().slice(0, 10)

let database: TestDatabase
export let pool: Pool
/** Connects as the owner of the database: what an attacker with full rights could do. */
export let owner: Pool
/** New for each test; it contains the anchor. */
export let folder: string
export let anchor: string

beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'), 'services/event-store/infrastructure/migrations')
  pool = openPool({ url: database.url, name: 'event-store-test' })
  owner = openPool({ url: database.adminUrl, name: 'event-store-owner' })
})

beforeEach(async () => {
  await owner.raw.query('truncate event, event_seal, event_day')
  for (const name of await partitions()) await owner.raw.query(`drop table ${name}`)
  folder = await mkdtemp(join(tmpdir(), 'anchor-'))
  anchor = join(folder, 'anchors', 'event-store.jsonl')
})

afterEach(() => rm(folder, { recursive: true }))

afterAll(async () => {
  await Promise.all([pool.close(), owner.close()])
  await database.drop()
})

/** What a verification of the database against the anchor finds. */
export const violations = async (): Promise<string[]> =>
  (await verifySnapshot(pool, await readAnchor(anchor))).violations

/** The contents of an empty anchor. */
export const nothing = { seals: [], removals: [] }

/** Stores events of a day too old for the service to open. */
export const storeOld = async (all: readonly Received[]): Promise<void> => {
  await openDaysOf(
    owner,
    all.map(({ payload }) => payload.checkout_id),
  )
  await storeEvents(pool, all)
}

/** Seals each day up to today. */
export const sealAll = () => sealDays(pool, anchor, dayOf(Date.now()))

/** Runs `work` twice at once: both wait for this lock before either continues. */
export const bothAtOnce = async <T>(lock: number, work: () => Promise<T>): Promise<T[]> => {
  const holder = await pool.raw.connect()
  const waiting = `select from pg_locks where locktype = 'advisory' and not granted
    and database = (select oid from pg_database where datname = current_database())`
  try {
    await holder.query('begin')
    await holder.query('select pg_advisory_xact_lock($1)', [lock])
    const both = Promise.all([work(), work()])
    await expect.poll(async () => (await pool.raw.query(waiting)).rows.length).toBe(2)
    await holder.query('commit')
    return await both
  } finally {
    holder.release()
  }
}

/** The names of the tables that contain the days. */
export const partitions = async (): Promise<string[]> => {
  const { rows } = await owner.raw.query<{ name: string }>(
    `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'event'::regclass order by 1`,
  )
  return rows.map(({ name }) => name)
}
