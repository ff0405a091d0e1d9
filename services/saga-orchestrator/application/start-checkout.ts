import type { Clock } from '#platform/base/clock.ts'
import { decide } from '#saga/decide.ts'
import type { SagaTable } from '#saga/definition.ts'
import { entriesAfter, isEnded, newSaga, type SagaState } from '#saga/state.ts'
import { type Ligne, type Outcome, outcomeOf, produitEnDouble } from '../domain/outcome.ts'
import type { AcceptSaga, NewSaga } from './ports.ts'
import type { Launch, RunningSagas } from './running-sagas.ts'

export type CheckoutRequest = {
  client_id: string
  panier: { lignes: Ligne[] }
  key: string
  fingerprint: Buffer
  traceparent?: string | undefined
}

export type CheckoutStart =
  | { readonly checkoutId: string; readonly outcome: Outcome }
  | { readonly refusal: 'duplicate-product'; readonly produit_id: number }
  | { readonly refusal: 'key-reused' | 'client-erased' | 'request-in-flight' | 'too-many-sagas' }

type Options = {
  table: SagaTable
  accept: AcceptSaga
  sagas: RunningSagas
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
 * with the same body gets the same answer; while the first is still in progress, `request-in-flight`.
 */
export const startCheckout = ({
  table,
  accept,
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
  const acceptAndRun = async (saga: NewSaga, state: SagaState, launch: Launch) => {
    accepting += 1
    try {
      const acceptance = await accept(saga)
      if (acceptance.kind !== 'accepted') return acceptance
      onAccepted()
      return { kind: acceptance.kind, ended: sagas.run(saga.id, state, launch) }
    } finally {
      accepting -= 1
    }
  }

  return async (request: CheckoutRequest): Promise<CheckoutStart> => {
    const { client_id, panier, key, fingerprint, traceparent } = request
    const duplicate = produitEnDouble(panier.lignes)
    if (duplicate !== undefined) return { refusal: 'duplicate-product', produit_id: duplicate }
    if (sagas.count() + accepting >= sagasMax) return { refusal: 'too-many-sagas' }

    const checkoutId = newId()
    const startedAt = clock.now()
    const fresh = newSaga(table)
    const data = { checkout_id: checkoutId, client_id, panier }
    const entries = entriesAfter(table, fresh, decide(table, fresh, { type: 'start', data }, startedAt))
    const state = entries.at(-1)?.state ?? fresh
    const saga = { id: checkoutId, clientId: client_id, key, fingerprint, entries }
    const started = await acceptAndRun(saga, state, { startedAt, epoch: 1, traceparent })
    if (started.kind === 'client-erased') return { refusal: 'client-erased' }
    if (started.kind === 'known') {
      const { saga: known } = started
      if (!started.fingerprint.equals(fingerprint)) return { refusal: 'key-reused' }
      if (!known.terminal && clock.now() < started.startedAt + answerMs) return { refusal: 'request-in-flight' }
      return { checkoutId: known.checkout_id, outcome: outcomeOf(known) }
    }
    const end = await atMost(started.ended, answerMs, clock, closing)
    return { checkoutId, outcome: end ? outcomeOfState(end) : { kind: 'en-cours', etat: state.etat } }
  }
}
