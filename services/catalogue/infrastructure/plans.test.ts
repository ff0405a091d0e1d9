import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { openPool, type Pool } from '#platform/postgres/pool.ts'
import { createTestDatabase, type TestDatabase } from '#platform/postgres/provision.ts'
import { statementsOf, wholeTables } from '../../testing-plans.ts'
import type { Search } from '../application/ports.ts'
import { categorie } from '../domain/produit.ts'
import { readPricesIn, readProductsIn } from './products-postgres.ts'
import { findProductsIn, listCategoriesIn } from './search-postgres.ts'
import { seedCatalogue } from './seed.ts'

let database: TestDatabase
let pool: Pool

beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'), 'services/catalogue/infrastructure/migrations')
  pool = openPool({ url: database.url, name: 'plans', max: 2 })
  await seedCatalogue(pool, { seed: 1, products: 5_000 })
  const admin = openPool({ url: database.adminUrl, name: 'plans-owner', max: 1 })
  await admin.raw.query('analyze')
  await admin.close()
}, 120_000)
afterAll(async () => {
  await pool.close()
  await database.drop()
})

const every: Search = {
  text: undefined,
  words: undefined,
  produitIds: undefined,
  categorie: undefined,
  prixMinCents: undefined,
  prixMaxCents: undefined,
  actif: undefined,
}
const page = { after: 0, limit: 20 }
const find = (search: Partial<Search>) => (on: Pool) => findProductsIn(on)({ ...every, ...search }, page)

it('a search for words uses its index directly after products were added, before any maintenance', async () => {
  const other = await createTestDatabase(inject('postgresUrl'), 'services/catalogue/infrastructure/migrations')
  const own = openPool({ url: other.url, name: 'fresh', max: 1 })
  await seedCatalogue(own, { seed: 1, products: 2_000 })
  const [asked] = await statementsOf(own, find({ words: 'coussins lin' }), /produit/)
  if (asked === undefined) throw new Error('nothing was asked')
  const { rows } = await own.raw.query(`explain ${asked.statement.text}`, [...asked.values])
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('Index Scan on produit_mots')
  await own.close()
  await other.drop()
})

it.each<[string, (on: Pool) => Promise<unknown>]>([
  ['the selection of a checkout', (on) => readProductsIn(on)([5, 40, 7])],
  ['a page of all products', find({})],
  ['a search for chosen products', find({ produitIds: [5, 40, 7], actif: true })],
  ['the categories', (on) => listCategoriesIn(on)(100)],
  ['a search for words', find({ words: 'théières fonte 123' })],
  ['a search in a category', find({ categorie: categorie('inconnue') })],
  ['a search in a price range', find({ prixMinCents: 100, prixMaxCents: 110, actif: true })],
  ['a page of a price history', (on) => readPricesIn(on)(7, page)],
])('%s reads no table whole', async (_what, work) => {
  const asked = await statementsOf(pool, work, /\b(produit|prix_historique)\b/)
  expect(asked.length).toBeGreaterThan(0)
  for (const one of asked)
    expect([one.statement.name, await wholeTables(pool, one, /./)]).toEqual([one.statement.name, []])
})
