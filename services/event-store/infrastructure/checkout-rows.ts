import type { CommandesClient } from '#generated/event-store/types.ts'
import { type Pool, sql } from '#platform/postgres/pool.ts'
import { type CheckoutTable, rowsMax, tableBody } from '#services/checkout-rows.ts'

/** What the event store holds for a checkout. */
export const checkoutTables: readonly CheckoutTable[] = [
  {
    table: 'event',
    meaning: 'The history, as it was published',
    statement: sql(
      'rows-event',
      `select version, type, position, to_timestamp(ts) as published_at, to_timestamp(ingested_at_ms / 1000.0) as stored_at, commande_id
       from event where checkout_id = $1 order by version limit ${rowsMax}`,
    ),
  },
  {
    table: 'dead_letter',
    meaning: 'Events that a consumer group gave up',
    statement: sql(
      'rows-dead-letter',
      `select dead_letter_id, consumer_group, type, reason, deliveries, given_up_at, etat from dead_letter
       where checkout_id = $1 order by dead_letter_id limit ${rowsMax}`,
    ),
  },
  {
    table: 'checkout_summary',
    meaning: 'The row of the list of checkouts',
    statement: sql(
      'rows-summary',
      'select etat, etape, motif, commande_id, client_id from checkout_summary where checkout_id = $1',
    ),
  },
]

const clientOf = sql(
  'rows-client',
  'select client_id from event where checkout_id = $1 and client_id is not null limit 1',
)

/** The read model of the checkout's customer, which counts the orders of all checkouts. */
export const readModelRows =
  (pool: Pool, readOrders: (clientId: string) => Promise<CommandesClient | undefined>) =>
  async (checkoutId: string) => {
    const [found] = await pool.query<{ client_id: string }>(clientOf, [checkoutId])
    const orders = found && (await readOrders(found.client_id))
    const meaning = 'The read model in Redis: the orders of this customer, of all checkouts'
    return [tableBody('cqrs:orders_by_client', meaning, orders ? [orders] : [])]
  }
