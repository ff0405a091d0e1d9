import type { InvariantResult } from '#harness/scenario/raw.ts'
import type { Ligne, Saga, Snapshot } from './snapshot.ts'

/** How much was looked at, and every violation in words; `skipped`: why there was nothing to look at, where that is right. */
export type Finding = { checked: number; violations: string[]; skipped?: string }

/** Pure. */
export type Invariant = { id: string; check: (snapshot: Snapshot) => Finding }

const examplesMax = 20

export const runInvariant = (invariant: Invariant, snapshot: Snapshot): InvariantResult => {
  const { checked, violations, skipped } = invariant.check(snapshot)
  return {
    id: invariant.id,
    checked,
    violations: violations.length,
    examples: violations.slice(0, examplesMax),
    // Who found something had something to look at.
    ...(skipped === undefined || violations.length > 0 ? {} : { skipped }),
  }
}

/** For what only the choreography leaves behind: there is nothing to look at before its first checkout. */
export const withoutChoreography = (
  checkouts: Snapshot['checkouts'],
  evenements: Snapshot['evenements'],
): Pick<Finding, 'skipped'> =>
  checkouts.size === 0 && evenements.size === 0 ? { skipped: 'no choreographed checkout before' } : {}

/** How a checkout stands, whatever its style. */
export type Issue = {
  checkoutId: string
  style: 'choreographed' | 'orchestrated'
  key: string
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
      style: 'choreographed',
      key: checkout.idempotency_key,
      clientId: checkout.client_id,
      commandeId: checkout.commande_id,
      end: checkout.etat === 'REUSSI' ? 'succeeded' : checkout.etat === 'ECHOUE' ? 'failed' : 'open',
    }),
  ),
  ...[...snapshot.sagas.values()].map(
    (saga): Issue => ({
      checkoutId: saga.checkout_id,
      style: 'orchestrated',
      key: saga.idempotency_key,
      clientId: saga.client_id,
      commandeId: saga.commande_id,
      end: sagaEnd(saga),
    }),
  ),
]

/** All checkouts by the key under which they were asked for. */
export const issuesByKey = (snapshot: Snapshot): Map<string, Issue[]> => {
  const byKey = new Map<string, Issue[]>()
  for (const issue of issues(snapshot)) {
    const known = byKey.get(issue.key)
    if (known === undefined) byKey.set(issue.key, [issue])
    else known.push(issue)
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
