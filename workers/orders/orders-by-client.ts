import type { Redis } from 'ioredis'
import { textOf, transact } from '#platform/base/redis-transaction.ts'
import { claim } from '#platform/delivery/inbox.ts'
import { type Pool, type Row, sql, type Tx } from '#platform/postgres/pool.ts'
import type { DayOfFacts } from './facts-by-day.ts'
import type { OrderCreatedFact } from './order-created-fact.ts'

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

// Counts and "the latest" don't depend on the order of events, so a replay gives the same rows.
const foldOf = (facts: string, day: string): string => `insert into orders_by_client_day as known
     (client_id, day, total_orders, last_order_id, last_checkout_id, last_update_ts)
   select distinct on (client_id, day) client_id, day, count(*) over (partition by client_id, day), commande_id,
          checkout_id, ts
   from (select client_id, commande_id, checkout_id, ts, ${day} as day from ${facts}) as facts
   order by client_id, day, ts desc, checkout_id desc`
const beside = `on conflict (client_id, day) do update set
     total_orders = known.total_orders + excluded.total_orders,
     (last_order_id, last_checkout_id, last_update_ts) = (
       select l.o, l.c, l.t from (values
         (known.last_order_id, known.last_checkout_id, known.last_update_ts),
         (excluded.last_order_id, excluded.last_checkout_id, excluded.last_update_ts)) as l (o, c, t)
       order by l.t desc, l.c desc limit 1)`
const factsOf = `unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::double precision[]) as e (client_id, commande_id, checkout_id, ts)`
const foldStatement = sql('orders-by-client-fold', `${foldOf(factsOf, 'day_of(checkout_id)')} ${beside}`)

// For a rebuild: writes a day's facts and their claims in one round trip, and returns only how many claims are new.
// Checking for existing rows would cost as much as writing them.
const refoldOf = (areClaimed: boolean, isNewDay: boolean) =>
  sql(
    `orders-by-client-refold-${areClaimed ? 'claimed' : 'unclaimed'}-${isNewDay ? 'new' : 'known'}-day`,
    `with facts as materialized (
     select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::double precision[], $5::text[])
       as e (client_id, commande_id, checkout_id, ts, event_id)
   ), claimed as (
     insert into inbox (consumer, event_id) select $6, event_id from facts
     ${areClaimed ? 'on conflict do nothing' : ''} returning 1
   ), folded as (${foldOf('facts', '$7::date')} ${isNewDay ? '' : beside})
   select count(*) as fresh from claimed`,
  )
const refoldStatements = {
  claimed: { newDay: refoldOf(true, true), knownDay: refoldOf(true, false) },
  unclaimed: { newDay: refoldOf(false, true), knownDay: refoldOf(false, false) },
}
const rowsStatement = sql('orders-by-client-rows', 'select * from orders_by_client where client_id = any($1::uuid[])')

const columnsOf = (facts: readonly OrderCreatedFact[]): unknown[] => [
  facts.map((fact) => fact.clientId),
  facts.map((fact) => fact.commandeId),
  facts.map((fact) => fact.checkoutId),
  facts.map((fact) => fact.ts),
]

/** Adds facts to the rows of their customers; a fact that occurs twice counts twice. */
export const add = async (tx: Tx, facts: readonly OrderCreatedFact[]): Promise<void> => {
  if (facts.length > 0) await tx.query(foldStatement, columnsOf(facts))
}

/**
 * Adds the facts of one day, claimed or not, and claims them, while no one else may write.
 * @param areClaimed false: no event has a claim yet
 * @param isNew the day has no rows yet
 * @returns how many were not claimed before
 */
export const refold = async (tx: Tx, { day, isNew, facts }: DayOfFacts, areClaimed: boolean): Promise<number> => {
  const statements = refoldStatements[areClaimed ? 'claimed' : 'unclaimed']
  const values = [...columnsOf(facts), facts.map((fact) => fact.eventId), consumerName, day]
  const [row] = await tx.query<{ fresh: number }>(isNew ? statements.newDay : statements.knownDay, values)
  return row?.fresh ?? 0
}

/** Claims facts; returns those not claimed before, each once. */
export const claimFacts = async (tx: Tx, facts: readonly OrderCreatedFact[]): Promise<OrderCreatedFact[]> => {
  const fresh = await claim(
    tx,
    consumerName,
    facts.map((fact) => fact.eventId),
  )
  return facts.filter((fact) => fresh.delete(fact.eventId))
}

/** Rows per transaction: a short one is seldom repeated because of another writer. */
const keysAtOnce = 100

// A total only grows, so a row with a smaller total than the key's is skipped: writers may overtake each other.
const writeSome = (redis: Redis, rows: readonly OrdersByClient[]): Promise<void> => {
  const keys = rows.map((row) => keyOf(row.client_id))
  return transact(redis, {
    watch: keys,
    read: keys.map((key) => ['hget', key, 'total_orders']),
    decide: (replies) => ({
      write: rows.flatMap((row, n) =>
        Number(textOf(replies[n]) ?? -1) <= Number(row.total_orders) ? [['hset', keys[n] ?? '', ...fieldsOf(row)]] : [],
      ),
      result: (done) => void done.map(textOf),
    }),
  })
}
const fieldsOf = (row: OrdersByClient): (string | number)[] => [
  ...['total_orders', row.total_orders, 'last_order_id', row.last_order_id],
  ...['last_checkout_id', row.last_checkout_id, 'last_update_ts', row.last_update_ts],
]

/** Writes rows to their Redis keys in few round trips; writing them again, or older ones, changes nothing. */
export const writeKeys = async (redis: Redis, rows: readonly OrdersByClient[]): Promise<void> => {
  const starts = Array.from({ length: Math.ceil(rows.length / keysAtOnce) }, (_, index) => index * keysAtOnce)
  await Promise.all(starts.map((start) => writeSome(redis, rows.slice(start, start + keysAtOnce))))
}

/**
 * Projects a batch: rows and inbox in one transaction, then the keys from the rows. Redelivered facts change no row but
 * write their keys again, since the earlier write may have been lost. Rows are read after the commit: before it, two
 * batches with different days of one customer would not see each other.
 */
export const project = async (pool: Pool, redis: Redis, facts: readonly OrderCreatedFact[]): Promise<void> => {
  await pool.transaction(async (tx) => add(tx, await claimFacts(tx, facts)))
  const clientIds = [...new Set(facts.map((fact) => fact.clientId))]
  await writeKeys(redis, await pool.query<OrdersByClient>(rowsStatement, [clientIds]))
}
