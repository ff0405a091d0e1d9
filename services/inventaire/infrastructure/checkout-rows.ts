import { sql } from '#platform/postgres/pool.ts'
import { type CheckoutTable, rowsMax } from '#services/checkout-rows.ts'

/** What inventaire holds for a checkout. */
export const checkoutTables: readonly CheckoutTable[] = [
  {
    table: 'reservation',
    meaning: 'Whether the checkout holds stock; a tombstone refuses a reservation that arrives after its release',
    statement: sql(
      'rows-reservation',
      'select etat, epoch, created_at, released_at, liberee_par from reservation where checkout_id = $1',
    ),
  },
  {
    table: 'reservation_ligne',
    meaning: 'The pieces it holds, or held until the release',
    statement: sql(
      'rows-reservation-lines',
      `select produit_id, quantite, prix_unitaire_cents from reservation_ligne where checkout_id = $1
       order by produit_id limit ${rowsMax}`,
    ),
  },
]
