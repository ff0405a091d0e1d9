import { type Pool, sql } from '#platform/postgres/pool.ts'
import { boutiqueEnLigne, type Magasin } from '../domain/magasin.ts'

const inserer = sql(
  'seed-magasins',
  `insert into magasin (magasin_id, nom) select * from unnest($1::integer[], $2::text[])
   on conflict (magasin_id) do nothing`,
)

const villes = ['Lyon', 'Marseille', 'Nantes', 'Lille', 'Bordeaux', 'Rennes', 'Toulouse', 'Strasbourg']

/** The n-th seeded shop, counted from 1; the first is the online shop. */
export const magasinDeSeed = (n: number): Magasin =>
  n === boutiqueEnLigne.magasinId
    ? boutiqueEnLigne
    : { magasinId: n, nom: `Magasin ${n} de ${villes[n % villes.length] ?? 'Paris'}` }

/** Adds the missing ones of shops 1 to `magasins`. */
export const seedCommandes = async (pool: Pool, { magasins }: { magasins: number }): Promise<void> => {
  const lignes = Array.from({ length: magasins }, (_, i) => magasinDeSeed(i + 1))
  await pool.query(inserer, [lignes.map(({ magasinId }) => magasinId), lignes.map(({ nom }) => nom)])
}
