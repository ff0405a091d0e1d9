import { type Invariant, type Issue, issues } from './invariant.ts'
import type { Snapshot } from './snapshot.ts'

const findings = (issue: Issue, { reservations, ventes, sagas }: Snapshot): string[] => {
  const { checkoutId } = issue
  const reservation = reservations.get(checkoutId)?.etat
  const vente = ventes.get(checkoutId)?.etat
  const parked = sagas.get(checkoutId)?.parked === true ? [`checkout ${checkoutId} is parked`] : []
  switch (issue.end) {
    case 'open':
      return [...parked, `checkout ${checkoutId} is unresolved`]
    case 'succeeded':
      return [
        ...parked,
        ...(reservation === 'reservee'
          ? []
          : [`checkout ${checkoutId} succeeded, its reservation is ${reservation ?? 'missing'}`]),
        ...(vente === 'enregistree' ? [] : [`checkout ${checkoutId} succeeded, its sale is ${vente ?? 'missing'}`]),
      ]
    case 'failed':
      return [
        ...parked,
        ...(reservation === 'reservee' ? [`checkout ${checkoutId} failed and still holds its reservation`] : []),
        ...(vente === 'enregistree' ? [`checkout ${checkoutId} failed and its sale stands`] : []),
      ]
    default:
      return issue.end satisfies never
  }
}

/**
 * 2. Issued = succeeded + failed and undone + refused + parked: every checkout is in exactly one of these, at rest none
 * is parked or unresolved, and no effect belongs to a checkout that nobody issued.
 */
export const accounting: Invariant = {
  id: 'accounting',
  check: (snapshot) => {
    const issued = issues(snapshot)
    const known = new Map<string, number>()
    for (const { checkoutId } of issued) known.set(checkoutId, (known.get(checkoutId) ?? 0) + 1)
    const effects = new Set([...snapshot.reservations.keys(), ...snapshot.ventes.keys()])
    return {
      checked: issued.length,
      violations: [
        ...issued.flatMap((issue) => findings(issue, snapshot)),
        ...[...known].filter(([, times]) => times > 1).map(([id]) => `checkout ${id} was issued in both styles`),
        ...[...effects].filter((id) => !known.has(id)).map((id) => `effects of checkout ${id}, which nobody issued`),
      ],
    }
  },
}
