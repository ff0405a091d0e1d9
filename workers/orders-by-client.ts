import type { Redis } from 'ioredis'
import { claim } from '#platform/inbox.ts'
import { type Pool, type Row, sql, type Tx } from '#platform/postgres.ts'

/** What the projection needs of an OrderCreated, whether it came by the stream or from the event store. */
export type OrderCreatedFact = {
  eventId: string
  clientId: string
  commandeId: string
  checkoutId: string
  /** Seconds since the epoch. */
  ts: number
}

/** The read model of one customer, in Postgres and in the Redis key. */
export type OrdersByClient = Row & {
  client_id: string
  total_orders: number
  last_order_id: string
  last_checkout_id: string
  last_update_ts: number
}

export const consumerName = 'cqrs_projection'
export const keyOf = (clientId: string): string => `cqrs:orders_by_client:${clientId}`

// Counts and "the latest" don't depend on the order in which events come, so a replay gives the same rows.
const foldStatement = sql(
  'orders-by-client-fold',
  `insert into orders_by_client_day as known
     (client_id, day, total_orders, last_order_id, last_checkout_id, last_update_ts)
   select distinct on (client_id, day) client_id, day, count(*) over (partition by client_id, day), commande_id,
          checkout_id, ts
   from (select e.*, day_of(checkout_id) as day
         from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::double precision[]) as e (client_id, commande_id, checkout_id, ts)
   ) as facts
   order by client_id, day, ts desc, checkout_id desc
   on conflict (client_id, day) do update set
     total_orders = known.total_orders + excluded.total_orders,
     (last_order_id, last_checkout_id, last_update_ts) = (
       select l.o, l.c, l.t from (values
         (known.last_order_id, known.last_checkout_id, known.last_update_ts),
         (excluded.last_order_id, excluded.last_checkout_id, excluded.last_update_ts)) as l (o, c, t)
       order by l.t desc, l.c desc limit 1)`,
)
const rowsStatement = sql('orders-by-client-rows', 'select * from orders_by_client where client_id = any($1::uuid[])')

/** Adds facts to the rows of their customers, each as often as it stands there. */
export const add = async (tx: Tx, facts: readonly OrderCreatedFact[]): Promise<void> => {
  if (facts.length === 0) return
  await tx.query(foldStatement, [
    facts.map((fact) => fact.clientId),
    facts.map((fact) => fact.commandeId),
    facts.map((fact) => fact.checkoutId),
    facts.map((fact) => fact.ts),
  ])
}

/** Claims facts; returns those that were not claimed before, each once. */
export const claimFacts = async (tx: Tx, facts: readonly OrderCreatedFact[]): Promise<OrderCreatedFact[]> => {
  const fresh = await claim(
    tx,
    consumerName,
    facts.map((fact) => fact.eventId),
  )
  return facts.filter((fact) => fresh.delete(fact.eventId))
}

// A total only grows, so a row that is older than the key's is left out: writers may overtake each other.
const writeScript = `
if tonumber(redis.call('HGET', KEYS[1], 'total_orders') or '-1') > tonumber(ARGV[1]) then return 0 end
redis.call('HSET', KEYS[1], 'total_orders', ARGV[1], 'last_order_id', ARGV[2], 'last_checkout_id', ARGV[3],
  'last_update_ts', ARGV[4])
return 1`

/** Writes rows to their Redis keys in one round trip; writing them again, or older ones, changes nothing. */
export const writeKeys = async (redis: Redis, rows: readonly OrdersByClient[]): Promise<void> => {
  await Promise.all(
    rows.map((row) =>
      redis.eval(
        writeScript,
        1,
        keyOf(row.client_id),
        row.total_orders,
        row.last_order_id,
        row.last_checkout_id,
        row.last_update_ts,
      ),
    ),
  )
}

/**
 * Projects a batch: row and inbox in one transaction, then the key from the row. Facts that come again change no row
 * but write their keys once more, since the write before may have been lost.
 */
export const project = async (pool: Pool, redis: Redis, facts: readonly OrderCreatedFact[]): Promise<void> => {
  const rows = await pool.transaction(async (tx) => {
    await add(tx, await claimFacts(tx, facts))
    return tx.query<OrdersByClient>(rowsStatement, [[...new Set(facts.map((fact) => fact.clientId))]])
  })
  await writeKeys(redis, rows)
}
