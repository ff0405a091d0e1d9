import type { Received } from '#generated/events/event-store.ts'
import type { CheckoutEventType } from '#generated/events/types.ts'
import { type Pool, type Row, sql, statementPerText } from '#platform/postgres/pool.ts'
import type { Filter, ReadCheckout, ReadPage, StoredEvent } from '../application/read-history.ts'

const store = sql(
  'event-store',
  'select store_events($1, $2, $3, $4, $5, $6::smallint[], $7::double precision[], $8, $9, $10, $11, $12) as stored',
)
const columns = 'event_id, stream, position, checkout_id, version, type, payload_version, payload, ts'
const ofCheckout = sql('event-of-checkout', `select ${columns} from event where checkout_id = $1 order by version`)

/** Stores the new events in one round trip and one transaction; returns how many were new. */
export const storeEvents = async (pool: Pool, events: readonly Received[]): Promise<number> => {
  const [row] = await pool.query<{ stored: number }>(store, [
    events.map((event) => event.eventId),
    events.map((event) => event.payload.checkout_id),
    events.map((event) => event.stream),
    events.map((event) => event.type),
    events.map((event) => event.payloadText),
    events.map((event) => event.version),
    events.map((event) => event.ts),
    events.map((event) => event.entryId),
    events.map((event) => event.traceparent ?? null),
    events.map(({ payload }) => payload.client_id),
    events.map(({ payload }) => ('commande_id' in payload ? payload.commande_id : null)),
    events.map((event) => event.auth ?? null),
  ])
  return row?.stored ?? 0
}

const conditions: Readonly<Record<keyof Filter, (parameter: string) => string>> = {
  type: (type) => `type = ${type}`,
  depuis: (ts) => `ts >= ${ts}`,
  avant: (ts) => `ts < ${ts}`,
  checkout_id: (id) => `checkout_id = ${id}`,
  client_id: (id) => `client_id = ${id}`,
  // A checkout creates at most one order; the array makes Postgres look it up first.
  commande_id: (id) => `checkout_id = any (array(select checkout_id from event where commande_id = ${id}))`,
}
const pageStatement = statementPerText('event-page')

const textOf = (names: readonly (keyof Filter)[]): string => {
  const where = ['stream = $1', 'position > $2', ...names.map((filter, i) => conditions[filter](`$${i + 4}`))]
  return `select ${columns} from event where ${where.join(' and ')} order by position limit $3`
}

export const readPage =
  (pool: Pool): ReadPage =>
  ({ stream, filter, after, limit: limite }) => {
    const names = (Object.keys(conditions) as (keyof Filter)[]).filter((name) => filter[name] !== undefined)
    return pool.query<StoredEvent & Row>(pageStatement(textOf(names)), [
      stream,
      after,
      limite,
      ...names.map((name) => filter[name]),
    ])
  }

export const readCheckout =
  (pool: Pool): ReadCheckout =>
  (checkoutId) =>
    pool.query<StoredEvent & Row>(ofCheckout, [checkoutId])

const readTypes = sql(
  'checkouts-types',
  `select asked.checkout_id, array_agg(event.type) filter (where event.type is not null) as types
   from unnest($1::uuid[]) as asked (checkout_id) left join event using (checkout_id)
   group by asked.checkout_id`,
)
const first: CheckoutEventType = 'CheckoutInitiated'

// Events of these checkouts may be stored later than their effects. One record a minute is enough.
const noteUnread = sql(
  'loss-unread',
  `insert into stream_loss (stream, cause, found_at_ms, since_ms)
   select $1::text, 'unread', $2::bigint, $3::bigint
   where not exists (select from stream_loss where found_at_ms > $2::bigint - 60000 and since_ms <= $3::bigint)`,
)

export type Incomplete = { inconnus: string[]; incomplets: string[] }

type Process = { isWhole: (types: ReadonlySet<string>) => boolean; terminaux: ReadonlySet<string> }

/** The start of a checkout, from its UUIDv7, in milliseconds since the epoch. */
const startMs = (checkoutId: string): number => Number.parseInt(checkoutId.slice(0, 8) + checkoutId.slice(9, 13), 16)

/**
 * Of the given checkouts, those whose first event is missing, and those whose history is incomplete. Callers ask about
 * checkouts whose first event was published long ago: if it is missing, or an ended history has a hole, a permanent
 * loss is recorded.
 */
export const findUnknown =
  (pool: Pool, { isWhole, terminaux }: Process, { stream, now }: { stream: string; now: () => number }) =>
  async (checkoutIds: readonly string[]): Promise<Incomplete> => {
    const rows = await pool.query<{ checkout_id: string; types: string[] | null }>(readTypes, [checkoutIds])
    const found: Incomplete = { inconnus: [], incomplets: [] }
    const lost: number[] = []
    for (const { checkout_id, types } of rows) {
      const present = new Set(types ?? [])
      const hasEnded = [...present].some((type) => terminaux.has(type))
      if (!present.has(first)) found.inconnus.push(checkout_id)
      else if (!isWhole(present)) found.incomplets.push(checkout_id)
      if (!present.has(first) || (hasEnded && !isWhole(present))) lost.push(startMs(checkout_id))
    }
    if (lost.length > 0) await pool.query(noteUnread, [stream, now(), Math.min(...lost)])
    return found
  }
