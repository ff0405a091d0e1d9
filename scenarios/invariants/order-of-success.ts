import type { LigneVendue } from '../shop/lines.ts'
import { checkoutEnds, type Invariant } from './invariant.ts'
import type { Evenement, Vente } from './snapshot.ts'

const total = (lignes: readonly LigneVendue[]): number =>
  lignes.reduce((sum, { quantite, prix_unitaire_cents }) => sum + quantite * prix_unitaire_cents, 0)

const totalReserved = (evenements: readonly Evenement[]): number | undefined => {
  const reserved = evenements.find(({ type }) => type === 'StockReserved')
  if (reserved === undefined) return undefined
  return total((reserved.payload.panier as { lignes: LigneVendue[] }).lignes)
}

const totalFindings = (vente: Vente, evenements: readonly Evenement[]): string[] => {
  const expected = total(vente.lignes)
  const reserved = totalReserved(evenements)
  return [
    ...(vente.total_cents === expected
      ? []
      : [`order ${vente.commande_id}: ${vente.total_cents} cents, but its lines add up to ${expected}`]),
    ...(reserved === undefined || reserved === vente.total_cents
      ? []
      : [`order ${vente.commande_id}: ${vente.total_cents} cents, but StockReserved adds up to ${reserved}`]),
  ]
}

/**
 * 5. Each order belongs to exactly one succeeded checkout and the reverse; totals agree in integer cents. Sales of the seed belong to
 * no checkout, but their totals agree as well.
 */
export const orderOfSuccess: Invariant = {
  id: 'order-of-success',
  text: 'Each order belongs to exactly one succeeded checkout and the reverse; totals agree to the cent',
  check: (snapshot) => {
    const succeeded = checkoutEnds(snapshot).filter(({ end }) => end === 'succeeded')
    const byId = new Map(succeeded.map((checkout) => [checkout.checkoutId, checkout]))
    const orders = [...snapshot.ventes.values()].filter(({ etat }) => etat === 'enregistree')
    const violations = orders.flatMap((vente) => {
      const checkout = byId.get(vente.checkout_id)
      if (checkout === undefined) return [`order ${vente.commande_id} belongs to no succeeded checkout`]
      return [
        ...(checkout.commandeId === vente.commande_id
          ? []
          : [
              `checkout ${checkout.checkoutId} names order ${checkout.commandeId}, but its sale is ${vente.commande_id}`,
            ]),
        ...(checkout.clientId === vente.client_id
          ? []
          : [`order ${vente.commande_id} belongs to another customer than its checkout`]),
        ...totalFindings(vente, snapshot.evenements.get(vente.checkout_id) ?? []),
      ]
    })
    const without = succeeded.filter(({ checkoutId }) => snapshot.ventes.get(checkoutId)?.etat !== 'enregistree')
    return {
      checked: orders.length + snapshot.seeded.sales,
      violations: [
        ...violations,
        ...without.map(({ checkoutId }) => `checkout ${checkoutId} succeeded without an order`),
        ...snapshot.seeded.wrong.map((id) => `seeded sale ${id}: its total is not the sum of its lines`),
      ],
    }
  },
}
