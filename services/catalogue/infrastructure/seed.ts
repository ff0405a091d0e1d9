import { type Pool, sql } from '#platform/postgres/pool.ts'
import { seedNumber } from '#services/seed-ids.ts'

const insert = sql(
  'seed-products',
  `insert into produit (produit_id, sku, nom, prix_cents)
   select * from unnest($1::integer[], $2::text[], $3::text[], $4::integer[])
   on conflict (produit_id) do nothing`,
)

const things = ['Théière', 'Tasse', 'Carafe', 'Lampe', 'Coussin', 'Plateau', 'Panier', 'Miroir', 'Vase', 'Bougeoir']
const materials = ['en fonte', 'en grès', 'en verre', 'en lin', 'en chêne', 'en laiton', 'en osier', 'en marbre']
const priceMinCents = 100
const priceMaxCents = 50_000
const batch = 5_000

const pick = (values: readonly string[], n: number): string => values[n % values.length] ?? ''

export type SeedProduct = { produitId: number; sku: string; nom: string; prixCents: number }

/** The n-th seeded product, counted from 1, which is its id in every service. */
export const seedProduct = (seed: number, n: number): SeedProduct => ({
  produitId: n,
  sku: `SKU-${String(n).padStart(6, '0')}`,
  nom: `${pick(things, seedNumber(seed, 'chose', n))} ${pick(materials, seedNumber(seed, 'matiere', n))} n° ${n}`,
  prixCents: priceMinCents + (seedNumber(seed, 'prix', n) % (priceMaxCents - priceMinCents + 1)),
})

/** Adds the missing ones of products 1 to `products`. */
export const seedCatalogue = async (
  pool: Pool,
  { seed, products }: { seed: number; products: number },
): Promise<void> => {
  for (let first = 1; first <= products; first += batch) {
    const count = Math.min(batch, products - first + 1)
    const rows = Array.from({ length: count }, (_, i) => seedProduct(seed, first + i))
    await pool.query(insert, [
      rows.map(({ produitId }) => produitId),
      rows.map(({ sku }) => sku),
      rows.map(({ nom }) => nom),
      rows.map(({ prixCents }) => prixCents),
    ])
  }
}
