import type { ScenarioSystem } from '#harness/scenario/plugin.ts'
import { type Row, sql } from '#platform/postgres/pool.ts'
import { openDatabases } from '../shop/databases.ts'

// The function of commandes that cancels a sale, with a key of its own.
const cancel = sql(
  'planted-cancel-past-sale',
  `select annuler_vente('planted', gen_random_uuid()::text, '\\x00', null, checkout_id, 'planted')
   from vente join jour_clos on jour = jour_de(created_at)
   where etat = 'enregistree' order by checkout_id limit 1`,
)

/** Cancels a sale of a day whose sums are kept. */
export const cancelPastSale = async (system: ScenarioSystem): Promise<void> => {
  await using databases = openDatabases(system)
  const cancelled = await databases.commandes.query<Row>(cancel)
  if (cancelled.length !== 1) throw new Error('commandes has no closed day with a sale to cancel')
}
