import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { openPool, type Pool } from '#platform/postgres/pool.ts'
import { createTestDatabase, type TestDatabase } from '#platform/postgres/provision.ts'
import { type CheckoutFilter, countedMax, leastIdAt } from '../../checkout-lists.ts'
import { rowsRead, statementsOf, wholeTables } from '../../testing-plans.ts'
import { countCheckouts, listCheckouts } from './checkout-lists-postgres.ts'

// A page of sagas and their counts must not read all that ever ran.

let database: TestDatabase
let pool: Pool

const client = '7d9f2c1e-4b3a-4c5d-8e6f-0a1b2c3d4e5f'

beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'), 'services/saga-orchestrator/infrastructure/migrations')
  pool = openPool({ url: database.url, name: 'plans', max: 2 })
  const owner = openPool({ url: database.adminUrl, name: 'plans-owner', max: 1 })
  // One in fifty was undone, and one in a thousand is in progress.
  await owner.raw.query(
    `insert into saga (saga_id, client_id, idempotency_key, fingerprint, etat, terminal, motif, etape, owner, lease_until, started_at, ended_at)
     select (lpad(to_hex(1700000000000 + n * 1000), 12, '0') || '7000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid,
       gen_random_uuid(), n::text, '\\x00',
       case when n % 1000 = 0 then 'VERIFICATION_STOCK' when n % 50 = 0 then 'SAGA_ANNULEE' else 'SAGA_TERMINEE' end, n % 1000 <> 0,
       case when n % 50 = 0 and n % 1000 <> 0 then 'ERREUR_SERVICE' end, case when n % 50 = 0 and n % 1000 <> 0 then 'creer-commande' end,
       'o', now(), now(), case when n % 1000 <> 0 then now() end
     from generate_series(1, 30000) as n`,
  )
  await owner.raw.query(
    `insert into saga_log (saga_id, seq, at, type, etat, record)
     select saga_id, seq, now(), case seq when 1 then 'started' else 'step-started' end, etat, '{}' from saga, generate_series(1, 3) as seq`,
  )
  await owner.raw.query('analyze')
  await owner.close()
}, 120_000)
afterAll(async () => {
  await pool.close()
  await database.drop()
})

// The counts read the newest sagas, up to a limit.
const mostRows = countedMax + 2_000

const page = { order: 'desc', limit: 20, after: leastIdAt(1_700_020_000_000) } as const
const listed = (filter: CheckoutFilter) => (on: Pool) => listCheckouts(on)({ ...page, filter })

it.each<[string, (on: Pool) => Promise<unknown>]>([
  ['a page', listed({})],
  ['those that failed', listed({ resultat: 'echoue' })],
  ['those in progress', listed({ resultat: 'en_cours' })],
  ['those that failed at a step', listed({ etape: 'creer-commande' })],
  ['those that failed for a reason', listed({ motif: 'ERREUR_SERVICE' })],
  ['those of a customer', listed({ client_id: client })],
  ['those that are blocked', listed({ bloque: true })],
  ['the counts', (on) => countCheckouts(on)({})],
  ['the counts of a customer', (on) => countCheckouts(on)({ client_id: client })],
])('%s: no table is read whole, also through an index', async (_what, work) => {
  const asked = await statementsOf(pool, work, /\bsaga\b/)
  expect(asked.length).toBeGreaterThan(0)
  for (const one of asked) expect(await rowsRead(pool, one)).toBeLessThan(mostRows)
  for (const one of asked)
    expect([one.statement.text, await wholeTables(pool, one, /^saga/)]).toEqual([one.statement.text, []])
})
