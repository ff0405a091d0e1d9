import { type Row, sql } from '#platform/postgres/pool.ts'
import type { Databases } from '../shop/databases.ts'

/** Sales that the seed recorded: how many, and the ids of those whose total is not the sum of their lines. */
export type SeededSales = { sales: number; wrong: string[] }

// Checkouts have ids of version 7; ids of version 8 come from the seed alone.
const readSeeded = sql(
  'scenario-seeded-sales',
  `select count(*)::integer as sales,
     coalesce(array_agg(checkout_id::text) filter (where total_cents is distinct from cents), '{}') as wrong
   from vente left join (
     select commande_id, sum(quantite::bigint * prix_unitaire_cents) as cents from vente_ligne group by commande_id) l using (commande_id)
   where uuid_extract_version(checkout_id) = 8`,
)

export const readSeededSales = async ({ commandes }: Databases): Promise<SeededSales> => {
  const [row] = await commandes.query<SeededSales & Row>(readSeeded)
  if (row === undefined) throw new Error('the count of seeded sales is missing')
  return row
}
