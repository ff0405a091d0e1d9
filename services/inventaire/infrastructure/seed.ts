import { type Pool, sql } from '#platform/postgres/pool.ts'
import { seedNumber } from '#services/seed-ids.ts'

const insertShops = sql(
  'seed-shops-inventaire',
  'insert into magasin (magasin_id) select generate_series(1, $1::integer) on conflict do nothing',
)
const insertCentral = sql(
  'seed-central-stocks',
  `insert into stock_central (produit_id, initial, disponible)
   select n, $2::integer, $2::integer from generate_series(1, $1::integer) n on conflict do nothing`,
)
const insertLocal = sql(
  'seed-local-stocks',
  `insert into stock_local (magasin_id, produit_id, quantite)
   select $1::integer, n, quantite from unnest($2::integer[]) with ordinality as ligne (quantite, n) on conflict do nothing`,
)

const firstPhysicalShop = 2 // the online shop sells from the central stock
const localMax = 50

export type InventaireSizes = { seed: number; products: number; shops: number; stock: number }

/** Adds missing shops, `stock` items of each product centrally, and up to 50 in each physical shop. */
export const seedInventaire = async (pool: Pool, sizes: InventaireSizes): Promise<void> => {
  const { seed, products, shops, stock } = sizes
  await pool.query(insertShops, [shops])
  await pool.query(insertCentral, [products, stock])
  for (let shop = firstPhysicalShop; shop <= shops; shop++) {
    const quantities = Array.from(
      { length: products },
      (_, i) => seedNumber(seed, `local-${shop}`, i + 1) % (localMax + 1),
    )
    await pool.query(insertLocal, [shop, quantities])
  }
}
