import type { Redis } from 'ioredis'
import { lireEvenements, listerJours } from '#generated/event-store/client.ts'
import type { Evenement, PageEvenements } from '#generated/event-store/types.ts'
import { stream } from '#generated/events/cqrs-projection.ts'
import { readPayload } from '#generated/events/events.ts'
import type { OrderCreated } from '#generated/events/types.ts'
import type { Clock } from '#platform/base/clock.ts'
import type { Transport } from '#platform/http/client.ts'
import { type Pool, sql, type Tx } from '#platform/postgres/pool.ts'
import { type DayOfFacts, gatherByDay } from './facts-by-day.ts'
import type { OrderCreatedFact } from './order-created-fact.ts'
import { consumerName, keyOf, type OrdersByClient, refold, writeKeys } from './orders-by-client.ts'

const folded = 'OrderCreated'
const pageSize = 5_000
const pageTimeoutMs = 30_000
/** Facts held until their day is complete: some 40 MB. */
const factsMax = 100_000
const keyPage = 1_000
const catchUpMs = 10_000
const catchUpPollMs = 200

// The running worker waits for this lock; afterwards it works on the rebuilt rows and inbox.
const lockTables = sql('orders-by-client-lock', 'lock table orders_by_client_day, inbox in share row exclusive mode')
/** Limit for one statement of a rebuild. */
export const rebuildStatementMaxMs = 60_000
const longWork = sql(
  'orders-by-client-long-work',
  `select set_config('statement_timeout', '${rebuildStatementMaxMs}ms', true), set_config('idle_in_transaction_session_timeout', '60s', true)`,
)
const handledBefore = sql(
  'orders-by-client-handled',
  'select count(*) as count from inbox where consumer = $1 and day_of(event_id) <> all($2::date[])',
)
const clearRows = sql('orders-by-client-clear', 'delete from orders_by_client_day where day <> all($1::date[])')
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

/** @throws if only a newer projection knows the event's version */
const toFact = (event: Evenement): OrderCreatedFact => {
  const { payload_version: version } = event
  const payload = readPayload({ type: folded, version, payload: event.payload }) as OrderCreated
  return {
    eventId: event.event_id,
    clientId: payload.client_id,
    commandeId: payload.commande_id,
    checkoutId: payload.checkout_id,
    ts: event.ts,
  }
}

const readPage = async (transport: Transport, after: number): Promise<PageEvenements> => {
  const query = { type: folded, apres: after, limite: pageSize } as const
  const page = await lireEvenements(transport, { path: { stream }, query }, { timeoutMs: pageTimeoutMs })
  if (page.status !== 200) throw new Error(`the event store answered ${page.status}: ${page.body.title}`)
  return page.body
}

/** Days whose events were removed after their retention: their results stay. */
export const removedDays = async (transport: Transport): Promise<string[]> => {
  const days = await listerJours(transport, {}, { timeoutMs: pageTimeoutMs })
  if (days.status !== 200) throw new Error(`the event store answered ${days.status}: ${days.body.title}`)
  return days.body.elements.filter(({ retire_le }) => retire_le !== null).map(({ jour }) => jour)
}

/**
 * Progress of a rebuild: the position reached, the events read, and how many of those the worker had handled before.
 */
type Progress = { position: number; events: number; known: number }

type Folding = {
  from: Progress
  days: ReturnType<typeof gatherByDay>
  /** Whether any of these events has a claim. */
  areClaimed: boolean
  onProgress: (events: number) => void
}

/**
 * Folds the pages after a position. While one page is written, the next is parsed and the one after that is read, so
 * three processes work at once.
 */
const foldPages = async (
  tx: Tx,
  transport: Transport,
  { from, days, areClaimed, onProgress }: Folding,
): Promise<Progress> => {
  const progress = { ...from }
  const write = async (some: readonly DayOfFacts[]): Promise<void> => {
    for (const day of some) progress.known += day.facts.length - (await refold(tx, day, areClaimed))
  }
  let writing = Promise.resolve()
  let next: Promise<PageEvenements> | undefined = readPage(transport, from.position)
  while (next !== undefined) {
    const { elements, suivant }: PageEvenements = await next
    next = suivant === null ? undefined : readPage(transport, suivant)
    next?.catch(() => {}) // If folding fails first, nothing awaits this promise.
    const complete = days.add(elements.map(toFact))
    progress.position = elements.at(-1)?.position ?? progress.position
    progress.events += elements.length
    await writing
    onProgress(progress.events)
    writing = write(complete)
    writing.catch(() => {}) // Awaited one page later.
  }
  await writing
  await write(days.end())
  return progress
}

type RebuildOptions = {
  pool: Pool
  redis: Redis
  transport: Transport
  clock: Clock
  /** Called after each page with the number of events folded so far. */
  onProgress?: (events: number) => void
}

/**
 * Rebuilds rows, inbox and keys from the event store in one transaction. Waits up to 10 s for the event store to ingest
 * events that the worker has handled; otherwise nothing changes.
 * @throws Error if the event store rejects a request or stays behind
 */
export const rebuild = async (options: RebuildOptions): Promise<{ events: number }> => {
  const { pool, redis, transport, clock, onProgress = () => {} } = options
  const result = await pool.transaction(async (tx) => {
    await tx.query(longWork)
    await tx.query(lockTables)
    const removed = await removedDays(transport)
    const [handled] = await tx.query<{ count: number }>(handledBefore, [consumerName, removed])
    await tx.query(clearRows, [removed])
    const deadline = clock.now() + catchUpMs
    const days = gatherByDay(factsMax)
    const areClaimed = handled?.count !== 0
    let progress: Progress = { position: 0, events: 0, known: 0 }
    for (;;) {
      progress = await foldPages(tx, transport, { from: progress, days, areClaimed, onProgress })
      const missing = (handled?.count ?? 0) - progress.known
      if (missing <= 0) break
      if (clock.now() > deadline)
        throw new Error(`the event store lacks ${missing} events that this worker has handled; nothing was rebuilt`)
      await clock.sleep(catchUpPollMs)
    }
    return { events: progress.events }
  })
  await deleteKeys(redis)
  await refillKeys(pool, redis)
  return result
}
