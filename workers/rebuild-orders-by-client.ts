import type { Redis } from 'ioredis'
import { lireEvenements } from '#generated/event-store/client.ts'
import type { Evenement } from '#generated/event-store/types.ts'
import { stream } from '#generated/events/cqrs-projection.ts'
import type { OrderCreated } from '#generated/events/types.ts'
import type { Clock } from '#platform/clock.ts'
import type { Transport } from '#platform/http-client.ts'
import { type Pool, sql, type Tx } from '#platform/postgres.ts'
import { consumerName, fold, keyOf, type OrderCreatedFact, type OrdersByClient, writeKeys } from './orders-by-client.ts'

const pageSize = 1_000
const keyPage = 1_000
const catchUpMs = 10_000
const catchUpPollMs = 200

// The running worker waits at this lock; what it handles afterwards finds the rebuilt rows and inbox.
const lockTables = sql('orders-by-client-lock', 'lock table orders_by_client, inbox in share row exclusive mode')
const longWork = sql(
  'orders-by-client-long-work',
  `select set_config('statement_timeout', '60s', true), set_config('idle_in_transaction_session_timeout', '60s', true)`,
)
// What was handled before is kept under another name until the end, to compare with.
const setInboxAside = sql('orders-by-client-set-aside', 'update inbox set consumer = $2 where consumer = $1')
const clearInbox = sql('orders-by-client-clear-inbox', 'delete from inbox where consumer = $1')
const clearRows = sql('orders-by-client-clear', 'delete from orders_by_client')
const missing = sql(
  'orders-by-client-missing',
  `select count(*) as count from inbox h where h.consumer = $2
   and not exists (select from inbox i where i.consumer = $1 and i.event_id = h.event_id)`,
)
const asideName = `${consumerName}:before-rebuild`
const pageOfRows = sql(
  'orders-by-client-page',
  'select * from orders_by_client where client_id > $1 order by client_id limit $2',
)

/** Writes every row to its Redis key; returns how many. */
export const refillKeys = async (pool: Pool, redis: Redis): Promise<number> => {
  let total = 0
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const rows = await pool.query<OrdersByClient>(pageOfRows, [after, keyPage])
    await writeKeys(redis, rows)
    total += rows.length
    const last = rows.at(-1)
    if (!last || rows.length < keyPage) return total
    after = last.client_id
  }
}

const deleteKeys = async (redis: Redis): Promise<void> => {
  let cursor = '0'
  do {
    const [next, keys] = await redis.scan(cursor, 'MATCH', keyOf('*'), 'COUNT', keyPage)
    if (keys.length > 0) await redis.unlink(...keys)
    cursor = next
  } while (cursor !== '0')
}

const toFact = (event: Evenement): OrderCreatedFact => {
  const payload = event.payload as unknown as OrderCreated
  return {
    eventId: event.event_id,
    clientId: payload.client_id,
    commandeId: payload.commande_id,
    checkoutId: payload.checkout_id,
    ts: event.ts,
  }
}

/** Folds the pages after a position; returns the last position that there was, and how many events. */
const foldPages = async (tx: Tx, transport: Transport, from: number): Promise<{ position: number; events: number }> => {
  let position = from
  let events = 0
  for (;;) {
    const query = { type: 'OrderCreated', apres: position, limite: pageSize } as const
    const page = await lireEvenements(transport, { path: { stream }, query })
    if (page.status !== 200) throw new Error(`the event store answered ${page.status}: ${page.body.title}`)
    await fold(tx, page.body.elements.map(toFact))
    events += page.body.elements.length
    position = page.body.elements.at(-1)?.position ?? position
    if (page.body.suivant === null) return { position, events }
  }
}

type RebuildOptions = { pool: Pool; redis: Redis; transport: Transport; clock: Clock }

/**
 * Rebuilds rows, inbox and keys from the event store, in one transaction. An event that the worker has handled but the
 * event store has not yet ingested is waited for, 10 s at most; then nothing changes.
 * @throws Error when the event store refuses or stays behind
 */
export const rebuild = async ({ pool, redis, transport, clock }: RebuildOptions): Promise<{ events: number }> => {
  const result = await pool.transaction(async (tx) => {
    await tx.query(longWork)
    await tx.query(lockTables)
    await tx.query(setInboxAside, [consumerName, asideName])
    await tx.query(clearRows)
    const deadline = clock.now() + catchUpMs
    let progress = { position: 0, events: 0 }
    for (;;) {
      const more = await foldPages(tx, transport, progress.position)
      progress = { position: more.position, events: progress.events + more.events }
      const [behind] = await tx.query<{ count: number }>(missing, [consumerName, asideName])
      if (behind?.count === 0) break
      if (clock.now() > deadline) throw new Error(`the event store lacks ${behind?.count} events handled here`)
      await clock.sleep(catchUpPollMs)
    }
    await tx.query(clearInbox, [asideName])
    return { events: progress.events }
  })
  await deleteKeys(redis)
  await refillKeys(pool, redis)
  return result
}
