import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { openPool, type Pool } from '#platform/postgres/pool.ts'
import { createTestDatabase, type TestDatabase } from '#platform/postgres/provision.ts'
import { statementsOf, wholeTables } from '../../testing-plans.ts'
import { readsIn } from './reads-postgres.ts'
import { seedInventaire } from './seed.ts'
import { stockListsIn } from './stock-lists-postgres.ts'

// Requests, transfers and reservations grow with time. The sums over the stock read every stock, whose number is that of the products.

let database: TestDatabase
let pool: Pool

beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'), 'services/inventaire/infrastructure/migrations')
  pool = openPool({ url: database.url, name: 'plans', max: 2 })
  await seedInventaire(pool, {
    seed: 1,
    products: 2_000,
    shops: 4,
    stock: 20,
    requests: 500,
    rejected: 5_000,
    transfers: 5_000,
  })
  const admin = openPool({ url: database.adminUrl, name: 'plans-owner', max: 1 })
  await admin.raw.query('analyze')
  await admin.close()
}, 120_000)
afterAll(async () => {
  await pool.close()
  await database.drop()
})

const page = { after: 0, limit: 20 }
const any = { products: undefined, availableMax: undefined }

it.each<[string, (on: Pool) => Promise<unknown>]>([
  ['a page of the central stock', (on) => stockListsIn(on).central(any, page)],
  ['chosen products of the central stock', (on) => stockListsIn(on).central({ ...any, products: [5, 700] }, page)],
  ['a page of the stock of a shop', (on) => stockListsIn(on).local(2, any, page)],
  ['the stock-outs of a shop', (on) => stockListsIn(on).local(2, { ...any, availableMax: 0 }, page)],
  ['chosen products of a shop', (on) => stockListsIn(on).local(2, { ...any, products: [5, 700] }, page)],
  ['a page of transfers', (on) => stockListsIn(on).transfers({ shop: undefined, product: undefined }, page)],
  ['the transfers to a shop', (on) => stockListsIn(on).transfers({ shop: 2, product: undefined }, page)],
  ['the transfers of a product', (on) => stockListsIn(on).transfers({ shop: undefined, product: 7 }, page)],
  ['a page of restocking requests', (on) => readsIn(on).restockRequests(undefined, page)],
  ['the requests that wait', (on) => readsIn(on).restockRequests('en_attente', page)],
  ['the stock of a cart', (on) => readsIn(on).available([5, 40, 7])],
])('%s reads no table whole', async (_what, work) => {
  const asked = await statementsOf(pool, work, /stock_|transfert|demande_/)
  expect(asked.length).toBeGreaterThan(0)
  for (const one of asked)
    expect([one.statement.name, await wholeTables(pool, one, /./)]).toEqual([one.statement.name, []])
})
