import * as events from '#generated/events/events.ts'
import type { CheckoutEvent } from '#generated/events/types.ts'
import type { StreamMessage } from '#platform/stream/entry.ts'
import { seedNumber } from '#services/seed-ids.ts'

// A history of checkouts for benchmarks, determined by seed and time.

const customers = 10_000
const failedEvery = 8

const hex = (n: number, digits: number): string => n.toString(16).padStart(digits, '0').slice(-digits)

/** A UUIDv7 of a time whose random part is derived from the label and n. */
const idAt = (timeMs: number, label: string, n: number): string => {
  const [a, b] = [seedNumber(1, label, 2 * n), seedNumber(1, label, 2 * n + 1)]
  const time = hex(Math.floor(timeMs), 12)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(a, 3)}-8${hex(a >>> 12, 3)}-${hex(b, 8)}${hex(n, 4)}`
}

const received = (message: StreamMessage, ts: number, place: number): CheckoutEvent => {
  const { stream, type, eventId, version } = message
  const payloadText = `${JSON.stringify(message.payload).slice(0, -1)},"emitted_at":${ts}}`
  const entryId = `${Math.floor(ts * 1_000)}-${place}`
  return {
    stream,
    type,
    payload: message.payload,
    payloadText,
    eventId,
    entryId,
    version,
    ts,
    deliveries: 1,
  } as CheckoutEvent
}

/** The events of the n-th checkout, accepted at this time: four for a success, five for an undone one. */
export const checkoutEvents = (n: number, timeMs: number): CheckoutEvent[] => {
  const checkout_id = idAt(timeMs, 'checkout', n)
  const commande_id = idAt(timeMs + 40, 'order', n)
  const client_id = idAt(1_700_000_000_000, 'customer', seedNumber(1, 'customer-of', n) % customers)
  const lignes = [1, 2, 3].map((line) => ({ produit_id: 1 + ((n * line) % 1_000), quantite: line }))
  const vendues = lignes.map((ligne) => ({ ...ligne, prix_unitaire_cents: 100 + ligne.produit_id }))
  const base = { checkout_id, client_id }
  const begun = [
    events.checkoutInitiated({ ...base, panier: { lignes } }),
    events.stockReserved({ ...base, panier: { lignes: vendues } }),
  ]
  const reason = 'DELAI_DEPASSE'
  const ended =
    n % failedEvery === 0
      ? [
          events.orderCreationFailed({ ...base, reason, failed_at: Math.floor(timeMs) + 40 }),
          events.stockReleased(base),
          events.checkoutFailed({ ...base, reason }),
        ]
      : [events.orderCreated({ ...base, commande_id }), events.checkoutSucceeded({ ...base, commande_id })]
  return [...begun, ...ended].map((message, i) => received(message, (timeMs + i * 20) / 1_000, i))
}
