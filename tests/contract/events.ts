import { MatchersV3 } from '@pact-foundation/pact'
import { checkoutId, type ExpectedEvent, idOf, uuid } from './consumer.ts'

// The events as their consumers expect them: their decoders require the whole payload.

const { integer, eachLike, regex } = MatchersV3

export const clientId = idOf('client of the events')
export const commandeId = idOf('order of the events')
export const produitId = 42

const ids = { checkout_id: uuid(checkoutId), client_id: uuid(clientId) }
const ligne = { produit_id: integer(produitId), quantite: integer(2) }
const reason = regex('^[A-Z_]+$', 'DELAI_DEPASSE')
const commande_id = uuid(commandeId)

const payloads = {
  CheckoutInitiated: { ...ids, panier: { lignes: eachLike(ligne) } },
  StockReserved: { ...ids, panier: { lignes: eachLike({ ...ligne, prix_unitaire_cents: integer(1250) }) } },
  StockReservationFailed: { ...ids, reason, etape: regex('^[a-z-]+$', 'verifier-stock') },
  OrderCreated: { ...ids, commande_id },
  OrderCreationFailed: { ...ids, reason, failed_at: integer(1_730_625_164_000) },
  CheckoutSucceeded: { ...ids, commande_id },
  CheckoutFailed: { ...ids, reason },
  StockReleased: ids,
} as const

export type EventType = keyof typeof payloads
export const eventOf = (type: EventType): ExpectedEvent => ({ type, payload: payloads[type] })

/** The events that each application publishes. */
export const published = {
  // Everything: it publishes the whole history of a checkout that it ends after the deadline.
  ecommerce: Object.keys(payloads) as EventType[],
  'stock-reservation': ['StockReserved', 'StockReservationFailed', 'CheckoutFailed'],
  'order-creation': ['OrderCreated', 'CheckoutSucceeded', 'OrderCreationFailed'],
  'stock-compensation': ['StockReleased', 'CheckoutFailed'],
} as const satisfies Record<string, readonly EventType[]>
export type Publisher = keyof typeof published
