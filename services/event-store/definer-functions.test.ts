import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openPool, type Pool } from '#platform/postgres/pool.ts'
import { createTestDatabase, type TestDatabase } from '#platform/postgres/provision.ts'
import { storeEvents } from './infrastructure/events.ts'
import { success } from './testing.ts'

let database: TestDatabase
let pool: Pool
let owner: Pool

beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'), 'services/event-store/infrastructure/migrations')
  pool = openPool({ url: database.url, name: 'definer-test' })
  owner = openPool({ url: database.adminUrl, name: 'definer-owner' })
  await storeEvents(pool, success())
  await pool.raw.query('select seal_event_day(current_date)')
})

afterAll(async () => {
  await Promise.all([pool.close(), owner.close()])
  await database.drop()
})

/** What must survive: events, days with their state, the minimum retention, partitions. */
const history = async (): Promise<string> => {
  const { rows } = await owner.raw.query<{ history: string }>(
    `select json_build_object(
       'events', (select json_agg(event order by position) from event),
       'days', (select json_agg(event_day order by day) from event_day where removed_at is not null or day <= current_date),
       'retention', (select json_agg(event_retention) from event_retention),
       'seals', (select json_agg(event_seal order by number) from event_seal),
       'old partitions', (select count(*) from event_day where day < current_date - 31))::text as history`,
  )
  return rows[0]?.history ?? ''
}

const daysOfAnyKind = [
  'null',
  "'infinity'",
  "'-infinity'",
  "'0001-01-01'",
  "'4713-01-01 BC'",
  "'9999-12-31'",
  "'5874897-12-31'",
]
const retentions = ['null', '-2147483648', '-1', '0', '1', '29', '30', '2147483647']
const today = 'current_date'
const old = "('00000000-0000-7000-8000-' || lpad('1', 12, '0'))::uuid"
const store = (id: string, type: string, more = '1'): string =>
  `select store_events(array['e'], array[${id}], array['s'], array[${type}], array['{}'], array[1::smallint], array[${more}::float8],
     array['0-0'], array[null], array[null]::uuid[], array[null]::uuid[], array[null])`

/** For each function that runs with the owner's rights: calls that must not change existing data. */
const attacks: Readonly<Record<string, readonly string[]>> = {
  open_event_day: daysOfAnyKind.map((day) => `select open_event_day(${day})`),
  seal_event_day: [...daysOfAnyKind, today].map((day) => `select seal_event_day(${day})`),
  remove_event_day: [...daysOfAnyKind, today].flatMap((day) =>
    retentions.map((retention) => `select remove_event_day(${day}, ${retention})`),
  ),
  store_events: [
    `select store_events(null, null, null, null, null, null, null, null, null, null, null, null)`,
    store('null::uuid', "'x'"),
    store(old, "'CheckoutFailed'"),
    store(`'${uuidv7()}'`, 'null'),
    store(`'7d9f2c1e-4b3a-4c5d-8e6f-0a1b2c3d4e5f'`, "'x'"),
    `select store_events(array[event_id], array[checkout_id], array[stream], array['CheckoutFailed'], array['{}'], array[1::smallint],
       array[0::float8], array['0-0'], array[null], array[null]::uuid[], array[null]::uuid[], array[null]) from event`,
  ],
}

type Definer = { name: string; config: string[] | null; public: boolean; owner: string }

describe('functions with the rights of the owner', () => {
  it('are the ones attacked below, search temporary tables last, and are not executable by PUBLIC', async () => {
    const { rows } = await owner.raw.query<Definer>(
      `select proname as name, proconfig as config, proowner::regrole::text as owner,
              has_function_privilege('public', oid, 'execute') as public
       from pg_proc where prosecdef and pronamespace = 'public'::regnamespace order by 1`,
    )
    expect(rows.map(({ name }) => name)).toEqual(Object.keys(attacks).sort())
    for (const { name, config, ...rest } of rows) {
      expect([name, config]).toEqual([name, expect.arrayContaining(['search_path=pg_catalog, public, pg_temp'])])
      expect([name, rest]).toEqual([name, { public: false, owner: 'event_store_owner' }])
    }
  })

  it.each(Object.entries(attacks))('%s changes no history, whatever its arguments', async (_name, calls) => {
    await pool.raw.query(`select seal_event_day(${today})`)
    const before = await history()
    for (const call of calls) {
      await pool.raw.query(call).catch(() => undefined) // It may be rejected; only the remaining data counts.
      expect([call, await history()]).toEqual([call, before])
    }
    expect(await storeEvents(pool, success())).toBe(4)
  })

  it('accept no other policy: only the owner sets the minimum retention and creates partitions', async () => {
    for (const attempt of [
      'update event_retention set minimum_days = 0',
      'insert into event_retention values (true, 30)',
      'delete from event_retention',
      "select attach_event_day('1990-01-01')",
      'create temporary table event_seal (day date, up_to_position bigint)',
      'create function event_day_kept(date, integer) returns text language sql return null',
      'create schema hostile',
      'set role event_store_owner',
      "set session_replication_role = 'replica'",
    ])
      await expect(pool.raw.query(attempt), attempt).rejects.toThrow(/permission denied/)
  })

  it('obey a longer retention that the owner sets', async () => {
    await owner.raw.query('update event_retention set minimum_days = 365')
    await expect(pool.raw.query("select remove_event_day('2020-01-01', 364)")).rejects.toThrow(
      'kept for 365 days or more',
    )
    await owner.raw.query('update event_retention set minimum_days = 30')
  })
})
