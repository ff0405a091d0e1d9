import { randomUUID } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import * as events from '#generated/events/events.ts'
import type { CheckoutEvent } from '#generated/events/types.ts'
import { systemClock } from '#platform/base/clock.ts'
import type { Pool } from '#platform/postgres/pool.ts'
import type { StreamMessage } from '#platform/stream/bus.ts'
import type { DeadLetter } from '#platform/stream/upkeep.ts'
import { type MeasureReplay, replayCheckout } from './application/read-history.ts'
import { timelineOf } from './application/timelines.ts'
import { countSummaries, listSummaries } from './infrastructure/checkout-lists.ts'
import { readAbandoned } from './infrastructure/dead-letters.ts'
import { readCheckout } from './infrastructure/events.ts'
import { checkoutProcess } from './infrastructure/process.ts'
import { checkoutStates } from './infrastructure/states.ts'
import { timelineHandlers } from './interface/timelines.ts'

// Shared by the tests of the event store: checkouts as the stream delivers them.

export const asEvent = (message: StreamMessage): CheckoutEvent => {
  const payloadText = JSON.stringify(message.payload)
  const { stream, type, payload, eventId, version = 1 } = message
  return events.decode({
    stream,
    type,
    payload,
    payloadText,
    eventId,
    entryId: '1-1',
    version,
    ts: 1.5,
    deliveries: 1,
  })
}

export const success = (checkout_id = uuidv7(), client_id = randomUUID()): CheckoutEvent[] => {
  const panier = { lignes: [{ produit_id: 1, quantite: 2 }] }
  const sold = { lignes: [{ produit_id: 1, quantite: 2, prix_unitaire_cents: 250 }] }
  const commande_id = uuidv7()
  return [
    events.checkoutInitiated({ checkout_id, client_id, panier }),
    events.stockReserved({ checkout_id, client_id, panier: sold }),
    events.orderCreated({ checkout_id, client_id, commande_id }),
    events.checkoutSucceeded({ checkout_id, client_id, commande_id }),
  ].map(asEvent)
}

export const failure = (checkout_id = uuidv7(), client_id = randomUUID()): CheckoutEvent[] => {
  const reason = 'DELAI_DEPASSE'
  return [
    ...success(checkout_id, client_id).slice(0, 2),
    asEvent(events.orderCreationFailed({ checkout_id, client_id, reason, failed_at: 1_700_000_000_000 })),
    asEvent(events.stockReleased({ checkout_id, client_id })),
    asEvent(events.checkoutFailed({ checkout_id, client_id, reason })),
  ]
}

/** An event that a group gave up now. */
export const deadLetterOf = (
  letter: Pick<DeadLetter, 'group' | 'eventId' | 'type'> & Partial<DeadLetter>,
): DeadLetter => ({
  entryId: `${randomUUID()}-0`,
  fields: ['type', letter.type, 'event_id', letter.eventId],
  reason: 'the database is down',
  deliveries: 5,
  givenUpAtMs: Date.now(),
  ...letter,
})

/** Opens the days of these checkouts as the owner, however old they are. */
export const openDaysOf = async (owner: Pool, checkoutIds: readonly string[]): Promise<void> => {
  await owner.raw.query(
    `select attach_event_day(day) from (select distinct event_day_of(id) as day from unnest($1::uuid[]) as id) as asked
     where day not in (select day from event_day)`,
    [checkoutIds],
  )
}

/** The id of a checkout accepted at this time. */
export const checkoutAt = (timeMs: number): string => {
  const time = timeMs.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-${uuidv7().slice(14)}`
}

/** The operations on checkouts over this database, where the orchestrator knows no saga. */
export const timelinesOver = (pool: Pool, measure: MeasureReplay = () => {}) =>
  timelineHandlers({
    replayCheckout: replayCheckout(checkoutStates, readCheckout(pool), measure, systemClock.now),
    timeline: async (id, replayed) => timelineOf(checkoutProcess, id, replayed, await readAbandoned(pool)(id)),
    askOrchestrator: async () => undefined,
    listCheckouts: listSummaries(pool),
    countCheckouts: countSummaries(pool),
    clock: systemClock,
  })
