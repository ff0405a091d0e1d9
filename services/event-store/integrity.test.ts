import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import type { Received } from '#generated/events/event-store.ts'
import * as events from '#generated/events/events.ts'
import { openPool, type Pool } from '#platform/postgres/pool.ts'
import { createTestDatabase, type TestDatabase } from '#platform/postgres/provision.ts'
import { readAnchor } from './infrastructure/anchor.ts'
import { storeEvents } from './infrastructure/events.ts'
import { refuseEarlyRemoval, removeDays } from './infrastructure/removals.ts'
import { sealDays } from './infrastructure/seals.ts'
import { terminalTypes } from './infrastructure/states.ts'
import { verifySnapshot } from './infrastructure/verification.ts'
import { asEvent, checkoutAt, failure, openDaysOf, success } from './testing.ts'

const dayMs = 86_400_000
const daysAgo = (days: number): number => Date.now() - days * dayMs
const dayOf = (timeMs: number): string => new Date(timeMs).toISOString().slice(0, 10)

let database: TestDatabase
let pool: Pool
/** Connects as the owner of the database: what an attacker with full rights could do. */
let owner: Pool
let folder: string
let anchor: string

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

const violations = async (): Promise<string[]> => (await verifySnapshot(pool, await readAnchor(anchor))).violations
const nothing = { seals: [], removals: [] }
/** Stores events of a day too old for the service to open. */
const storeOld = async (all: readonly Received[]): Promise<void> => {
  await openDaysOf(
    owner,
    all.map(({ payload }) => payload.checkout_id),
  )
  await storeEvents(pool, all)
}
const sealAll = () => sealDays(pool, anchor, dayOf(Date.now()))
/** Runs `work` twice at once: both wait for this lock before either continues. */
const bothAtOnce = async <T>(lock: number, work: () => Promise<T>): Promise<T[]> => {
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
const partitions = async (): Promise<string[]> => {
  const { rows } = await owner.raw.query<{ name: string }>(
    `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'event'::regclass order by 1`,
  )
  return rows.map(({ name }) => name)
}

describe('the role of the service', () => {
  const changes = [
    'update event set ts = 0',
    'delete from event',
    'truncate event',
    'drop table event',
    'insert into event select * from event',
    "select setval('event_position', 1)",
    'update event_day set removed_at = null',
    'delete from event_seal',
    'update event_seal set events = 0',
    'truncate event_seal',
  ]
  it.each(changes)('can add events through their function only: not %s', async (change) => {
    await storeEvents(pool, success())
    await expect(pool.raw.query(change)).rejects.toThrow(/permission denied|must be owner/)
  })

  it('cannot reach the partitions directly', async () => {
    await storeEvents(pool, success())
    const [partition] = await partitions()
    for (const change of ['update %s set ts = 0', 'delete from %s', 'truncate %s', 'select * from %s']) {
      await expect(pool.raw.query(change.replace('%s', String(partition)))).rejects.toThrow('permission denied')
    }
  })
})

describe('days', () => {
  it('a checkout lives in the partition of its own day, whenever its events arrive', async () => {
    const old = success(checkoutAt(daysAgo(3)))
    await storeEvents(pool, old.slice(0, 2))
    await storeEvents(pool, [...success(), ...old.slice(2)])
    const names = [daysAgo(3), Date.now()].map((time) => `event_${dayOf(time).replaceAll('-', '')}`)
    expect(await partitions()).toEqual(names)
    const { rows } = await owner.raw.query(`select version from ${names[0]} order by version`)
    expect(rows.map(({ version }) => version)).toEqual([1, 2, 3, 4])
  })

  it('the first and the last millisecond of a day belong to it', async () => {
    const midnight = Math.floor(Date.now() / dayMs) * dayMs
    await storeEvents(pool, [...success(checkoutAt(midnight)), ...success(checkoutAt(midnight - 1))])
    expect(await partitions()).toEqual(
      [midnight - 1, midnight].map((time) => `event_${dayOf(time).replaceAll('-', '')}`),
    )
  })

  it.each([
    ['far in the future', checkoutAt(Date.now() + 9 * dayMs), 'lies in the future'],
    ['past the retention', checkoutAt(daysAgo(32)), 'is older than the retention'],
    ['at the beginning of time', '00000000-0000-7000-8000-000000000000', 'is older than the retention'],
    ['that is unknown', '7d9f2c1e-4b3a-4c5d-8e6f-0a1b2c3d4e5f', 'is no UUIDv7'],
  ])('an event of a day %s is rejected with the reason', async (_what, checkoutId, reason) => {
    await expect(storeEvents(pool, success(checkoutId))).rejects.toThrow(reason)
  })
})

describe('the chain', () => {
  it('holds for what was stored, event by event, in batches and mixed', async () => {
    const [a, b] = [success(), failure()]
    await storeEvents(pool, [...a.slice(0, 1), ...b.slice(0, 3)])
    await storeEvents(pool, [...b.slice(2), ...a])
    const accents = { checkout_id: uuidv7(), client_id: uuidv7(), reason: 'é\n"\\ \u{1F600}' }
    await storeEvents(pool, [asEvent(events.checkoutFailed(accents))])
    expect(await verifySnapshot(pool, nothing)).toEqual({
      events: 10,
      checkouts: 3,
      seals: 0,
      unsealed: 10,
      violations: [],
    })
  })

  it('holds for more versions of a checkout than a digit can count', async () => {
    const [checkout_id, client_id] = [uuidv7(), uuidv7()]
    const panier = { lignes: [{ produit_id: 1, quantite: 2 }] }
    const initiated = events.checkoutInitiated({ checkout_id, client_id, panier })
    const all = Array.from({ length: 12 }, (_, n) => ({ ...asEvent(initiated), eventId: `${checkout_id}:${n}` }))
    await storeEvents(pool, all)
    expect(await verifySnapshot(pool, nothing)).toMatchObject({ events: 12, checkouts: 1, violations: [] })
  })

  const tampering: [what: string, change: string][] = [
    ['a payload', `update event set payload = replace(payload::text, '250', '1')::json where type = 'StockReserved'`],
    ['a time', `update event set ts = ts + 1 where version = 2`],
    ['a type', `update event set type = 'CheckoutFailed' where version = 4`],
    ['a position', `update event set position = position + 100 where version = 4`],
    ['the customer', `update event set client_id = gen_random_uuid() where version = 1`],
    ['the time of ingestion', `update event set ingested_at_ms = 0 where version = 1`],
    ['an event in the middle, gone', `delete from event where version = 2`],
    ['a hash', `update event set hash = sha256('') where version = 3`],
  ]
  it.each(tampering)('detects a change of %s', async (_what, change) => {
    await storeEvents(pool, success())
    await owner.raw.query(change)
    expect(await violations()).not.toEqual([])
  })
})

describe('seals', () => {
  it('every seal is in the anchor, and sealing the same events again makes none', async () => {
    await storeEvents(pool, [...success(checkoutAt(daysAgo(1))), ...success(), ...failure()])
    const made = await sealAll()
    expect(made.map(({ day, events: count, checkouts }) => [day, count, checkouts])).toEqual([
      [dayOf(daysAgo(1)), 4, 1],
      [dayOf(Date.now()), 9, 2],
    ])
    expect((await readAnchor(anchor)).seals).toEqual(made)
    expect(await sealAll()).toEqual([])
    expect(await verifySnapshot(pool, await readAnchor(anchor))).toMatchObject({
      seals: 2,
      unsealed: 0,
      violations: [],
    })
  })

  it('a late event is kept, and a further seal of its day covers it', async () => {
    const late = success(checkoutAt(daysAgo(2)))
    await storeEvents(pool, late.slice(0, 3))
    await sealAll()
    await storeEvents(pool, late.slice(3))
    expect(await verifySnapshot(pool, await readAnchor(anchor))).toMatchObject({ unsealed: 1, violations: [] })
    const [first] = (await readAnchor(anchor)).seals
    const { rows } = await pool.raw.query(`select events, encode(root, 'hex') as root from event_root($1, $2)`, [
      first?.day,
      first?.up_to_position,
    ])
    expect(rows).toEqual([{ events: 3, root: first?.root }])
    expect(await sealAll()).toMatchObject([{ number: 2, day: dayOf(daysAgo(2)), events: 4 }])
    expect(await verifySnapshot(pool, await readAnchor(anchor))).toMatchObject({ unsealed: 0, violations: [] })
  })

  it('a seal is in the anchor once even if two instances seal at the same time', async () => {
    await storeEvents(pool, success(checkoutAt(daysAgo(2))))
    const made = await bothAtOnce(7243103, sealAll)
    expect(made.flat()).toHaveLength(1)
    expect((await readAnchor(anchor)).seals).toHaveLength(1)
    expect(await violations()).toEqual([])
  })

  it('a seal that a crash kept out of the anchor is appended next time', async () => {
    await storeEvents(pool, success())
    await sealAll()
    await rm(anchor)
    expect(await violations()).toEqual([`seal 1 (${dayOf(Date.now())}) is missing from the anchor`])
    await sealAll()
    expect(await violations()).toEqual([])
  })

  it('the anchor reveals a consistent rewrite of history, chain and seals in the database', async () => {
    await storeEvents(pool, success())
    await sealAll()
    await owner.raw.query('truncate event, event_seal')
    await storeEvents(pool, success())
    await sealDays(pool, join(folder, 'other'), dayOf(Date.now()))
    expect(await verifySnapshot(pool, undefined)).toMatchObject({ violations: [] })
    expect(await violations()).toEqual([`seal 1 (${dayOf(Date.now())}) differs from the anchor`])
    await expect(sealAll()).rejects.toThrow('which the database does not have')
  })

  it("the seal's counts reveal the removal of a checkout's last event, and of a whole checkout", async () => {
    await storeEvents(pool, [...success(), ...success()])
    await sealAll()
    await owner.raw.query(
      'delete from event where version = 4 and checkout_id = (select checkout_id from event order by 1 limit 1)',
    )
    expect(await violations()).toEqual([expect.stringContaining('covers 8 events of 2 checkouts, there are 7 of 2')])
    await owner.raw.query('delete from event where checkout_id = (select checkout_id from event order by 1 limit 1)')
    expect(await violations()).toEqual([expect.stringContaining('there are 4 of 1')])
  })

  it('an anchor that ends in the middle of a line is reported with its line', async () => {
    await storeEvents(pool, success())
    await sealAll()
    await writeFile(anchor, `${await readFile(anchor, 'utf8')}{"number":2`)
    await expect(readAnchor(anchor)).rejects.toThrow('line 2 is not a seal')
  })
})

describe('retention', () => {
  const today = () => dayOf(Date.now())
  const remove = (retentionDays = 30) =>
    removeDays(pool, { anchor: anchor, first: today(), retentionDays, nowMs: Date.now() })

  it('a retention of less than 30 days is rejected', async () => {
    await storeOld(success(checkoutAt(daysAgo(40))))
    await expect(remove(29)).rejects.toThrow('kept for 30 days or more')
  })

  it('a day is removed once it is old enough and sealed and all its checkouts have ended; its seals stay', async () => {
    const open = success(checkoutAt(daysAgo(50)))
    await storeOld([...success(checkoutAt(daysAgo(40))), ...open.slice(0, 3), ...success(checkoutAt(daysAgo(5)))])
    const removed = async () => (await remove()).map(({ kept }) => kept)
    expect(await removed()).toEqual(['it is not sealed', 'it is not sealed', 'it is not older than the retention'])
    await sealAll()
    expect(await removed()).toEqual(['1 of its checkouts have not ended', null, 'it is not older than the retention'])
    expect(await partitions()).toHaveLength(2)
    expect(await verifySnapshot(pool, await readAnchor(anchor))).toMatchObject({
      events: 7,
      seals: 3,
      violations: [],
    })
    await storeEvents(pool, open.slice(3))
    expect((await removed())[0]).toBe('it is not sealed')
    await sealAll()
    expect((await removed())[0]).toBeNull()
    expect(await violations()).toEqual([])
  })

  it('a day that two instances remove at once is removed once, and neither fails', async () => {
    await storeOld(success(checkoutAt(daysAgo(40))))
    await sealAll()
    const removals = await bothAtOnce(7243101, () => remove())
    expect(new Set(removals.flat().map(({ kept }) => kept))).toEqual(new Set(['there is no such day', null]))
  })

  it('an event of a day that was removed is rejected with the reason, not stored as a new version 1', async () => {
    const checkoutId = checkoutAt(daysAgo(40))
    await storeOld(success(checkoutId))
    await sealAll()
    await remove()
    await expect(storeEvents(pool, success(checkoutId))).rejects.toThrow('was removed after its retention')
  })

  it('a removal is announced in the anchor, once, before the day is removed', async () => {
    await storeOld(success(checkoutAt(daysAgo(40))))
    await remove()
    expect((await readAnchor(anchor)).removals).toEqual([])
    await sealAll()
    await Promise.all([remove(), remove()])
    const [line, ...more] = (await readAnchor(anchor)).removals
    expect([line?.retrait, more]).toEqual([dayOf(daysAgo(40)), []])
  })

  const forgeries: [what: string, change: string, finding: RegExp][] = [
    [
      'was removed by the service past its anchor',
      `select remove_event_day('DAY', 30)`,
      /is not announced in the anchor/,
    ],
    [
      'was removed too early',
      `drop table event_PART; update event_day set removed_at = 'DAY'::date + 10, events = 4, checkouts = 1 where day = 'DAY'`,
      /was removed before its retention ended/,
    ],
    [
      'held more than its removal records',
      `drop table event_PART; update event_day set removed_at = now(), events = 1, checkouts = 1 where day = 'DAY'`,
      /was removed with 1 events of 1 checkouts; its last seal covers 4 of 1/,
    ],
    [
      'lies in the future',
      `insert into event_day (day, removed_at, events, checkouts) values (current_date + 400, now(), 0, 0)`,
      /can't have been removed: it is not over/,
    ],
    [
      'is no date',
      `insert into event_day (day, removed_at, events, checkouts) values ('-infinity', now(), 0, 0)`,
      /the day -infinity can't have been removed/,
    ],
  ]
  it.each(forgeries)('verify reports a removed day that %s', async (_what, change, finding) => {
    await storeOld(success(checkoutAt(daysAgo(40))))
    await sealAll()
    expect(await violations()).toEqual([])
    const day = dayOf(daysAgo(40))
    await owner.raw.query(change.replaceAll('DAY', day).replaceAll('PART', day.replaceAll('-', '')))
    expect(await violations()).toContainEqual(expect.stringMatching(finding))
  })

  it('a service whose store lacks a day that was removed too early is not ready, and names the day', async () => {
    await storeEvents(pool, success())
    await expect(refuseEarlyRemoval(pool)).resolves.toBeUndefined()
    await owner.raw.query('update event_day set removed_at = now()')
    await expect(refuseEarlyRemoval(pool)).rejects.toThrow(`the day ${today()} was removed before its retention ended`)
  })

  it('the database and the process definition name the same terminal event types', async () => {
    const { rows } = await owner.raw.query<{ prosrc: string }>(
      `select prosrc from pg_proc where proname = 'event_day_kept'`,
    )
    const listed = /type in \(([^)]*)\)/.exec(rows[0]?.prosrc ?? '')?.[1]?.split(', ')
    expect(listed?.map((type) => type.replaceAll("'", '')).sort()).toEqual([...terminalTypes].sort())
  })
})
