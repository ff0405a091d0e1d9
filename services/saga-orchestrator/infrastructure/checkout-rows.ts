import { sql } from '#platform/postgres/pool.ts'
import { type CheckoutTable, rowsMax } from '#services/checkout-rows.ts'

/** What the orchestrator holds for a checkout. */
export const checkoutTables: readonly CheckoutTable[] = [
  {
    table: 'saga',
    meaning: 'The orchestrated checkout, and the replica that runs it; while it runs, its state is in the log',
    statement: sql(
      'rows-saga',
      `select etat, terminal, motif, failure_kind, etape, commande_id, client_id, owner, lease_until, epoch, forced, started_at, ended_at
       from saga where saga_id = $1`,
    ),
  },
  {
    table: 'saga_log',
    meaning: 'Every record of the saga, in order',
    statement: sql(
      'rows-saga-log',
      `select seq, at, type, etat, step, reason, action from saga_log where saga_id = $1 order by seq limit ${rowsMax}`,
    ),
  },
]
