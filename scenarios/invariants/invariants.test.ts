import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { readScenarios } from '#harness/scenario/read-scenarios.ts'
import { scenariosFolder } from '#harness/scenario/scenario.ts'
import { plants } from '../planted/in-databases.ts'
import type { Source } from '../shop/databases.ts'
import { fillWorld, ids, openWorld, seen, type World } from '../shop/world.ts'
import { invariants } from './all.ts'
import { runInvariant } from './invariant.ts'
import type { Replay } from './replays.ts'
import { readSnapshot, type SnapshotSource } from './snapshot.ts'

let world: World

beforeAll(async () => {
  world = await openWorld(inject('postgresUrl'))
  await fillWorld(world)
})

afterAll(() => world.end())

const check = async (source: Omit<SnapshotSource, 'databases'> = {}) => {
  const snapshot = await readSnapshot({ databases: world.databases, observed: seen(), ...source })
  return invariants.map((invariant) => runInvariant(invariant, snapshot))
}

const redOnes = async (source: Omit<SnapshotSource, 'databases'> = {}): Promise<string[]> =>
  (await check(source)).filter(({ violations }) => violations > 0).map(({ id }) => id)

/** Plants a bug, checks, and rolls back: each pool has one connection, so a transaction spans both. */
const redAfter = async (
  source: Source,
  plant: string,
  seenBy: Omit<SnapshotSource, 'databases'> = {},
): Promise<string[]> => {
  const { raw } = world.databases[source]
  await raw.query('begin')
  try {
    await raw.query(plant)
    return await redOnes(seenBy)
  } finally {
    await raw.query('rollback')
  }
}

test('the invariants hold if every checkout ended as it should, and each checked something', async () => {
  const results = await check()
  expect(results.flatMap(({ examples }) => examples)).toEqual([])
  expect(results.map(({ id, violations }) => [id, violations])).toEqual(invariants.map(({ id }) => [id, 0]))
  expect(Math.min(...results.map(({ checked }) => checked))).toBeGreaterThan(0)
})

describe('a planted bug violates exactly what it breaks:', () => {
  test.each(plants)('%s', async (_bug, source, plant, red) => {
    expect(await redAfter(source, plant)).toEqual(expect.arrayContaining(red))
  })

  test('every invariant is violated by some bug, and all bugs are found', async () => {
    let found = 0
    for (const [, source, plant] of plants) if ((await redAfter(source, plant)).length > 0) found++
    console.log(`planted bugs found: ${found} of ${plants.length}`)
    expect(found).toBe(plants.length)
    expect(new Set(plants.flatMap(([, , , red]) => red))).toEqual(new Set(invariants.map(({ id }) => id)))
    expect(await redOnes()).toEqual([])
  })
})

describe('answers to clients', () => {
  const { succeeded, undone } = ids.orchestrated

  test.each([
    ['a failed checkout was reported as succeeded', undone, { outcome: 'succeeded' as const }],
    ['a succeeded checkout was reported as failed', succeeded, { outcome: 'failed' as const }],
    [
      'a failed checkout was reported as succeeded, although its cart was made to be refused',
      undone,
      { outcome: 'wrong' as const, reported: 'succeeded' as const },
    ],
    [
      'a succeeded checkout was reported as failed, although its cart was made to succeed',
      succeeded,
      { outcome: 'wrong' as const, reported: 'failed' as const },
    ],
    ['the id of another checkout was reported', succeeded, { id: ids.unknown }],
    ['an unknown checkout was reported', undone, { key: 'unknown' }],
    ['success was reported without a checkout', undone, { key: 'unknown', id: null, outcome: 'succeeded' as const }],
  ])('is false if %s', async (_text, id, change) => {
    expect(await redOnes({ observed: seen(id, change) })).toEqual(['client-truth'])
  })

  test('is not false if the client got no answer and the end is one of the two', async () => {
    for (const id of [succeeded, undone]) {
      expect(await redOnes({ observed: seen(id, { outcome: 'error', id: null }) })).toEqual([])
    }
    expect(await redOnes({ observed: seen(undone, { outcome: 'error', id: null, key: 'never arrived' }) })).toEqual([])
  })

  const first = { id: succeeded, succeeded: true }
  const replay: Replay = { key: 'k', first, again: first, otherBody: 422 }

  test.each([
    ['another checkout', { ...replay, again: { id: ids.unknown, succeeded: true } }],
    ['another end', { ...replay, again: { id: succeeded, succeeded: false } }],
    ['an effect for another body', { ...replay, otherBody: 201 }],
  ])('is false if the same key gives %s', async (_text, changed) => {
    expect(await redOnes({ replays: [replay] })).toEqual([])
    expect(await redOnes({ replays: [changed] })).toEqual(['client-truth'])
  })
})

test('an undo delayed by an outage is timed from the end of the outage', async () => {
  const late = `update reservation set released_at = released_at + interval '60 s' where checkout_id = '${ids.orchestrated.undone}'`
  const from = Date.parse('2026-01-01T12:00:01Z')
  expect(await redAfter('inventaire', late)).toEqual(['undone-steps'])
  const outages = [{ fromMs: from, toMs: from + 58_000 }]
  expect(await redAfter('inventaire', late, { observed: { ...seen(), outages } })).toEqual([])
})

test('an event may be stored late only if it was published again after a loss', async () => {
  const { raw } = world.databases.evenements
  const late = `update event set version = version + 10 where checkout_id = '${ids.choreographed.succeeded}';
    update event set version = case type when 'StockReserved' then 4 when 'CheckoutSucceeded' then 2 else version - 10 end
      where checkout_id = '${ids.choreographed.succeeded}'`
  const loss = (since: string, found: string) => `insert into stream_loss (stream, cause, since_ms, found_at_ms)
    select 's', 'emptied', extract(epoch from timestamptz '${since}') * 1000, extract(epoch from timestamptz '${found}') * 1000`
  const findings = async (): Promise<string[]> =>
    (await check()).flatMap(({ examples }) => examples).filter((example) => / (before|after) [A-Z]/.test(example))
  await raw.query('begin')
  try {
    await raw.query(late)
    await raw.query(loss('2026-01-01 11:00:00+00', '2026-01-01 11:00:02+00')) // before it was accepted
    await raw.query(loss('2027-01-01 11:00:00+00', '2027-01-01 11:00:02+00')) // after its last event
    expect(await findings()).toContainEqual(expect.stringContaining('before StockReserved'))
    await raw.query(loss('2026-01-01 12:00:00+00', '2027-01-01 11:00:00+00'))
    expect(await findings()).toEqual([])
  } finally {
    await raw.query('rollback')
  }
})

test('styles that ran with different inputs are not compared', async () => {
  const [orchestrated] = seen().loads
  const observed = { loads: orchestrated ? [orchestrated] : [], outages: [] }
  const result = (await check({ observed })).find(({ id }) => id === 'parity')
  expect(result).toMatchObject({ checked: 0, violations: 0, skipped: expect.any(String) })
})

test('loads of the same name and seed that differ in length or rate are not compared', async () => {
  const [orchestrated, choreographed] = seen().loads
  const [p1, r1] = readScenarios(scenariosFolder, ['P1', 'R1'])
  if (!orchestrated || !choreographed || !p1 || !r1) throw new Error('a load or a scenario is missing')
  const parityOf = async (scenario: typeof p1) => {
    const observed = { loads: [orchestrated, { ...choreographed, scenario }], outages: [] }
    return (await check({ observed })).find(({ id }) => id === 'parity')
  }
  expect(await parityOf(p1)).toMatchObject({ checked: 2 })
  expect(r1.seed).toBe(p1.seed)
  expect(await parityOf(r1)).toMatchObject({ checked: 0, skipped: expect.any(String) })
})

test('an event that a consumer gave up is not lost while it is in its dead letter', async () => {
  const id = `${ids.choreographed.refused}:CheckoutFailed`
  const { evenements } = world.databases
  await evenements.raw.query('begin')
  try {
    const dropped = `delete from audit_trail where event_id = '${id}'; delete from inbox where event_id = '${id}'`
    expect(await redAfter('audit', dropped)).toEqual(['nothing-lost'])
    await evenements.raw.query(
      `insert into dead_letter (stream, consumer_group, entry_id, event_id, type, fields, reason, deliveries, given_up_at)
       values ('s', 'choreo-audit', '0-0', '${id}', 'CheckoutFailed', '[]', 'poison', 5, now())`,
    )
    expect(await redAfter('audit', dropped)).toEqual([])
  } finally {
    await evenements.raw.query('rollback')
  }
})

describe('an erased person', () => {
  const erased = [{ id: ids.otherClient, texts: ['Zoé Vial'] }]
  const withErased = (): Omit<SnapshotSource, 'databases'> => ({ observed: { ...seen(), erased } })
  const written = (text: string): string => `update notification set reason = '${text}'`

  test('is found wherever their data remains, also as bytes', async () => {
    expect(await redOnes(withErased())).toEqual([])
    expect(await redAfter('notification', written('asked by zoé vial'), withErased())).toEqual(['erasure'])
    const bytes = `update checkout set body_hash = convert_to('to Zoé Vial', 'UTF8')`
    expect(await redAfter('ecommerce', bytes, withErased())).toEqual(['erasure'])
  })

  test('is found in a file of the run, also across read boundaries, and by a remaining key', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sagabench-traces-'))
    try {
      const files = { ...withErased(), folder, keysFolder: folder }
      await writeFile(join(folder, 'a.log'), `${'x'.repeat((1 << 20) - 4)}Zoé Vial`)
      expect(await redOnes(files)).toEqual(['erasure'])
      await writeFile(join(folder, 'a.log'), 'nobody')
      expect(await redOnes(files)).toEqual([])
      await writeFile(join(folder, `${ids.otherClient}.key`), '')
      expect(await redOnes(files)).toEqual(['erasure'])
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  test('is reported if the erasure is not recorded', async () => {
    const observed = { ...seen(), erased: [{ id: ids.client, texts: ['Zoé Vial'] }] }
    expect(await redOnes({ observed })).toEqual(['erasure'])
  })
})

test('violations are reported even where there would be nothing to check', async () => {
  const nothing = { checkouts: new Map(), sagas: new Map(), evenements: new Map() }
  const broken = { rewrites: ['UPDATE event'], traces: { erasures: 0, found: ['the erasure is not recorded'] } }
  const snapshot = { ...(await readSnapshot({ databases: world.databases })), ...nothing, ...broken }
  const results = invariants.map((invariant) => runInvariant(invariant, snapshot))
  const wrong = results.filter(({ id }) => id === 'event-store' || id === 'erasure')
  expect(wrong.map(({ violations, skipped }) => [violations, skipped])).toEqual([
    [1, undefined],
    [1, undefined],
  ])
})
