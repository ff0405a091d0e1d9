import { openPool } from '#platform/postgres/pool.ts'
import { insertTestSales, type TestSale, testSale } from '#services/commandes/testing.ts'
import type { Shop } from '../../e2e/shop.ts'

const dayMs = 86_400_000

/** The moment at which the weeks of these tests end: long ago, so that no other test adds a sale to them. */
export const until = '2024-03-04T00:00:00.000Z'

const spread = { fromMs: Date.parse(until) - 14 * dayMs, untilMs: Date.parse(until), count: 150, shops: [1, 2] }

let added: Promise<readonly TestSale[]> | undefined

/** Sales of two weeks in two of the three shops. No operation records sales of other shops, or of another time. */
const insert = async (shop: Shop): Promise<readonly TestSale[]> => {
  const pool = openPool({ url: shop.system.env('commandes').DATABASE_URL ?? '', name: 'web-sales', max: 1 })
  try {
    // Even numbers are shop 1, odd ones shop 2; the first fifth of shop 2 is left out, so that its turnover rises.
    const all = Array.from({ length: spread.count }, (_, n) => testSale(n, spread))
    const sales = all.filter((sale, n) => sale.shop === 1 || n > spread.count / 5)
    await insertTestSales(pool, sales)
    return sales
  } finally {
    await pool.close()
  }
}

/** Adds the sales of these tests, once for all views. */
export const addSales = (shop: Shop): Promise<readonly TestSale[]> => {
  added ??= insert(shop)
  return added
}
