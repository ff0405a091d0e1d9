import type { Clock } from '#platform/base/clock.ts'
import type { LoggedOperation } from '#platform/delivery/operation-log.ts'
import type { startSaga } from '#saga/durable/start-saga.ts'
import { isEnded, type SagaState } from '#saga/state.ts'
import { type DemandeReapprovisionnement, peutEtreValidee } from '../domain/demande-reapprovisionnement.ts'
import {
  approuvee,
  type DemandeValidee,
  demandeValidee,
  type Outcome,
  outcomeDe,
} from '../domain/workflow-validation.ts'
import type { KnownValidation, RequestRefusal, Requests, Trace, ValidationLog } from './ports.ts'

export type ValidationRequest = Trace & {
  demandeId: string
  scope: string
  key: string
  fingerprint: Buffer
  logged: LoggedOperation
}

export type Validated =
  | { readonly kind: 'approuvee'; readonly demande: DemandeReapprovisionnement }
  | (Exclude<Outcome, { kind: 'approuvee' }> & { readonly validationId: string })
  | RequestRefusal
  | { readonly kind: 'idempotency-in-flight' | 'idempotency-key-reused' | 'too-many' }

type Options = {
  requests: Pick<Requests, 'read'>
  validationLog: Pick<ValidationLog, 'findKey'>
  start: ReturnType<typeof startSaga<KnownValidation>>
  newId: () => string
  clock: Clock
  /** How long the caller waits for the end before it gets the location of the outcome. */
  answerMs: number
}

const outcomeOfState = (state: SagaState): Outcome =>
  outcomeDe({
    etat: state.etat,
    terminal: isEnded(state),
    motif: state.failure?.reason ?? null,
    failure_kind: state.failure?.kind ?? null,
  })

const validated = (validationId: string, demande: DemandeValidee, outcome: Outcome): Validated =>
  outcome.kind === 'approuvee' ? { kind: 'approuvee', demande: approuvee(demande) } : { ...outcome, validationId }

/**
 * Approves a request: runs its three steps and waits for the end. The same key gets the same answer, also after the request
 * was decided; while the first is still in progress, `idempotency-in-flight`.
 */
export const validateRequest = ({ requests, validationLog, start, newId, clock, answerMs }: Options) => {
  const answerKnown = ({ workflow, demande, ...known }: KnownValidation, fingerprint: Buffer): Validated => {
    if (!known.fingerprint.equals(fingerprint)) return { kind: 'idempotency-key-reused' }
    if (!workflow.terminal && clock.now() < known.startedAt + answerMs) return { kind: 'idempotency-in-flight' }
    return validated(workflow.validation_id, demande, outcomeDe(workflow))
  }

  return async ({ demandeId, scope, key, fingerprint, logged, ...trace }: ValidationRequest): Promise<Validated> => {
    const known = await validationLog.findKey(scope, key)
    if (known) return answerKnown(known, fingerprint)
    const read = await requests.read(demandeId, trace)
    if (read === undefined) return { kind: 'demande-inconnue' }
    if (!peutEtreValidee(read)) {
      // Since the look-up, the first call with this key may have decided the request.
      const since = await validationLog.findKey(scope, key)
      return since ? answerKnown(since, fingerprint) : { kind: 'demande-deja-traitee' }
    }
    const id = newId()
    const demande = demandeValidee(read)
    const data = { validation_id: id, ...demande }
    const started = await start({ id, scope, key, fingerprint, data, logged, traceparent: trace.traceparent })
    switch (started.kind) {
      case 'too-many':
        return started
      case 'known':
        return answerKnown(started, fingerprint)
      case 'ended':
      case 'running':
        return validated(id, demande, outcomeOfState(started.state))
      default:
        return started satisfies never
    }
  }
}
