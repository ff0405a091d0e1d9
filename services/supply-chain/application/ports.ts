import type { Act, LoggedOperation } from '#platform/delivery/operation-log.ts'
import type { NewSaga, SagaLog } from '#saga/durable/saga-log.ts'
import type { DemandeDejaTraitee, DemandeReapprovisionnement } from '../domain/demande-reapprovisionnement.ts'
import type { MotifDonne } from '../domain/motif-donne.ts'
import type { DemandeValidee, WorkflowValidation } from '../domain/workflow-validation.ts'

export type Trace = { readonly traceparent?: string | undefined; readonly correlationId?: string | undefined }

/** Refusals of inventaire: no such request; a cursor that it did not write; and those of a repeated key. */
export type RequestRefusal = { readonly kind: 'demande-inconnue' } | DemandeDejaTraitee
export type KeyRefusal = { readonly kind: 'idempotency-in-flight' | 'idempotency-key-reused' }

export type RequestPage = { elements: DemandeReapprovisionnement[]; curseur_suivant: string | null }
export type RequestFilter = { statut?: DemandeReapprovisionnement['statut']; limite: number; curseur?: string }

/** The requests, which inventaire stores. Each call rejects with `CallFailure` if inventaire does not answer. */
export type Requests = {
  readonly list: (filter: RequestFilter, trace: Trace) => Promise<RequestPage | { readonly kind: 'invalid-cursor' }>
  readonly read: (demandeId: string, trace: Trace) => Promise<DemandeReapprovisionnement | undefined>
  readonly reject: (
    /** inventaire logs the operation of `act` together with the rejection. */
    request: { demandeId: string; motif: MotifDonne; act: Act; key: string },
    trace: Trace,
  ) => Promise<DemandeReapprovisionnement | RequestRefusal | KeyRefusal>
}

/** The validation known under a key, with the request that it keeps. */
export type KnownValidation = {
  readonly kind: 'known'
  readonly workflow: WorkflowValidation
  readonly demande: DemandeValidee
  readonly fingerprint: Buffer
  readonly startedAt: number
}

/** A validation with its request, and who asked for it. Times in milliseconds since the epoch. */
export type SeenValidation = WorkflowValidation & {
  readonly demande_id: string
  readonly magasin_id: number
  readonly produit_id: number
  readonly quantite: number
  /** The step at which it is or failed; null if none has begun, or it succeeded. */
  readonly etape: string | null
  readonly demandee_par: string
  readonly debut_ms: number
  readonly fin_ms: number | null
}

/** An operation of an operator on a validation, from the log of operations. */
export type RecordedIntervention = Pick<LoggedOperation, 'operation' | 'author' | 'role'> & {
  readonly reason: string
  readonly at: Date
}

/** `demandeId`: all of this request; otherwise active ones, or those in a state. `after`: older than this validation. */
export type ValidationFilter = {
  etat?: string
  parked?: boolean
  demandeId?: string
  limit: number
  after?: string
}

/** The log of all validations as one replica sees it. The scope of a key is the caller and its user. */
export type ValidationLog = SagaLog<SeenValidation> & {
  readonly accept: (saga: NewSaga) => Promise<{ readonly kind: 'accepted' } | KnownValidation>
  readonly findKey: (scope: string, key: string) => Promise<KnownValidation | undefined>
  /** The validation of a request that began last. */
  readonly latestOf: (demandeId: string) => Promise<SeenValidation | undefined>
  /** Newest first. */
  readonly list: (filter: ValidationFilter) => Promise<SeenValidation[]>
  /** Oldest first. */
  readonly readInterventions: (id: string) => Promise<RecordedIntervention[]>
  /** Whether the request with this key closed the validation. */
  readonly wasClosedBy: (id: string, requestKey: string) => Promise<boolean>
}
