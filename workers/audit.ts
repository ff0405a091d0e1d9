import { consumeBatch, type Received } from '#generated/events/audit.ts'
import { readConfig, storeUrl } from '#platform/base/config.ts'
import { claim } from '#platform/delivery/inbox.ts'
import { type Pool, sql } from '#platform/postgres/pool.ts'
import { openServingPool } from '#platform/postgres/serving-pool.ts'
import type { Worker } from './worker.ts'

const insert = sql(
  'audit-insert',
  `insert into audit_trail (event_id, checkout_id, type, payload, stream, entry_id, emitted_at)
   select event_id, checkout_id, type, payload::json, stream, entry_id, to_timestamp(ts)
   from unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::double precision[])
     with ordinality as e (event_id, checkout_id, type, payload, stream, entry_id, ts, place)
   order by place`,
)

/** Adds events to the trail, each once, however often it is delivered. */
export const record = (pool: Pool, events: readonly Received[]): Promise<void> =>
  pool.transaction(async (tx) => {
    const fresh = await claim(
      tx,
      'audit',
      events.map((event) => event.eventId),
    )
    const rows = events.filter((event) => fresh.delete(event.eventId))
    if (rows.length === 0) return
    await tx.query(insert, [
      rows.map((event) => event.eventId),
      rows.map((event) => event.payload.checkout_id),
      rows.map((event) => event.type),
      rows.map((event) => event.payloadText),
      rows.map((event) => event.stream),
      rows.map((event) => event.entryId),
      rows.map((event) => event.ts),
    ])
  })

/** Keeps an audit trail of every event; its role can only append. */
export const worker: Worker = {
  port: 9101,
  start: async ({ env, bus, consumer, metrics, onStop }) => {
    const { databaseUrl } = readConfig(env, { databaseUrl: storeUrl('DATABASE_URL') })
    const pool = openServingPool({ url: databaseUrl, name: 'audit', max: 2, metrics })
    onStop('database', pool.close)
    const reading = consumeBatch(bus, (events) => record(pool, events), { consumer, lingerMs: 250 })
    onStop('consumer', reading.stop)
    return { ready: reading.ready }
  },
}
