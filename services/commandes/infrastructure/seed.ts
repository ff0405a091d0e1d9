import { type Pool, sql } from '#platform/postgres/pool.ts'
import { boutiqueEnLigne, type Magasin } from '../domain/magasin.ts'

const insert = sql(
  'seed-shops',
  `insert into magasin (magasin_id, nom) select * from unnest($1::integer[], $2::text[])
   on conflict (magasin_id) do nothing`,
)

const cities = ['Lyon', 'Marseille', 'Nantes', 'Lille', 'Bordeaux', 'Rennes', 'Toulouse', 'Strasbourg']

/** The n-th seeded shop, counted from 1; the first is the online shop. */
export const seedShop = (n: number): Magasin =>
  n === boutiqueEnLigne.magasinId
    ? boutiqueEnLigne
    : { magasinId: n, nom: `Magasin ${n} de ${cities[n % cities.length] ?? 'Paris'}` }

/** Adds the missing ones of shops 1 to `shops`. */
export const seedCommandes = async (pool: Pool, { shops }: { shops: number }): Promise<void> => {
  const rows = Array.from({ length: shops }, (_, i) => seedShop(i + 1))
  await pool.query(insert, [rows.map(({ magasinId }) => magasinId), rows.map(({ nom }) => nom)])
}
