import { consumeBatch, type Received } from '#generated/events/notification.ts'
import { readConfig, storeUrl } from '#platform/base/config.ts'
import { claim } from '#platform/delivery/inbox.ts'
import { type Pool, sql } from '#platform/postgres/pool.ts'
import { openServingPool } from '#platform/postgres/serving-pool.ts'
import type { Worker } from './worker.ts'

const insert = sql(
  'notification-insert',
  `insert into notification (event_id, checkout_id, client_id, type, commande_id, reason)
   select * from unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::text[])`,
)

const orderOf = (event: Received): string | null =>
  event.type === 'CheckoutSucceeded' ? event.payload.commande_id : null
const reasonOf = (event: Received): string | null => (event.type === 'CheckoutFailed' ? event.payload.reason : null)

/** Writes one notification for each terminal event, however often it is delivered. */
export const notify = (pool: Pool, events: readonly Received[]): Promise<void> =>
  pool.transaction(async (tx) => {
    const fresh = await claim(
      tx,
      'notification',
      events.map((event) => event.eventId),
    )
    const rows = events.filter((event) => fresh.delete(event.eventId))
    if (rows.length === 0) return
    await tx.query(insert, [
      rows.map((event) => event.eventId),
      rows.map((event) => event.payload.checkout_id),
      rows.map((event) => event.payload.client_id),
      rows.map((event) => event.type),
      rows.map(orderOf),
      rows.map(reasonOf),
    ])
  })

/** Notifies customers how their checkouts ended; here, by a row in its own database. */
export const worker: Worker = {
  port: 9100,
  start: async ({ env, bus, consumer, metrics, onStop }) => {
    const { databaseUrl } = readConfig(env, { databaseUrl: storeUrl('DATABASE_URL') })
    const pool = openServingPool({ url: databaseUrl, name: 'notification', max: 2, metrics })
    onStop('database', pool.close)
    const reading = consumeBatch(bus, (events) => notify(pool, events), { consumer, lingerMs: 250 })
    onStop('consumer', reading.stop)
    return { ready: reading.ready }
  },
}
