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

/** State of a validation saga. Only VALIDATION_TERMINEE and VALIDATION_ANNULEE are terminal. */
export type EtatValidation =
  | 'EN_ATTENTE'
  | 'PRELEVEMENT_STOCK'
  | 'STOCK_PRELEVE'
  | 'LIVRAISON_MAGASIN'
  | 'MAGASIN_LIVRE'
  | 'APPROBATION_DEMANDE'
  | 'DEMANDE_APPROUVEE'
  | 'VALIDATION_TERMINEE'
  | 'ECHEC_PRELEVEMENT_STOCK'
  | 'ECHEC_LIVRAISON_MAGASIN'
  | 'ECHEC_APPROBATION_DEMANDE'
  | 'COMPENSATION_EN_COURS'
  | 'VALIDATION_ANNULEE'

/** An operation that succeeded. It was logged in the transaction of its effect, and is never changed or deleted. */
export type OperationJournal = {
  /** Increases with the order of writing, within one service. */
  numero: number
  fait_le: string
  /** The operationId in the specification. */
  operation: string
  /** The kind of object, such as `produit` or `client`. */
  objet_type: string
  /** The id of the object. */
  objet_id: string
  /** The subject of a token, a member of staff or a customer. */
  auteur: string
  role: string
  application: string
  /** The reason that the author gave; null for none. */
  motif: string | null
  /** The correlation id of the request, as in the services' logs. */
  correlation_id: string
}

/** A page of restocking requests, oldest first, with the cursor of the next page. */
export type PageDemandes = {
  elements: Array<DemandeReapprovisionnement>
  /** Opaque cursor of the next page; null on the last page. */
  curseur_suivant: string | null
}

/** A page of operations, newest first, with the cursor of the next page. */
export type PageJournal = {
  elements: Array<OperationJournal>
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
  /** Why a restocking request was rejected; at least one visible character. */
  motif: string
}

/** A validation that may not have ended. */
export type ResultatValidation = {
  /** UUIDv7, created when the validation of a restocking request begins; the key of all its effects. */
  validation_id: string
  /** Id of a restocking request. */
  demande_id: string
  etat: EtatValidation
}

/** A waiting request is approved or rejected, once. */
export type StatutDemande = 'en_attente' | 'approuvee' | 'rejetee'

/** An entry of the log of a validation: the new state, its time and reason, and the step and call. */
export type TransitionValidation = {
  etat: EtatValidation
  a: string
  motif: string | null
  etape: string | null
  action: string | null
}

/** A validation of a restocking request, with its transitions. `parquee`, an undo failed more often than the limit and is still retried. */
export type Validation = {
  /** UUIDv7, created when the validation of a restocking request begins; the key of all its effects. */
  validation_id: string
  /** Id of a restocking request. */
  demande_id: string
  etat: EtatValidation
  terminale: boolean
  motif: string | null
  parquee: boolean
  transitions: Array<TransitionValidation>
}

/** The request of lireJournalSupplyChain, as a client passes it. */
export type LireJournalSupplyChainRequest = {
  query?: {
    auteur?: string
    operation?: string
    objet_type?: string
    objet_id?: string
    depuis?: string
    jusqu_a?: string
    limite?: number
    curseur?: string
  }
}

/** The request of lireJournalSupplyChain, as its handler receives it: validated, with defaults. */
export type LireJournalSupplyChainInput = {
  path: Record<string, never>
  query: {
    auteur?: string
    operation?: string
    objet_type?: string
    objet_id?: string
    depuis?: string
    jusqu_a?: string
    limite: number
    curseur?: string
  }
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of lireJournalSupplyChain. */
export type LireJournalSupplyChainResult =
  | { status: 200; body: PageJournal }
  | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to lireJournalSupplyChain: a result, or a failure that the client throws. */
export type LireJournalSupplyChainAnswer = (
  | LireJournalSupplyChainResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of lireValidation, as a client passes it. */
export type LireValidationRequest = {
  path: { demande_id: string }
}

/** The request of lireValidation, as its handler receives it: validated, with defaults. */
export type LireValidationInput = {
  path: { demande_id: string }
  query: Record<string, never>
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of lireValidation. */
export type LireValidationResult =
  | { status: 200; body: Validation }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'validation-inconnue'> }

/** A response of the server to lireValidation: a result, or a failure that the client throws. */
export type LireValidationAnswer = (
  | LireValidationResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

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
  | { status: 202; body: ResultatValidation }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'demande-inconnue'> }
  | { status: 409; body: ProblemOf<'demande-deja-traitee' | 'validation-refusee'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }
  | { status: 503; body: ProblemOf<'validation-annulee'> }

/** A response of the server to validerDemande: a result, or a failure that the client throws. */
export type ValiderDemandeAnswer = (
  | ValiderDemandeResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }
