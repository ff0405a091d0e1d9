import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { openPool, type Pool } from '#platform/postgres/pool.ts'
import { createTestDatabase, type TestDatabase } from '#platform/postgres/provision.ts'
import { leastIdAt, type StateFilter } from '../../checkout-lists.ts'
import { statementsOf, wholeTables } from '../../testing-plans.ts'
import { countSummaries, listSummaries } from './checkout-lists.ts'
import { updateSummaries } from './checkout-summaries.ts'
import { readAbandoned } from './dead-letters.ts'

// A page of checkouts, their counts and one timeline must not read all that ever were.

let database: TestDatabase
let pool: Pool

const client = '7d9f2c1e-4b3a-4c5d-8e6f-0a1b2c3d4e5f'
const tables = /^(checkout_summary|dead_letter|redrive|event)$|^event_2/

beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'), 'services/event-store/infrastructure/migrations')
  pool = openPool({ url: database.url, name: 'plans', max: 2 })
  const owner = openPool({ url: database.adminUrl, name: 'plans-owner', max: 1 })
  // One in fifty failed, and one in a thousand is in progress.
  await owner.raw.query(
    `insert into checkout_summary (checkout_id, client_id, etat, etape, motif, commande_id, commence_ms, termine_ms)
     select (lpad(to_hex(1700000000000 + n * 1000), 12, '0') || '7000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid,
       gen_random_uuid(),
       case when n % 1000 = 0 then 'STOCK_RESERVE' when n % 50 = 0 then 'SAGA_ANNULEE' else 'SAGA_TERMINEE' end,
       case when n % 50 = 0 then 'creer-commande' end, case when n % 50 = 0 and n % 1000 <> 0 then 'DELAI_DEPASSE' end,
       null, 1700000000000 + n * 1000, case when n % 1000 = 0 then null else 1700000000100 + n * 1000 end
     from generate_series(1, 50000) as n`,
  )
  await owner.raw.query(
    `insert into dead_letter (stream, consumer_group, entry_id, event_id, type, checkout_id, fields, reason, deliveries, given_up_at, etat)
     select 's', 'g', n::text, n::text, 't', gen_random_uuid(), '[]', 'r', 1, now(), case when n % 100 = 0 then 'ouverte' else 'relancee' end
     from generate_series(1, 20000) as n`,
  )
  await owner.raw.query('analyze')
  await owner.close()
}, 120_000)
afterAll(async () => {
  await pool.close()
  await database.drop()
})

const page = { order: 'desc', limit: 20, after: leastIdAt(1_700_020_000_000) } as const
const listed = (filter: StateFilter & { client_id?: string; from?: string; before?: string }) => (on: Pool) =>
  listSummaries(on)({ ...page, filter })

it.each<[string, (on: Pool) => Promise<unknown>, number]>([
  ['a page', listed({}), 1],
  ['the oldest', (on) => listSummaries(on)({ order: 'asc', limit: 20, filter: {} }), 1],
  ['those that failed', listed({ resultat: 'echoue' }), 1],
  ['those in progress', listed({ resultat: 'en_cours' }), 1],
  ['those in a state', listed({ etat: 'STOCK_RESERVE' }), 1],
  ['those that failed at a step', listed({ etape: 'creer-commande' }), 1],
  ['those that failed for a reason', listed({ motif: 'DELAI_DEPASSE' }), 1],
  ['those of a customer', listed({ client_id: client }), 1],
  ['those that are blocked', listed({ bloque: true }), 1],
  ['those of a minute', listed({ from: leastIdAt(1_700_010_000_000), before: leastIdAt(1_700_010_060_000) }), 1],
  ['the counts', (on) => countSummaries(on)({}), 2],
  ['the counts of a customer', (on) => countSummaries(on)({ client_id: client }), 2],
  ['what was given up of one checkout', (on) => readAbandoned(on)(client), 1],
  ['the events that the summaries lack', (on) => updateSummaries(on), 1],
])('%s: no table is read whole', async (_what, work, count) => {
  const asked = await statementsOf(pool, work, /checkout_summary s\b|dead_letter|from event\b/)
  expect(asked).toHaveLength(count)
  for (const one of asked)
    expect([one.statement.text, await wholeTables(pool, one, tables)]).toEqual([one.statement.text, []])
})

it('the check notices a statement that reads all summaries', async () => {
  const statement = { name: 'whole', text: 'select sum(commence_ms) from checkout_summary where commence_ms > $1' }
  expect(await wholeTables(pool, { statement, values: [1] }, tables)).toHaveLength(2)
})
