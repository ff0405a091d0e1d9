import type { Clock } from '#platform/base/clock.ts'
import type { startSaga } from '#saga/durable/start-saga.ts'
import { isEnded, type SagaState } from '#saga/state.ts'
import { type Ligne, type Outcome, outcomeOf, produitEnDouble } from '../domain/outcome.ts'
import type { Acceptance, KnownSaga } from './ports.ts'

export type CheckoutRequest = {
  client_id: string
  panier: { lignes: Ligne[] }
  key: string
  fingerprint: Buffer
  traceparent?: string | undefined
  /** The client doesn't wait for the end: it follows the checkout itself. */
  isAsync?: boolean
}

export type CheckoutStart =
  | { readonly checkoutId: string; readonly outcome: Outcome }
  | { readonly kind: 'produit-en-double'; readonly produit_id: number }
  | { readonly kind: 'key-reused' | 'client-erased' | 'request-in-flight' | 'too-many-sagas' }

type Refused = Exclude<Acceptance, { kind: 'accepted' }>

type Options = {
  start: ReturnType<typeof startSaga<Refused>>
  newId: () => string
  clock: Clock
  /** How long the client waits for the end before it gets the location of the outcome. */
  answerMs: number
}

const outcomeOfState = (state: SagaState): Outcome =>
  outcomeOf({
    etat: state.etat,
    terminal: isEnded(state),
    motif: state.failure?.reason ?? null,
    failure_kind: state.failure?.kind ?? null,
    commande_id: state.phase === 'succeeded' ? String(state.data.commande_id) : null,
  })

/**
 * Accepts a checkout under its key, once, runs its saga and waits for the end, for at most `answerMs`. The same key
 * with the same body gets the same answer; while the first is still in progress, `request-in-flight`.
 */
export const startCheckout = ({ start, newId, clock, answerMs }: Options) => {
  const answerKnown = ({ saga, ...known }: KnownSaga, fingerprint: Buffer, waitMs: number): CheckoutStart => {
    if (!known.fingerprint.equals(fingerprint)) return { kind: 'key-reused' }
    if (!saga.terminal && clock.now() < known.startedAt + waitMs) return { kind: 'request-in-flight' }
    return { checkoutId: saga.checkout_id, outcome: outcomeOf(saga) }
  }

  return async ({
    client_id,
    panier,
    key,
    fingerprint,
    traceparent,
    isAsync,
  }: CheckoutRequest): Promise<CheckoutStart> => {
    const duplicate = produitEnDouble(panier.lignes)
    if (duplicate !== undefined) return { kind: 'produit-en-double', produit_id: duplicate }
    const checkoutId = newId()
    const data = { checkout_id: checkoutId, client_id, panier }
    const waitMs = isAsync ? 0 : answerMs
    const started = await start({ id: checkoutId, scope: client_id, key, fingerprint, data, traceparent, waitMs })
    switch (started.kind) {
      case 'too-many':
        return { kind: 'too-many-sagas' }
      case 'client-erased':
        return { kind: 'client-erased' }
      case 'known':
        return answerKnown(started, fingerprint, waitMs)
      case 'ended':
        return { checkoutId, outcome: outcomeOfState(started.state) }
      case 'running':
        return { checkoutId, outcome: { kind: 'en-cours', etat: started.state.etat } }
      default:
        return started satisfies never
    }
  }
}
