import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { openPool, type Pool } from '#platform/postgres/pool.ts'
import { createTestDatabase, type TestDatabase } from '#platform/postgres/provision.ts'
import { seedCommandes } from './seed.ts'
import { type SaleSizes, seedSales } from './seed-sales.ts'

let database: TestDatabase
let pool: Pool

const nowMs = Date.parse('2026-03-03T12:00:00Z')
const weeks = 6
const sizes: SaleSizes = {
  seed: 1,
  products: 300,
  shops: 4,
  clients: 50,
  sales: 4_000,
  weeks,
  nowMs,
  priceOf: (product) => 100 + product,
}

beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'), 'services/commandes/infrastructure/migrations')
  pool = openPool({ url: database.url, name: 'seed', max: 2 })
  await seedCommandes(pool, { shops: 4 })
  await seedSales(pool, sizes)
})
afterAll(async () => {
  await pool.close()
  await database.drop()
})

const rows = async (text: string): Promise<Record<string, number>[]> => (await pool.raw.query(text)).rows
const figures = (): Promise<Record<string, number>[]> =>
  rows(`select count(*)::int as sales, sum(total_cents)::float8 as cents, (count(*) filter (where etat = 'annulee'))::int as cancelled,
    (select count(*)::int from vente_ligne) as lines, sum(extract(epoch from created_at))::float8 as moments from vente`)

it('the seeded sales are in every shop and every week before now, and a few of them are cancelled', async () => {
  const found =
    await rows(`select magasin_id as shop, floor((${nowMs / 1_000} - extract(epoch from created_at)) / 604800)::int as week,
    count(*)::int as sales from vente group by 1, 2 order by 1, 2`)
  expect(found.map(({ shop, week }) => [shop, week])).toEqual(
    [1, 2, 3, 4].flatMap((shop) => Array.from({ length: weeks }, (_, week) => [shop, week])),
  )
  const [{ sales = 0, cancelled = 0 } = {}] = await figures()
  expect(sales).toBe(4_000)
  expect(cancelled).toBeGreaterThan(60)
  expect(cancelled).toBeLessThan(200)
})

it('their totals are the sums of their lines at the prices of the catalogue, each product once', async () => {
  const wrong = await rows(`select 1 as wrong from vente where total_cents is distinct from
    (select sum(quantite * prix_unitaire_cents) from vente_ligne l where l.commande_id = vente.commande_id)`)
  const priced = await rows(
    'select 1 as wrong from vente_ligne where prix_unitaire_cents <> 100 + produit_id or produit_id > 300',
  )
  const twice = await rows('select 1 as wrong from vente_ligne group by commande_id, produit_id having count(*) > 1')
  expect([wrong, priced, twice]).toEqual([[], [], []])
})

it('popular products and regular customers account for more than their share', async () => {
  const [best] = await rows(
    'select count(*)::int as lines from vente_ligne group by produit_id order by 1 desc limit 1',
  )
  const [average] = await rows('select count(*)::int / 300 as lines from vente_ligne')
  expect(best?.lines).toBeGreaterThan(3 * (average?.lines ?? 0))
  const [customers] = await rows('select count(distinct client_id)::int as clients from vente')
  expect(customers?.clients).toBe(50)
})

it('seeding again adds nothing and moves nothing, and a larger number adds the missing ones', async () => {
  const before = await figures()
  await seedSales(pool, { ...sizes, nowMs: nowMs + 86_400_000 })
  expect(await figures()).toEqual(before)
  await seedSales(pool, { ...sizes, sales: 4_100 })
  expect((await figures())[0]).toMatchObject({ sales: 4_100 })
})

it('their ids are UUIDs of version 8, which no checkout has', async () => {
  expect(await rows('select distinct uuid_extract_version(checkout_id)::int as version from vente')).toEqual([
    { version: 8 },
  ])
})
