// Generated from specs/openapi/supply-chain.yaml by generators/openapi (openapi-generator 7.25.0, typescript-fetch). Do not edit.

import type { ProblemOf } from '../problems.ts'

/** A shop's request for pieces of a product from the central stock. */
export type DemandeReapprovisionnement = {
  /** Id of a restocking request. */
  demande_id: string
  /** Number of a shop; 1 is the online shop. */
  magasin_id: number
  /** Number of a product, the same in every service. */
  produit_id: number
  /** Pieces in one movement between stocks. */
  quantite: number
  statut: StatutDemande
  /** The reason for the rejection; null unless rejected. */
  motif_rejet: string | null
  /** When the request was made. */
  creee_a: string
}

/** A line that asks for more than is available. */
export type LigneInsuffisante = {
  /** Number of a product, the same in every service. */
  produit_id: number
  /** Pieces in one movement between stocks. */
  quantite: number
  /** Pieces in stock; never negative. */
  disponible: number
}

/** A page of restocking requests, oldest first, with the cursor of the next page. */
export type PageDemandes = {
  elements: Array<DemandeReapprovisionnement>
  /** Opaque cursor of the next page; null on the last page. */
  curseur_suivant: string | null
}

/** A field, the violated rule, and a message. */
export type ProblemField = {
  field: string
  rule: string
  message: string
}

/** The reason for the rejection. */
export type Rejet = {
  /** Reason for a failure, refusal or cancellation. */
  motif: string
}

/** A waiting request is approved or rejected, once. */
export type StatutDemande = 'en_attente' | 'approuvee' | 'rejetee'

/** The request of listerDemandes, as a client passes it. */
export type ListerDemandesRequest = {
  query?: { statut?: StatutDemande; limite?: number; curseur?: string }
}

/** The request of listerDemandes, as its handler receives it: validated, with defaults. */
export type ListerDemandesInput = {
  path: Record<string, never>
  query: { statut?: StatutDemande; limite: number; curseur?: string }
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of listerDemandes. */
export type ListerDemandesResult = { status: 200; body: PageDemandes } | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to listerDemandes: a result, or a failure that the client throws. */
export type ListerDemandesAnswer = (
  | ListerDemandesResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of rejeterDemande, as a client passes it. */
export type RejeterDemandeRequest = {
  path: { demande_id: string }
  body: Rejet
}

/** The request of rejeterDemande, as its handler receives it: validated, with defaults. */
export type RejeterDemandeInput = {
  path: { demande_id: string }
  query: Record<string, never>
  headers: { 'idempotency-key': string }
  body: Rejet
}

/** The documented results of rejeterDemande. */
export type RejeterDemandeResult =
  | { status: 200; body: DemandeReapprovisionnement }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'demande-inconnue'> }
  | { status: 409; body: ProblemOf<'demande-deja-traitee'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to rejeterDemande: a result, or a failure that the client throws. */
export type RejeterDemandeAnswer = (
  | RejeterDemandeResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of validerDemande, as a client passes it. */
export type ValiderDemandeRequest = {
  path: { demande_id: string }
}

/** The request of validerDemande, as its handler receives it: validated, with defaults. */
export type ValiderDemandeInput = {
  path: { demande_id: string }
  query: Record<string, never>
  headers: { 'idempotency-key': string }
  body: undefined
}

/** The documented results of validerDemande. */
export type ValiderDemandeResult =
  | { status: 200; body: DemandeReapprovisionnement }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'demande-inconnue'> }
  | { status: 409; body: ProblemOf<'demande-deja-traitee' | 'stock-insuffisant'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to validerDemande: a result, or a failure that the client throws. */
export type ValiderDemandeAnswer = (
  | ValiderDemandeResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }
