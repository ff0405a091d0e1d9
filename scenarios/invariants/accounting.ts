import { type CheckoutEnd, checkoutEnds, type Invariant } from './invariant.ts'
import type { Snapshot } from './snapshot.ts'

const findings = (checkout: CheckoutEnd, { reservations, ventes, sagas }: Snapshot): string[] => {
  const { checkoutId } = checkout
  const reservation = reservations.get(checkoutId)?.etat
  const vente = ventes.get(checkoutId)?.etat
  const parked = sagas.get(checkoutId)?.parked === true ? [`checkout ${checkoutId} is parked`] : []
  switch (checkout.end) {
    case 'open':
      return [...parked, `checkout ${checkoutId} is unresolved`]
    case 'succeeded':
      return [
        ...parked,
        ...(reservation === 'reservee'
          ? []
          : [`checkout ${checkoutId} succeeded but its reservation is ${reservation ?? 'missing'}`]),
        ...(vente === 'enregistree' ? [] : [`checkout ${checkoutId} succeeded but its sale is ${vente ?? 'missing'}`]),
      ]
    case 'failed':
      return [
        ...parked,
        ...(reservation === 'reservee' ? [`checkout ${checkoutId} failed but still holds its reservation`] : []),
        ...(vente === 'enregistree' ? [`checkout ${checkoutId} failed but its sale was not cancelled`] : []),
      ]
    default:
      return checkout.end satisfies never
  }
}

/**
 * 2. Issued = succeeded + failed and undone + refused + parked: every checkout is in exactly one of these, at rest none
 * is parked or unresolved, and every effect belongs to an issued checkout.
 */
export const accounting: Invariant = {
  id: 'accounting',
  text: 'Issued = succeeded + failed and undone + refused + parked; at rest nothing is parked or unresolved',
  check: (snapshot) => {
    const issued = checkoutEnds(snapshot)
    const known = new Map<string, number>()
    for (const { checkoutId } of issued) known.set(checkoutId, (known.get(checkoutId) ?? 0) + 1)
    const effects = new Set([...snapshot.reservations.keys(), ...snapshot.ventes.keys()])
    return {
      checked: issued.length,
      violations: [
        ...issued.flatMap((checkout) => findings(checkout, snapshot)),
        ...[...known].filter(([, times]) => times > 1).map(([id]) => `checkout ${id} was issued in both styles`),
        ...[...effects].filter((id) => !known.has(id)).map((id) => `effects of checkout ${id}, which was never issued`),
      ],
    }
  },
}
