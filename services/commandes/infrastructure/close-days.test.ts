import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, expect, inject, it } from 'vitest'
import { openPool, type Pool, sql } from '#platform/postgres/pool.ts'
import { createTestDatabase, type TestDatabase } from '#platform/postgres/provision.ts'
import { calculerChiffres } from '../domain/chiffres.ts'
import { type Periode, precedente } from '../domain/periode.ts'
import { insertTestSales, type TestSale, testSale } from '../testing.ts'
import { closeDay, closeDays } from './close-days.ts'
import { figuresIn } from './figures-postgres.ts'
import { seedCommandes } from './seed.ts'

let database: TestDatabase
let pool: Pool
let sales: TestSale[]

const dayMs = 86_400_000
const fromMs = Date.parse('2026-01-05T00:00:00Z')
const days = 12
const shops = [1, 2, 3, 77] // there is no shop 77
const spread = { fromMs, untilMs: fromMs + days * dayMs, count: 240, shops }

const empty = sql('test-empty', 'truncate vente, vente_ligne, jour_clos, somme_magasin, somme_produit')
const cancelText = `select annuler_vente('test', $1, '\\x00', null, checkout_id, 'test') from vente where commande_id = $2`
const cancel = sql('test-cancel', cancelText)
const closed = sql('test-closed', 'select jour from jour_clos order by jour')

beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'), 'services/commandes/infrastructure/migrations')
  pool = openPool({ url: database.url, name: 'days', max: 4 })
  await seedCommandes(pool, { shops: 3 })
  await refill()
})
afterEach(() => refill())
afterAll(async () => {
  await pool.close()
  await database.drop()
})

const refill = async (): Promise<void> => {
  const admin = openPool({ url: database.adminUrl, name: 'days-owner', max: 1 })
  await admin.query(empty)
  await admin.close()
  sales = Array.from({ length: spread.count }, (_, n) => testSale(n, spread))
  await insertTestSales(pool, sales)
}

const cancelSale = async (n: number): Promise<void> => {
  const sale = sales[n]
  if (sale === undefined) throw new Error(`there is no sale ${n}`)
  await pool.query(cancel, [randomUUID(), sale.commandeId])
  sales[n] = { ...sale, etat: 'annulee' }
}

const addSale = async (n: number): Promise<void> => {
  const sale = testSale(n, spread)
  await insertTestSales(pool, [sale])
  sales.push(sale)
}

const within = ({ debutMs, finMs }: Periode): TestSale[] =>
  sales.filter(({ createdAtMs }) => createdAtMs >= debutMs && createdAtMs < finMs)

const bestOf = (some: readonly TestSale[]) => {
  const sold = new Map<number, { produitId: number; quantite: number; chiffreAffairesCents: number }>()
  for (const { lignes } of some.filter(({ etat }) => etat === 'enregistree'))
    for (const { produitId, quantite, prixUnitaire } of lignes) {
      const known = sold.get(produitId) ?? { produitId, quantite: 0, chiffreAffairesCents: 0 }
      const cents = known.chiffreAffairesCents + quantite * prixUnitaire
      sold.set(produitId, { produitId, quantite: known.quantite + quantite, chiffreAffairesCents: cents })
    }
  return [...sold.values()]
    .sort((a, b) => b.chiffreAffairesCents - a.chiffreAffairesCents || a.produitId - b.produitId)
    .slice(0, 10)
}

/** The figures of a period, by both queries, are those of the domain's rule over all sales. */
const expectExact = async (period: Periode): Promise<void> => {
  const { shops: found, best } = await figuresIn(pool).ofAll(period, 10)
  const expected = shops.map((shop) => {
    const of = (some: readonly TestSale[]) => calculerChiffres(some.filter((sale) => sale.shop === shop))
    return { magasinId: shop, figures: of(within(period)), previous: of(within(precedente(period))) }
  })
  const unknownSells = expected.filter(({ figures, previous }) => figures.nombreVentes + previous.nombreVentes > 0)
  const inReport = expected.filter((shop) => shop.magasinId !== 77 || unknownSells.includes(shop))
  const byId = (a: { magasinId: number }, b: { magasinId: number }) => a.magasinId - b.magasinId
  expect(found.map(({ nom: _nom, ...shop }) => shop).sort(byId)).toEqual(inReport)
  expect(best).toEqual(bestOf(within(period)))
  const page = await figuresIn(pool).ofShops(period, { after: 0, limit: 20 })
  expect(page.map(({ nom: _nom, ...shop }) => shop)).toEqual(expected.slice(0, 3))
}

const hour = (n: number): number => fromMs + n * 3_600_000
const aPeriod = fc
  .tuple(fc.integer({ min: 0, max: 24 * days - 1 }), fc.integer({ min: 1, max: 24 * days }))
  .map(([start, length]): Periode => ({ debutMs: hour(start), finMs: hour(Math.min(start + length, 24 * days)) }))
const anAction = fc.oneof(
  fc.constant(() => closeDays(pool)),
  fc.nat(spread.count - 1).map((n) => () => cancelSale(n)),
  fc.nat(spread.count - 1).map((n) => () => addSale(n)),
)

it('figures equal a fold over all sales, whichever days were closed before sales were added or cancelled', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anAction, { maxLength: 6 }),
      fc.array(aPeriod, { minLength: 3, maxLength: 3 }),
      async (actions, periods) => {
        for (const act of actions) await act()
        for (const period of periods) await expectExact(period)
      },
    ),
    { numRuns: 30 },
  )
})

it('closing covers every ended day since the first sale once, and again the days with a change', async () => {
  const count = await closeDays(pool)
  expect(count).toBe(Math.floor(Date.now() / dayMs) - fromMs / dayMs)
  expect(await closeDays(pool)).toBe(0)
  await cancelSale(100)
  await addSale(200)
  expect(await closeDays(pool)).toBe(2)
  await expectExact({ debutMs: fromMs, finMs: fromMs + days * dayMs })
})

it('a day whose sums are kept is not read sale by sale', async () => {
  await closeDays(pool)
  const admin = openPool({ url: database.adminUrl, name: 'days-owner', max: 1 })
  await admin.raw.query('update somme_magasin set ventes = ventes + 1000')
  await admin.close()
  const { shops: found } = await figuresIn(pool).ofAll({ debutMs: fromMs, finMs: fromMs + dayMs }, 10)
  expect(found[0]?.figures.nombreVentes).toBeGreaterThan(1000)
})

const day = fromMs / dayMs
const waits = async (): Promise<boolean> => {
  const { rows } = await pool.raw.query(`select from pg_locks where locktype = 'advisory' and not granted
    and database = (select oid from pg_database where datname = current_database())`)
  return rows.length > 0
}

it('closing a day waits for a cancellation that is not committed', async () => {
  const client = await pool.raw.connect()
  await client.query('begin')
  await client.query(cancelText, [randomUUID(), sales[0]?.commandeId])
  const closing = closeDay(pool, day)
  await expect.poll(waits).toBe(true)
  await client.query('commit')
  client.release()
  await closing
  sales = sales.map((sale, n) => (n === 0 ? { ...sale, etat: 'annulee' } : sale))
  expect(await pool.query(closed)).toEqual([{ jour: day }])
  await expectExact({ debutMs: fromMs, finMs: fromMs + dayMs })
})

it('a cancellation waits for the closing of its day, and opens the day again', async () => {
  const client = await pool.raw.connect()
  await client.query('begin')
  await client.query('select pg_advisory_xact_lock(61, $1)', [day])
  await client.query('insert into jour_clos (jour) values ($1)', [day])
  const cancelling = cancelSale(0)
  await expect.poll(waits).toBe(true)
  await client.query('commit')
  client.release()
  await cancelling
  expect(await pool.query(closed)).toEqual([])
  await expectExact({ debutMs: fromMs, finMs: fromMs + dayMs })
})
