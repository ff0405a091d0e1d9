import { validationSaga } from '#generated/saga/validation.ts'
import type * as api from '#generated/supply-chain/types.ts'
import type { LogRecord } from '#saga/record.ts'
import { remainingOf } from '#saga/remaining.ts'
import type { StepState } from '#saga/state.ts'
import { type Attempts, type StepProgress, stepsOf } from '#saga/steps.ts'
import { transitionsOf } from '#saga/transitions.ts'
import type { RecordedIntervention, SeenValidation } from '../application/ports.ts'

const reasonLengthMax = 200
const reasonOf = (text: string | null | undefined): string | null => text?.slice(0, reasonLengthMax) ?? null

const timeOf = (ms: number): string => new Date(ms).toISOString()
const timeOrNull = (ms: number | null): string | null => (ms === null ? null : timeOf(ms))

const stateNames: Record<StepState, api.EtatEtape> = {
  waiting: 'a_faire',
  running: 'en_cours',
  repeating: 'en_cours',
  done: 'faite',
  failed: 'echouee',
  unknown: 'inconnue',
  'to-undo': 'a_annuler',
  undoing: 'annulation_en_cours',
  parked: 'parquee',
  undone: 'annulee',
  abandoned: 'abandonnee',
}

const attemptsBody = ({ attempts, startedAt, endedAt, reason }: Attempts) => ({
  tentatives: attempts,
  debut_a: timeOrNull(startedAt),
  fin_a: timeOrNull(endedAt),
  motif: reasonOf(reason),
})

const stepBody = ({ step, operation, state, undo, ...attempts }: StepProgress): api.EtapeWorkflow => ({
  etape: step,
  action: operation,
  etat: stateNames[state],
  ...attemptsBody(attempts),
  annulation: { action: undo.operation, ...attemptsBody(undo) },
})

/** One line of the list. `records`: its log, if it is parked. */
export const summaryBody = (seen: SeenValidation, records: readonly LogRecord[]): api.ResumeValidation => ({
  validation_id: seen.validation_id,
  demande_id: seen.demande_id,
  magasin_id: seen.magasin_id,
  produit_id: seen.produit_id,
  quantite: seen.quantite,
  etat: seen.etat as api.EtatValidation,
  terminale: seen.terminal,
  motif: seen.motif,
  parquee: seen.parquee,
  etape: seen.etape,
  demandee_par: seen.demandee_par,
  debut_a: timeOf(seen.debut_ms),
  fin_a: timeOrNull(seen.fin_ms),
  etapes_restantes: remainingOf(validationSaga, records).map(({ step, operation, attempts, reason }) => ({
    etape: step,
    action: operation,
    tentatives: attempts,
    motif: reasonOf(reason),
  })),
})

/** A validation with its steps, interventions and transitions. */
export const validationBody = (
  seen: SeenValidation,
  records: readonly LogRecord[],
  interventions: readonly RecordedIntervention[],
): api.Validation => ({
  validation_id: seen.validation_id,
  demande_id: seen.demande_id,
  etat: seen.etat as api.EtatValidation,
  terminale: seen.terminal,
  motif: seen.motif,
  parquee: seen.parquee,
  demandee_par: seen.demandee_par,
  debut_a: timeOf(seen.debut_ms),
  fin_a: timeOrNull(seen.fin_ms),
  version: records.length,
  etapes: stepsOf(validationSaga, records).map(stepBody),
  interventions: interventions.map(({ operation, author, role, reason, at }) => ({
    operation,
    auteur: author,
    role,
    motif: reason,
    a: at.toISOString(),
  })),
  transitions: transitionsOf(validationSaga, records).map(({ etat, at, reason, step, action }) => ({
    etat: etat as api.EtatValidation,
    a: timeOf(at),
    motif: reasonOf(reason),
    etape: step ?? null,
    action: action ?? null,
  })),
})
