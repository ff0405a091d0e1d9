import type { InvariantResult } from '#harness/scenario/records.ts'
import { type Row, type Statement, sql } from '#platform/postgres/pool.ts'
import type { Databases, Source } from '../shop/databases.ts'

// What must hold at any moment, each in one statement on one database, so that work in progress is never seen half
// done.

const stockRows = sql(
  'scenario-sample-stock',
  `select produit_id::text as what, count(*) over () as found
   from stock_central left join (
     select produit_id, sum(quantite) as held from reservation_ligne join reservation using (checkout_id)
     where etat = 'reservee' group by produit_id) h using (produit_id)
   where least(initial, reapprovisionne, transfere, disponible, reserve) < 0
      or initial::bigint + reapprovisionne <> disponible::bigint + reserve + transfere
      or reserve <> coalesce(held, 0)
   limit 20`,
)
const endsOfCheckouts = sql(
  'scenario-sample-events',
  `select checkout_id::text as what, count(*) over () as found from event
   where type in ('CheckoutSucceeded', 'CheckoutFailed') group by checkout_id having count(*) > 1 limit 20`,
)
const endsOfSagas = sql(
  'scenario-sample-sagas',
  `select saga_id::text as what, count(*) over () as found from saga_log
   where type in ('succeeded', 'cancelled') group by saga_id having count(*) > 1 limit 20`,
)

const ask = async (
  databases: Databases,
  source: Source,
  statement: Statement,
  id: string,
  text: (what: string) => string,
): Promise<InvariantResult> => {
  const rows = await databases[source].query<{ what: string; found: number } & Row>(statement)
  return { id, checked: 1, violations: rows[0]?.found ?? 0, examples: rows.map(({ what }) => text(what)) }
}

/** Invariants 1 and 3 as far as they hold during work: stock adds up, and nothing ends twice. */
export const sampleRunning = (databases: Databases): Promise<InvariantResult[]> =>
  Promise.all([
    ask(databases, 'inventaire', stockRows, 'stock', (what) => `product ${what} does not add up`),
    ask(databases, 'evenements', endsOfCheckouts, 'one-end', (what) => `checkout ${what} ended twice`),
    ask(databases, 'saga', endsOfSagas, 'one-end', (what) => `saga ${what} ended twice`),
  ])
