import { type Pool, sql } from '#platform/postgres/pool.ts'
import { seedNumber, seedRequestId } from '#services/seed-ids.ts'

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
  `insert into stock_local (magasin_id, produit_id, quantite, initial)
   select $1::integer, n, quantite, quantite from unnest($2::integer[]) with ordinality as ligne (quantite, n) on conflict do nothing`,
)

const insertRequest = sql(
  'seed-request',
  `insert into demande_reapprovisionnement (demande_id, magasin_id, produit_id, quantite, statut, created_at)
   values ($1, $2, $3, $4, 'en_attente', now()) on conflict (demande_id) do nothing`,
)

const firstPhysicalShop = 2 // the online shop sells from the central stock
const localMax = 50
const requestedMax = 100

/** `requests`: restocking requests that wait for a decision; 0 if there is no physical shop. */
export type InventaireSizes = { seed: number; products: number; shops: number; stock: number; requests?: number }

const seedRequests = async (pool: Pool, { seed, products, shops, requests = 0 }: InventaireSizes): Promise<void> => {
  const physicalShops = shops - firstPhysicalShop + 1
  for (let n = 1; physicalShops > 0 && n <= requests; n++) {
    const shop = firstPhysicalShop + ((n - 1) % physicalShops)
    const product = 1 + (seedNumber(seed, 'request-product', n) % products)
    const quantity = 1 + (seedNumber(seed, 'request-quantity', n) % requestedMax)
    await pool.query(insertRequest, [seedRequestId(seed, n), shop, product, quantity])
  }
}

/** Adds missing shops, `stock` items of each product centrally, up to 50 in each physical shop, and pending requests. */
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
  await seedRequests(pool, sizes)
}
