import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { openPool, type Pool } from '#platform/postgres/pool.ts'
import { createTestDatabase, type TestDatabase } from '#platform/postgres/provision.ts'
import { seedClientId } from '../../seed-ids.ts'
import { statementsOf, wholeTables } from '../../testing-plans.ts'
import { insertTestSales, testSale } from '../testing.ts'
import { closeDay } from './close-days.ts'
import { figuresIn } from './figures-postgres.ts'
import { listClientSalesIn, listSalesIn } from './sales-list-postgres.ts'
import { seedCommandes } from './seed.ts'

// Reading a page, a week or a month must not read sales in proportion to all that were ever recorded.

let database: TestDatabase
let pool: Pool

const dayMs = 86_400_000
const untilMs = Date.parse('2026-03-01T00:00:00Z')
const spread = { fromMs: untilMs - 1_000 * dayMs, untilMs, count: 20_000, shops: [1, 2, 3] }

beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'), 'services/commandes/infrastructure/migrations')
  pool = openPool({ url: database.url, name: 'plans', max: 2 })
  await seedCommandes(pool, { shops: 3 })
  await insertTestSales(
    pool,
    Array.from({ length: spread.count }, (_, n) => testSale(n, spread)),
  )
  // Part of the days, so that the queries read both sums and sales.
  for (let ago = 4; ago <= 40; ago++) await closeDay(pool, untilMs / dayMs - ago)
  const admin = openPool({ url: database.adminUrl, name: 'plans-owner', max: 1 })
  await admin.raw.query('analyze')
  await admin.close()
}, 120_000)
afterAll(async () => {
  await pool.close()
  await database.drop()
})

const period = { debutMs: untilMs - 7 * dayMs, finMs: untilMs }
const page = { after: 0, limit: 20 }
const place = { createdAtUs: (untilMs - 500 * dayMs) * 1000, commandeId: '0192f3c4-7c02-7a11-8e55-1b2c3d4e5f60' }
const filter = { etat: undefined, fromMs: undefined, untilMs: undefined }

it.each<[string, (on: Pool) => Promise<unknown>, number]>([
  ['a page of the sales of a shop', (on) => listSalesIn(on)(2, filter, { after: place, limit: 20 }), 1],
  [
    'its recorded sales',
    (on) => listSalesIn(on)(2, { ...filter, etat: 'enregistree' }, { after: place, limit: 20 }),
    1,
  ],
  ['its cancelled sales', (on) => listSalesIn(on)(2, { ...filter, etat: 'annulee' }, { after: place, limit: 20 }), 1],
  [
    'a page of the orders of a customer',
    (on) => listClientSalesIn(on)(seedClientId(1, 1), 'enregistree', { after: place, limit: 20 }),
    1,
  ],
  ['the indicators of a page of shops', (on) => figuresIn(on).ofShops(period, page), 1],
  ['the consolidated report of a week', (on) => figuresIn(on).ofAll(period, 10), 2],
])('%s reads no table of sales whole', async (_what, work, count) => {
  const asked = await statementsOf(pool, work, /\bvente\b/)
  expect(asked).toHaveLength(count)
  for (const one of asked)
    expect([one.statement.name, await wholeTables(pool, one, /^(vente|somme|jour)/)]).toEqual([one.statement.name, []])
})

it('the check notices a statement that reads all sales', async () => {
  const statement = { name: 'whole', text: 'select sum(total_cents) from vente where motif is distinct from $1' }
  expect(await wholeTables(pool, { statement, values: ['x'] }, /^vente/)).toHaveLength(2)
})
