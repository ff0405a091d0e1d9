import type { InvariantResult } from '#harness/scenario/records.ts'
import type { Ligne } from '../shop/lines.ts'
import type { Saga, Snapshot } from './snapshot.ts'

/** How much was checked, and every violation as a sentence; `skipped`: why there was legitimately nothing to check. */
export type Finding = { checked: number; violations: string[]; skipped?: string }

/** A pure check of a snapshot. `text`: what holds, for reports; scenario documents name invariants by their ids. */
export type Invariant = { id: string; text: string; check: (snapshot: Snapshot) => Finding }

const examplesMax = 20

export const runInvariant = (invariant: Invariant, snapshot: Snapshot): InvariantResult => {
  const { checked, violations, skipped } = invariant.check(snapshot)
  return {
    id: invariant.id,
    checked,
    violations: violations.length,
    examples: violations.slice(0, examplesMax),
    // A check that found a violation had something to check.
    ...(skipped === undefined || violations.length > 0 ? {} : { skipped }),
  }
}

/** For invariants about the choreography's traces: before its first checkout there is nothing to check. */
export const withoutChoreography = (
  checkouts: Snapshot['checkouts'],
  evenements: Snapshot['evenements'],
): Pick<Finding, 'skipped'> =>
  checkouts.size === 0 && evenements.size === 0 ? { skipped: 'no choreographed checkout before' } : {}

/** The state of a checkout, whatever its style. */
export type CheckoutEnd = {
  checkoutId: string
  style: 'choreographed' | 'orchestrated'
  key: string
  clientId: string
  commandeId: string | null
  end: 'succeeded' | 'failed' | 'open'
}

const sagaEnd = (saga: Saga): CheckoutEnd['end'] => {
  if (!saga.terminal) return 'open'
  return saga.etat === 'SAGA_TERMINEE' ? 'succeeded' : 'failed'
}

/** All checkouts of both styles. */
export const checkoutEnds = (snapshot: Snapshot): CheckoutEnd[] => [
  ...[...snapshot.checkouts.values()].map(
    (checkout): CheckoutEnd => ({
      checkoutId: checkout.checkout_id,
      style: 'choreographed',
      key: checkout.idempotency_key,
      clientId: checkout.client_id,
      commandeId: checkout.commande_id,
      end: checkout.etat === 'REUSSI' ? 'succeeded' : checkout.etat === 'ECHOUE' ? 'failed' : 'open',
    }),
  ),
  ...[...snapshot.sagas.values()].map(
    (saga): CheckoutEnd => ({
      checkoutId: saga.checkout_id,
      style: 'orchestrated',
      key: saga.idempotency_key,
      clientId: saga.client_id,
      commandeId: saga.commande_id,
      end: sagaEnd(saga),
    }),
  ),
]

/** All checkouts by their idempotency key. */
export const endsByKey = (snapshot: Snapshot): Map<string, CheckoutEnd[]> => {
  const byKey = new Map<string, CheckoutEnd[]>()
  for (const checkout of checkoutEnds(snapshot)) {
    const known = byKey.get(checkout.key)
    if (known === undefined) byKey.set(checkout.key, [checkout])
    else known.push(checkout)
  }
  return byKey
}

const canonical = (lignes: readonly Ligne[]): string =>
  lignes
    .map((ligne) => `${ligne.produit_id}×${ligne.quantite}`)
    .sort()
    .join(' ')

/** Same products in the same quantities, in any order. */
export const sameLines = (a: readonly Ligne[], b: readonly Ligne[]): boolean => canonical(a) === canonical(b)
