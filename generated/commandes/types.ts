// Generated from specs/openapi/commandes.yaml by generators/openapi (openapi-generator 7.25.0, typescript-fetch). Do not edit.

import type { ProblemOf } from '../problems.ts'

/** A cancelled checkout in commandes. */
export type Annulation = {
  /** UUIDv7, created when a checkout is accepted; the key of all effects of the checkout. */
  checkout_id: string
  etat: EtatAnnulation
  /** The cancelled order; null if there was none. */
  commande_id: string | null
}

/** The order to cancel and why. */
export type DemandeAnnulation = {
  /** UUIDv7, created when a checkout is accepted; the key of all effects of the checkout. */
  checkout_id: string
  /** Reason for a failure, refusal or cancellation. */
  motif: string
}

/** A cancellation always succeeds. */
export type EtatAnnulation = 'annulee'

/** Recorded or cancelled; a cancellation is final. */
export type EtatVente = 'enregistree' | 'annulee'

/** A line with its unit price from the catalogue; a price never comes from the client. */
export type LigneVendue = {
  /** Number of a product, the same in every service. */
  produit_id: number
  /** Pieces of one product in one line. */
  quantite: number
  /** Price of one piece in integer cents. */
  prix_unitaire_cents: number
}

/** A shop. */
export type Magasin = {
  /** Number of a shop; 1 is the online shop. */
  magasin_id: number
  nom: string
}

/** The order to record. */
export type NouvelleVente = {
  /** UUIDv7, created when a checkout is accepted; the key of all effects of the checkout. */
  checkout_id: string
  /** Random pseudonym of a customer; says nothing about the person. */
  client_id: string
  lignes: Array<LigneVendue>
}

/** A page of the list, with the cursor of the next page. */
export type PageMagasins = {
  elements: Array<Magasin>
  /** Opaque cursor of the next page; null on the last page. */
  curseur_suivant: string | null
}

/** A field, the violated rule, and a message. */
export type ProblemField = {
  field: string
  rule: string
  message: string
}

/** A sale; its total is the sum of its lines. */
export type Vente = {
  /** Id of the order that a checkout created. */
  commande_id: string
  /** UUIDv7, created when a checkout is accepted; the key of all effects of the checkout. */
  checkout_id: string
  /** Random pseudonym of a customer; says nothing about the person. */
  client_id: string
  etat: EtatVente
  /** Sum over all lines in integer cents. */
  total_cents: number
  lignes: Array<LigneVendue>
}

/** The request of annulerVente, as a client passes it. */
export type AnnulerVenteRequest = {
  body: DemandeAnnulation
}

/** The request of annulerVente, as its handler receives it: validated, with defaults. */
export type AnnulerVenteInput = {
  path: Record<string, never>
  query: Record<string, never>
  headers: { 'idempotency-key': string; 'x-saga-epoch'?: string }
  body: DemandeAnnulation
}

/** The documented results of annulerVente. */
export type AnnulerVenteResult =
  | { status: 200; body: Annulation }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 409; body: ProblemOf<'epoch-superseded'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to annulerVente: a result, or a failure that the client throws. */
export type AnnulerVenteAnswer = (
  | AnnulerVenteResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of enregistrerVente, as a client passes it. */
export type EnregistrerVenteRequest = {
  body: NouvelleVente
}

/** The request of enregistrerVente, as its handler receives it: validated, with defaults. */
export type EnregistrerVenteInput = {
  path: Record<string, never>
  query: Record<string, never>
  headers: { 'idempotency-key': string; 'x-saga-epoch'?: string }
  body: NouvelleVente
}

/** The documented results of enregistrerVente. */
export type EnregistrerVenteResult =
  | { status: 201; body: Vente }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 409; body: ProblemOf<'vente-annulee' | 'epoch-superseded'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to enregistrerVente: a result, or a failure that the client throws. */
export type EnregistrerVenteAnswer = (
  | EnregistrerVenteResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of lireVente, as a client passes it. */
export type LireVenteRequest = {
  path: { commande_id: string }
}

/** The request of lireVente, as its handler receives it: validated, with defaults. */
export type LireVenteInput = {
  path: { commande_id: string }
  query: Record<string, never>
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of lireVente. */
export type LireVenteResult =
  | { status: 200; body: Vente }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'vente-inconnue'> }

/** A response of the server to lireVente: a result, or a failure that the client throws. */
export type LireVenteAnswer = (
  | LireVenteResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of listerMagasins, as a client passes it. */
export type ListerMagasinsRequest = {
  query?: { limite?: number; curseur?: string }
}

/** The request of listerMagasins, as its handler receives it: validated, with defaults. */
export type ListerMagasinsInput = {
  path: Record<string, never>
  query: { limite: number; curseur?: string }
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of listerMagasins. */
export type ListerMagasinsResult = { status: 200; body: PageMagasins } | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to listerMagasins: a result, or a failure that the client throws. */
export type ListerMagasinsAnswer = (
  | ListerMagasinsResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of trancherVente, as a client passes it. */
export type TrancherVenteRequest = {
  body: DemandeAnnulation
}

/** The request of trancherVente, as its handler receives it: validated, with defaults. */
export type TrancherVenteInput = {
  path: Record<string, never>
  query: Record<string, never>
  headers: { 'idempotency-key': string }
  body: DemandeAnnulation
}

/** The documented results of trancherVente. */
export type TrancherVenteResult =
  | { status: 200; body: Vente }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 409; body: ProblemOf<'vente-annulee'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to trancherVente: a result, or a failure that the client throws. */
export type TrancherVenteAnswer = (
  | TrancherVenteResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }
