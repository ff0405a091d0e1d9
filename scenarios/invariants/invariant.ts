import type { InvariantResult } from '#harness/scenario/raw.ts'
import type { Ligne, Saga, Snapshot } from './snapshot.ts'

/** An invariant: how much it looked at, and every violation in words. Pure. */
export type Invariant = { id: string; check: (snapshot: Snapshot) => { checked: number; violations: string[] } }

const examplesMax = 20

export const runInvariant = (invariant: Invariant, snapshot: Snapshot): InvariantResult => {
  const { checked, violations } = invariant.check(snapshot)
  return { id: invariant.id, checked, violations: violations.length, examples: violations.slice(0, examplesMax) }
}

/** How a checkout stands, whatever its style. */
export type Issue = {
  checkoutId: string
  clientId: string
  commandeId: string | null
  end: 'succeeded' | 'failed' | 'open'
}

const sagaEnd = (saga: Saga): Issue['end'] => {
  if (!saga.terminal) return 'open'
  return saga.etat === 'SAGA_TERMINEE' ? 'succeeded' : 'failed'
}

/** All checkouts of both styles. */
export const issues = (snapshot: Snapshot): Issue[] => [
  ...[...snapshot.checkouts.values()].map(
    (checkout): Issue => ({
      checkoutId: checkout.checkout_id,
      clientId: checkout.client_id,
      commandeId: checkout.commande_id,
      end: checkout.etat === 'REUSSI' ? 'succeeded' : checkout.etat === 'ECHOUE' ? 'failed' : 'open',
    }),
  ),
  ...[...snapshot.sagas.values()].map(
    (saga): Issue => ({
      checkoutId: saga.checkout_id,
      clientId: saga.client_id,
      commandeId: saga.commande_id,
      end: sagaEnd(saga),
    }),
  ),
]

const canonical = (lignes: readonly Ligne[]): string =>
  lignes
    .map((ligne) => `${ligne.produit_id}×${ligne.quantite}`)
    .sort()
    .join(' ')

/** Same products in the same quantities, in any order. */
export const sameLines = (a: readonly Ligne[], b: readonly Ligne[]): boolean => canonical(a) === canonical(b)
