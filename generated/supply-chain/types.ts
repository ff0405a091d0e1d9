// Generated from specs/openapi/supply-chain.yaml by generators/openapi (openapi-generator 7.25.0, typescript-fetch). Do not edit.

import type { ProblemOf } from '../problems.ts'

/** The undo of a step, with its failed and successful attempts and the reason of the last failure. Attempts after parking are not counted. */
export type AnnulationEtape = {
  action: string | null
  tentatives: number
  debut_a: string | null
  fin_a: string | null
  motif: string | null
}

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

/** A pending undo, with the number of failed attempts and the last reason. */
export type EtapeRestante = {
  etape: string
  action: string
  tentatives: number
  motif: string | null
}

/** A step of a validation, with its calls and its undo. */
export type EtapeWorkflow = {
  etape: string
  action: string
  etat: EtatEtape
  tentatives: number
  debut_a: string | null
  fin_a: string | null
  motif: string | null
  annulation: AnnulationEtape
}

/** State of a step. `inconnue`: it failed and may have an effect. While a validation is undone: `a_annuler`, `annulation_en_cours`, `parquee`
 * (its undo failed as often as the limit and is still retried), `annulee`, `abandonnee` (an operator closed the validation). */
export type EtatEtape =
  | 'a_faire'
  | 'en_cours'
  | 'faite'
  | 'echouee'
  | 'inconnue'
  | 'a_annuler'
  | 'annulation_en_cours'
  | 'parquee'
  | 'annulee'
  | 'abandonnee'

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

/** The reason for an intervention. */
export type Intervention = {
  /** The reason that a member of staff gives; at least one visible character. */
  motif: string
}

/** An intervention of an operator, with its author, the author's role, reason and time. `operation` is an operationId; `lireJournalSupplyChain` has more. */
export type InterventionFaite = {
  operation: string
  auteur: string
  role: string
  /** The reason that a member of staff gives; at least one visible character. */
  motif: string
  a: string
}

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

/** A page of the list, with the cursor of the next page. */
export type PageValidations = {
  elements: Array<ResumeValidation>
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
  /** The reason that a member of staff gives; at least one visible character. */
  motif: string
}

/** The step from which to restart, and the reason. */
export type Relance = {
  etape: string
  /** The reason that a member of staff gives; at least one visible character. */
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

/** The state of a validation, its request, and who asked for it. `etape`, where it is or failed; null if no step has begun, or it succeeded. */
export type ResumeValidation = {
  /** UUIDv7, created when the validation of a restocking request begins; the key of all its effects. */
  validation_id: string
  /** Id of a restocking request. */
  demande_id: string
  /** Number of a shop; 1 is the online shop. */
  magasin_id: number
  /** Number of a product, the same in every service. */
  produit_id: number
  /** Pieces in one movement between stocks. */
  quantite: number
  etat: EtatValidation
  terminale: boolean
  motif: string | null
  parquee: boolean
  etape: string | null
  demandee_par: string
  debut_a: string
  fin_a: string | null
  /** The pending undos; empty unless the validation is parked. */
  etapes_restantes: Array<EtapeRestante>
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

/** A validation of a restocking request. `parquee`, an undo failed as often as the limit and is still retried; `version`, the number of
 * entries of its log. */
export type Validation = {
  /** UUIDv7, created when the validation of a restocking request begins; the key of all its effects. */
  validation_id: string
  /** Id of a restocking request. */
  demande_id: string
  etat: EtatValidation
  terminale: boolean
  motif: string | null
  parquee: boolean
  demandee_par: string
  debut_a: string
  fin_a: string | null
  version: number
  etapes: Array<EtapeWorkflow>
  interventions: Array<InterventionFaite>
  transitions: Array<TransitionValidation>
}

/** The request of cloreValidation, as a client passes it. */
export type CloreValidationRequest = {
  path: { validation_id: string }
  body: Intervention
}

/** The request of cloreValidation, as its handler receives it: validated, with defaults. */
export type CloreValidationInput = {
  path: { validation_id: string }
  query: Record<string, never>
  headers: { 'idempotency-key': string }
  body: Intervention
}

/** The documented results of cloreValidation. */
export type CloreValidationResult =
  | { status: 202; body: ResultatValidation }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'validation-inconnue'> }
  | { status: 409; body: ProblemOf<'validation-terminee' | 'cloture-impossible'> }

/** A response of the server to cloreValidation: a result, or a failure that the client throws. */
export type CloreValidationAnswer = (
  | CloreValidationResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of forcerAnnulationValidation, as a client passes it. */
export type ForcerAnnulationValidationRequest = {
  path: { validation_id: string }
  body: Intervention
}

/** The request of forcerAnnulationValidation, as its handler receives it: validated, with defaults. */
export type ForcerAnnulationValidationInput = {
  path: { validation_id: string }
  query: Record<string, never>
  headers: { 'idempotency-key': string }
  body: Intervention
}

/** The documented results of forcerAnnulationValidation. */
export type ForcerAnnulationValidationResult =
  | { status: 202; body: ResultatValidation }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'validation-inconnue'> }
  | { status: 409; body: ProblemOf<'validation-terminee'> }

/** A response of the server to forcerAnnulationValidation: a result, or a failure that the client throws. */
export type ForcerAnnulationValidationAnswer = (
  | ForcerAnnulationValidationResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of lireEtatValidation, as a client passes it. */
export type LireEtatValidationRequest = {
  path: { validation_id: string }
}

/** The request of lireEtatValidation, as its handler receives it: validated, with defaults. */
export type LireEtatValidationInput = {
  path: { validation_id: string }
  query: Record<string, never>
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of lireEtatValidation. */
export type LireEtatValidationResult =
  | { status: 200; body: Validation }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'validation-inconnue'> }

/** A response of the server to lireEtatValidation: a result, or a failure that the client throws. */
export type LireEtatValidationAnswer = (
  | LireEtatValidationResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

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

/** The request of listerValidations, as a client passes it. */
export type ListerValidationsRequest = {
  query?: { etat?: EtatValidation; parquees?: boolean; demande_id?: string; limite?: number; curseur?: string }
}

/** The request of listerValidations, as its handler receives it: validated, with defaults. */
export type ListerValidationsInput = {
  path: Record<string, never>
  query: { etat?: EtatValidation; parquees: boolean; demande_id?: string; limite: number; curseur?: string }
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of listerValidations. */
export type ListerValidationsResult =
  | { status: 200; body: PageValidations }
  | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to listerValidations: a result, or a failure that the client throws. */
export type ListerValidationsAnswer = (
  | ListerValidationsResult
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

/** The request of relancerValidation, as a client passes it. */
export type RelancerValidationRequest = {
  path: { validation_id: string }
  body: Relance
}

/** The request of relancerValidation, as its handler receives it: validated, with defaults. */
export type RelancerValidationInput = {
  path: { validation_id: string }
  query: Record<string, never>
  headers: { 'idempotency-key': string }
  body: Relance
}

/** The documented results of relancerValidation. */
export type RelancerValidationResult =
  | { status: 202; body: ResultatValidation }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'validation-inconnue'> }
  | { status: 409; body: ProblemOf<'validation-terminee' | 'relance-impossible'> }

/** A response of the server to relancerValidation: a result, or a failure that the client throws. */
export type RelancerValidationAnswer = (
  | RelancerValidationResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
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
