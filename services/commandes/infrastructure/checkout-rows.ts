import { sql } from '#platform/postgres/pool.ts'
import { type CheckoutTable, rowsMax } from '#services/checkout-rows.ts'

/** What commandes holds for a checkout. */
export const checkoutTables: readonly CheckoutTable[] = [
  {
    table: 'vente',
    meaning: 'The order; a tombstone refuses an order that arrives after its cancellation',
    statement: sql(
      'rows-sale',
      `select commande_id, etat, total_cents, motif, epoch, magasin_id, client_id, created_at, annulee_at
       from vente where checkout_id = $1`,
    ),
  },
  {
    table: 'vente_ligne',
    meaning: 'The lines of the order',
    statement: sql(
      'rows-sale-lines',
      `select l.position, l.produit_id, l.quantite, l.prix_unitaire_cents from vente v join vente_ligne l using (commande_id)
       where v.checkout_id = $1 order by l.position limit ${rowsMax}`,
    ),
  },
]
