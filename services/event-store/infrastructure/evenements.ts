import type { Received } from '#generated/events/event-store.ts'
import { type Pool, type Row, sql } from '#platform/postgres.ts'
import type { EvenementStocke, LireCheckout, LirePage } from '../application/lire-historique.ts'

const store = sql(
  'event-store',
  'select store_events($1, $2, $3, $4, $5, $6::smallint[], $7::double precision[], $8, $9, $10, $11) as stored',
)
const columns = 'event_id, stream, position, checkout_id, version, type, payload, ts'
const page = sql(
  'event-page',
  `select ${columns} from event where stream = $1 and position > $2 order by position limit $3`,
)
const pageOfType = sql(
  'event-page-of-type',
  `select ${columns} from event where stream = $1 and position > $2 and type = $4 order by position limit $3`,
)
const ofCheckout = sql('event-of-checkout', `select ${columns} from event where checkout_id = $1 order by version`)

/** Stores the events that are new, in one round trip and one transaction; returns how many were new. */
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
  ])
  return row?.stored ?? 0
}

export const lirePage =
  (pool: Pool): LirePage =>
  ({ stream, type, apres, limite }) =>
    type === undefined
      ? pool.query<EvenementStocke & Row>(page, [stream, apres, limite])
      : pool.query<EvenementStocke & Row>(pageOfType, [stream, apres, limite, type])

export const lireCheckout =
  (pool: Pool): LireCheckout =>
  (checkoutId) =>
    pool.query<EvenementStocke & Row>(ofCheckout, [checkoutId])
