import { type Pool, sql } from '#platform/postgres/pool.ts'
import { nombreDeSeed } from '#services/seed-ids.ts'

const magasinsInserer = sql(
  'seed-magasins-inventaire',
  'insert into magasin (magasin_id) select generate_series(1, $1::integer) on conflict do nothing',
)
const centralInserer = sql(
  'seed-stocks-centraux',
  `insert into stock_central (produit_id, initial, disponible)
   select n, $2::integer, $2::integer from generate_series(1, $1::integer) n on conflict do nothing`,
)
const localInserer = sql(
  'seed-stocks-locaux',
  `insert into stock_local (magasin_id, produit_id, quantite)
   select $1::integer, n, quantite from unnest($2::integer[]) with ordinality as ligne (quantite, n) on conflict do nothing`,
)

const premierMagasinPhysique = 2 // the online shop sells from the central stock
const localMax = 50

export type SizesInventaire = { seed: number; produits: number; magasins: number; stock: number }

/** Adds missing shops, `stock` items of each product centrally, and up to 50 in each physical shop. */
export const seedInventaire = async (pool: Pool, sizes: SizesInventaire): Promise<void> => {
  const { seed, produits, magasins, stock } = sizes
  await pool.query(magasinsInserer, [magasins])
  await pool.query(centralInserer, [produits, stock])
  for (let magasin = premierMagasinPhysique; magasin <= magasins; magasin++) {
    const quantites = Array.from(
      { length: produits },
      (_, i) => nombreDeSeed(seed, `local-${magasin}`, i + 1) % (localMax + 1),
    )
    await pool.query(localInserer, [magasin, quantites])
  }
}
