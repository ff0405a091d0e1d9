import { type Pool, sql } from '#platform/postgres/pool.ts'
import { seedNumber } from '#services/seed-ids.ts'

const insert = sql(
  'seed-products',
  `with added as (
     insert into produit (produit_id, sku, nom, prix_cents, categorie)
     select * from unnest($1::integer[], $2::text[], $3::text[], $4::integer[], $5::text[])
     on conflict (produit_id) do nothing returning produit_id, prix_cents)
   insert into prix_historique (produit_id, version, prix_cents, par) select produit_id, 1, prix_cents, 'seed' from added`,
)

const things = ['Théière', 'Tasse', 'Carafe', 'Lampe', 'Coussin', 'Plateau', 'Panier', 'Miroir', 'Vase', 'Bougeoir']
const categories = ['table', 'table', 'table', 'eclairage', 'textile', 'table', 'rangement', 'decoration', 'decoration']
const lastCategory = 'eclairage'
const materials = ['en fonte', 'en grès', 'en verre', 'en lin', 'en chêne', 'en laiton', 'en osier', 'en marbre']
const priceMinCents = 100
const priceMaxCents = 50_000
const batch = 5_000

const pick = (values: readonly string[], n: number): string => values[n % values.length] ?? ''

export type SeedProduct = { produitId: number; sku: string; nom: string; prixCents: number; categorie: string }

/** The n-th seeded product, counted from 1, which is its id in every service. */
export const seedProduct = (seed: number, n: number): SeedProduct => ({
  produitId: n,
  sku: `SKU-${String(n).padStart(6, '0')}`,
  nom: `${pick(things, seedNumber(seed, 'chose', n))} ${pick(materials, seedNumber(seed, 'matiere', n))} n° ${n}`,
  categorie: categories[seedNumber(seed, 'chose', n) % things.length] ?? lastCategory,
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
      rows.map(({ categorie }) => categorie),
    ])
  }
}
