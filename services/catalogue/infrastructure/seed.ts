import { type Pool, sql } from '#platform/postgres/pool.ts'
import { type SeedProduct, seedFormerPrices, seedProduct } from './seed-products.ts'

const insert = sql(
  'seed-products',
  `with added as (
     insert into produit (produit_id, sku, nom, prix_cents, categorie)
     select * from unnest($1::integer[], $2::text[], $3::text[], $4::integer[], $5::text[])
     on conflict (produit_id) do nothing returning produit_id)
   insert into prix_historique (produit_id, version, prix_cents, par)
   select produit_id, version, prix_cents, 'seed' from added
   join unnest($6::integer[], $7::integer[], $8::integer[]) as prix (produit_id, version, prix_cents) using (produit_id)
   order by version`,
)

const batch = 5_000

/** `formerPrices`: give some products earlier prices as well. */
export type CatalogueSizes = { seed: number; products: number; formerPrices?: boolean }

const historyOf = (product: SeedProduct, { seed, formerPrices = false }: CatalogueSizes) =>
  [...(formerPrices ? seedFormerPrices(seed, product) : []), product.prixCents].map((prixCents, i) => ({
    produitId: product.produitId,
    version: i + 1,
    prixCents,
  }))

/** Adds the missing ones of products 1 to `products`. The database dates their prices: the service's role can't choose the moment. */
export const seedCatalogue = async (pool: Pool, sizes: CatalogueSizes): Promise<void> => {
  for (let first = 1; first <= sizes.products; first += batch) {
    const count = Math.min(batch, sizes.products - first + 1)
    const rows = Array.from({ length: count }, (_, i) => seedProduct(sizes.seed, first + i))
    const prices = rows.flatMap((product) => historyOf(product, sizes))
    await pool.query(insert, [
      rows.map(({ produitId }) => produitId),
      rows.map(({ sku }) => sku),
      rows.map(({ nom }) => nom),
      rows.map(({ prixCents }) => prixCents),
      rows.map(({ categorie }) => categorie),
      prices.map(({ produitId }) => produitId),
      prices.map(({ version }) => version),
      prices.map(({ prixCents }) => prixCents),
    ])
  }
}
