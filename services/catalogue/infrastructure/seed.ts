import { type Pool, sql } from '#platform/postgres/pool.ts'
import { nombreDeSeed } from '#services/seed-ids.ts'

const inserer = sql(
  'seed-produits',
  `insert into produit (produit_id, sku, nom, prix_cents)
   select * from unnest($1::integer[], $2::text[], $3::text[], $4::integer[])
   on conflict (produit_id) do nothing`,
)

const choses = ['Théière', 'Tasse', 'Carafe', 'Lampe', 'Coussin', 'Plateau', 'Panier', 'Miroir', 'Vase', 'Bougeoir']
const matieres = ['en fonte', 'en grès', 'en verre', 'en lin', 'en chêne', 'en laiton', 'en osier', 'en marbre']
const prixMinCents = 100
const prixMaxCents = 50_000
const batch = 5_000

const choisir = (parmi: readonly string[], nombre: number): string => parmi[nombre % parmi.length] ?? ''

export type ProduitDeSeed = { produitId: number; sku: string; nom: string; prixCents: number }

/** The n-th seeded product, counted from 1, which is its id in every service. */
export const produitDeSeed = (seed: number, n: number): ProduitDeSeed => ({
  produitId: n,
  sku: `SKU-${String(n).padStart(6, '0')}`,
  nom: `${choisir(choses, nombreDeSeed(seed, 'chose', n))} ${choisir(matieres, nombreDeSeed(seed, 'matiere', n))} n° ${n}`,
  prixCents: prixMinCents + (nombreDeSeed(seed, 'prix', n) % (prixMaxCents - prixMinCents + 1)),
})

/** Adds the missing ones of products 1 to `produits`. */
export const seedCatalogue = async (
  pool: Pool,
  { seed, produits }: { seed: number; produits: number },
): Promise<void> => {
  for (let premier = 1; premier <= produits; premier += batch) {
    const nombre = Math.min(batch, produits - premier + 1)
    const lignes = Array.from({ length: nombre }, (_, i) => produitDeSeed(seed, premier + i))
    await pool.query(inserer, [
      lignes.map(({ produitId }) => produitId),
      lignes.map(({ sku }) => sku),
      lignes.map(({ nom }) => nom),
      lignes.map(({ prixCents }) => prixCents),
    ])
  }
}
