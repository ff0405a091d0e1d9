import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { openPool, type Pool } from '#platform/postgres/pool.ts'
import { createTestDatabase, type TestDatabase } from '#platform/postgres/provision.ts'
import { seedInventaire } from './seed.ts'

let database: TestDatabase
let pool: Pool

const sizes = { seed: 1, products: 60, shops: 4, stock: 500, requests: 8, rejected: 5, transfers: 200 }

beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'), 'services/inventaire/infrastructure/migrations')
  pool = openPool({ url: database.url, name: 'seed', max: 2 })
  await seedInventaire(pool, { ...sizes, products: 30, transfers: 0 })
  await seedInventaire(pool, sizes)
})
afterAll(async () => {
  await pool.close()
  await database.drop()
})

const rows = async (text: string): Promise<Record<string, unknown>[]> => (await pool.raw.query(text)).rows

it('every transferred piece left the central stock and is in its shop; products that had stock before have none', async () => {
  const [counted] = await rows('select count(*)::int as transfers, min(produit_id)::int as first from transfert')
  expect(counted).toMatchObject({ transfers: expect.any(Number), first: expect.any(Number) })
  expect(Number(counted?.transfers)).toBeGreaterThan(50)
  expect(Number(counted?.first)).toBeGreaterThan(30)
  const central =
    await rows(`select produit_id from stock_central c where disponible <> 500 or transfere is distinct from
    (select coalesce(sum(quantite), 0) from transfert t where t.produit_id = c.produit_id)`)
  const local = await rows(`select produit_id from stock_local s where quantite is distinct from initial +
    (select coalesce(sum(quantite), 0) from transfert t where (t.produit_id, t.magasin_id) = (s.produit_id, s.magasin_id))`)
  expect([central, local]).toEqual([[], []])
})

it('the waiting requests come first, the others were rejected with a reason, and seeding again adds nothing', async () => {
  const states =
    'select statut, count(*)::int as requests, count(motif_rejet)::int as reasons from demande_reapprovisionnement group by 1 order by 1'
  const expected = [
    { statut: 'en_attente', requests: 8, reasons: 0 },
    { statut: 'rejetee', requests: 5, reasons: 5 },
  ]
  expect(await rows(states)).toEqual(expected)
  const all = 'select count(*)::int as n from transfert'
  const before = await rows(all)
  await seedInventaire(pool, sizes)
  expect([await rows(states), await rows(all)]).toEqual([expected, before])
})

it('without a shop besides the online shop nothing is transferred or requested', async () => {
  const other = await createTestDatabase(inject('postgresUrl'), 'services/inventaire/infrastructure/migrations')
  const own = openPool({ url: other.url, name: 'seed', max: 1 })
  await seedInventaire(own, { ...sizes, shops: 1 })
  const found = await own.raw.query(
    'select (select count(*)::int from transfert) as transfers, (select count(*)::int from demande_reapprovisionnement) as requests, sum(transfere)::int as moved from stock_central',
  )
  expect(found.rows).toEqual([{ transfers: 0, requests: 0, moved: 0 }])
  await own.close()
  await other.drop()
})
