import type { Clock } from '#platform/base/clock.ts'
import { decide } from '#saga/decide.ts'
import type { SagaTable } from '#saga/definition.ts'
import { entriesAfter, isEnded, newSaga, type SagaState } from '#saga/state.ts'
import { type Ligne, type Outcome, outcomeOf, produitEnDouble } from '../domain/outcome.ts'
import type { AccepterSaga, NouvelleSaga } from './ports.ts'
import type { Lancement, SagasEnCours } from './sagas-en-cours.ts'

export type DemandeCheckout = {
  client_id: string
  panier: { lignes: Ligne[] }
  key: string
  fingerprint: Buffer
  traceparent?: string | undefined
}

export type Demarrage =
  | { readonly sagaId: string; readonly outcome: Outcome }
  | { readonly refus: 'produit-en-double'; readonly produit_id: number }
  | { readonly refus: 'cle-reutilisee' | 'client-efface' | 'demande-en-vol' | 'trop-de-sagas' }

type Options = {
  table: SagaTable
  accepter: AccepterSaga
  sagas: SagasEnCours
  onAccepted: () => void
  newId: () => string
  clock: Clock
  /** How long the client waits for the end before it gets the location of the outcome. */
  answerMs: number
  /** Aborts when no answer may wait any longer. */
  closing: AbortSignal
  sagasMax: number
}

const outcomeOfState = (state: SagaState): Outcome =>
  outcomeOf({
    etat: state.etat,
    terminal: isEnded(state),
    motif: state.failure?.reason ?? null,
    failure_kind: state.failure?.kind ?? null,
    commande_id: state.phase === 'succeeded' ? String(state.data.commande_id) : null,
  })

/** A shared reason: without one, each abort creates an error with a stack trace. */
const over = 'over'

/** Resolves with undefined if time runs out or the signal aborts first. */
const atMost = async <T>(work: Promise<T>, ms: number, clock: Clock, signal: AbortSignal): Promise<T | undefined> => {
  const done = new AbortController()
  const timer = clock.sleep(ms, AbortSignal.any([signal, done.signal])).then(() => undefined)
  try {
    return await Promise.race([work, timer])
  } finally {
    done.abort(over)
  }
}

/**
 * Accepts a checkout under its key, once, runs its saga and waits for the end, for at most `answerMs`. The same key
 * with the same body gets the same answer; while the first is still in progress, `demande-en-vol`.
 */
export const demarrerCheckout = ({
  table,
  accepter,
  sagas,
  onAccepted,
  newId,
  clock,
  answerMs,
  closing,
  sagasMax,
}: Options) => {
  /** Requested but not running yet: when accepting is slow, most of the work is here. */
  let accepting = 0

  /** Runs the saga once it is accepted; returns its end, or what is stored under its key. */
  const accepterEtLancer = async (nouvelle: NouvelleSaga, state: SagaState, lancement: Lancement) => {
    accepting += 1
    try {
      const acceptation = await accepter(nouvelle)
      if (acceptation.kind !== 'acceptee') return acceptation
      onAccepted()
      return { kind: acceptation.kind, ended: sagas.lancer(nouvelle.sagaId, state, lancement) }
    } finally {
      accepting -= 1
    }
  }

  return async (demande: DemandeCheckout): Promise<Demarrage> => {
    const { client_id, panier, key, fingerprint, traceparent } = demande
    const double = produitEnDouble(panier.lignes)
    if (double !== undefined) return { refus: 'produit-en-double', produit_id: double }
    if (sagas.nombre() + accepting >= sagasMax) return { refus: 'trop-de-sagas' }

    const sagaId = newId()
    const startedAt = clock.now()
    const fresh = newSaga(table)
    const data = { checkout_id: sagaId, client_id, panier }
    const entries = entriesAfter(table, fresh, decide(table, fresh, { type: 'start', data }, startedAt))
    const state = entries.at(-1)?.state ?? fresh
    const nouvelle = { sagaId, clientId: client_id, key, fingerprint, entries }
    const lancee = await accepterEtLancer(nouvelle, state, { startedAt, epoch: 1, traceparent })
    if (lancee.kind === 'client-efface') return { refus: 'client-efface' }
    if (lancee.kind === 'connue') {
      const { saga } = lancee
      if (!lancee.fingerprint.equals(fingerprint)) return { refus: 'cle-reutilisee' }
      if (!saga.terminal && clock.now() < lancee.startedAt + answerMs) return { refus: 'demande-en-vol' }
      return { sagaId: saga.saga_id, outcome: outcomeOf(saga) }
    }
    const end = await atMost(lancee.ended, answerMs, clock, closing)
    return { sagaId, outcome: end ? outcomeOfState(end) : { kind: 'en-cours', etat: state.etat } }
  }
}
