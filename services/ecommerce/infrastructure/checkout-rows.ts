import { sql } from '#platform/postgres/pool.ts'
import { type CheckoutTable, rowsMax } from '#services/checkout-rows.ts'

/** What ecommerce holds for a checkout. Nothing here says who the customer is. */
export const checkoutTables: readonly CheckoutTable[] = [
  {
    table: 'checkout',
    meaning: 'The choreographed checkout as its customer sees it, and the attempts to end it after its deadline',
    statement: sql(
      'rows-checkout',
      `select etat, commande_id, motif, client_id, accepted_at, ended_at, tentatives, a_reprendre_le
       from checkout where checkout_id = $1`,
    ),
  },
  {
    table: 'panier',
    meaning: 'The cart that was checked out',
    statement: sql(
      'rows-cart',
      `select p.etat, p.lignes, p.modifie_le from panier p
       where p.checkout_id = $1 limit ${rowsMax}`,
    ),
  },
  {
    table: 'outbox',
    meaning: 'Events of ecommerce, and when they reached the stream; published ones are removed after a while',
    statement: sql(
      'rows-outbox',
      `select type, event_id, published_at, again from outbox where event_id >= $1::uuid::text || ':' and event_id < $1::uuid::text || ';'
       order by event_id limit ${rowsMax}`,
    ),
  },
]
