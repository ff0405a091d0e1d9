// Generated from specs/asyncapi/checkout.yaml by generators/asyncapi. Do not edit.

import type { EventOf } from '#platform/stream/typed-events.ts'

export type CheckoutFailed = {
  /** UUIDv7, created when a checkout is accepted; the key of all effects of the checkout. */
  checkout_id: string
  /** Random pseudonym of a customer; says nothing about the person. */
  client_id: string
  /** Reason for a failure, refusal or cancellation. */
  reason: string
  /** When the event was published, in seconds since the epoch; the publisher adds it. */
  emitted_at?: number
}

export type CheckoutInitiated = {
  /** UUIDv7, created when a checkout is accepted; the key of all effects of the checkout. */
  checkout_id: string
  /** Random pseudonym of a customer; says nothing about the person. */
  client_id: string
  /** The lines to check out. */
  panier: PanierCommande
  /** When the event was published, in seconds since the epoch; the publisher adds it. */
  emitted_at?: number
}

export type CheckoutSucceeded = {
  /** UUIDv7, created when a checkout is accepted; the key of all effects of the checkout. */
  checkout_id: string
  /** Id of the order that a checkout created. */
  commande_id: string
  /** Random pseudonym of a customer; says nothing about the person. */
  client_id: string
  /** When the event was published, in seconds since the epoch; the publisher adds it. */
  emitted_at?: number
}

/** A product and its quantity. A request contains a product in at most one line. */
export type LigneCommande = {
  /** Number of a product, the same in every service. */
  produit_id: number
  /** Pieces of one product in one line. */
  quantite: number
}

/** A line with its unit price from the catalogue; a price never comes from the client. */
export type LigneVendue = {
  /** Number of a product, the same in every service. */
  produit_id: number
  /** Pieces of one product in one line. */
  quantite: number
  /** Price of one piece in integer cents. */
  prix_unitaire_cents: number
}

export type OrderCreated = {
  /** UUIDv7, created when a checkout is accepted; the key of all effects of the checkout. */
  checkout_id: string
  /** Id of the order that a checkout created. */
  commande_id: string
  /** Random pseudonym of a customer; says nothing about the person. */
  client_id: string
  /** When the event was published, in seconds since the epoch; the publisher adds it. */
  emitted_at?: number
}

export type OrderCreationFailed = {
  /** UUIDv7, created when a checkout is accepted; the key of all effects of the checkout. */
  checkout_id: string
  /** Random pseudonym of a customer; says nothing about the person. */
  client_id: string
  /** Reason for a failure, refusal or cancellation. */
  reason: string
  /** A moment in milliseconds since the epoch. */
  failed_at: number
  /** When the event was published, in seconds since the epoch; the publisher adds it. */
  emitted_at?: number
}

/** The lines to check out. */
export type PanierCommande = {
  lignes: LigneCommande[]
}

/** The lines with their unit prices. */
export type PanierVendu = {
  lignes: LigneVendue[]
}

export type StockReleased = {
  /** UUIDv7, created when a checkout is accepted; the key of all effects of the checkout. */
  checkout_id: string
  /** Random pseudonym of a customer; says nothing about the person. */
  client_id: string
  /** When the event was published, in seconds since the epoch; the publisher adds it. */
  emitted_at?: number
}

export type StockReservationFailed = {
  /** UUIDv7, created when a checkout is accepted; the key of all effects of the checkout. */
  checkout_id: string
  /** Random pseudonym of a customer; says nothing about the person. */
  client_id: string
  /** Reason for a failure, refusal or cancellation. */
  reason: string
  /** A step of the checkout; null if the deadline passed between two steps. A newer process may have steps beyond the examples. */
  etape: string | null
  /** When the event was published, in seconds since the epoch; the publisher adds it. */
  emitted_at?: number
}

export type StockReserved = {
  /** UUIDv7, created when a checkout is accepted; the key of all effects of the checkout. */
  checkout_id: string
  /** Random pseudonym of a customer; says nothing about the person. */
  client_id: string
  /** The lines with their unit prices. */
  panier: PanierVendu
  /** When the event was published, in seconds since the epoch; the publisher adds it. */
  emitted_at?: number
}

/** All events of ecommerce.checkout.events, discriminated by `type`. */
export type CheckoutEvent =
  | EventOf<'CheckoutInitiated', CheckoutInitiated>
  | EventOf<'StockReserved', StockReserved>
  | EventOf<'StockReservationFailed', StockReservationFailed>
  | EventOf<'OrderCreated', OrderCreated>
  | EventOf<'OrderCreationFailed', OrderCreationFailed>
  | EventOf<'CheckoutSucceeded', CheckoutSucceeded>
  | EventOf<'CheckoutFailed', CheckoutFailed>
  | EventOf<'StockReleased', StockReleased>

export type CheckoutEventType = CheckoutEvent['type']
