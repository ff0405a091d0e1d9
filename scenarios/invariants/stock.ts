import type { Invariant } from './invariant.ts'

/**
 * 1. Per product: initial + restocked = available + reserved + sold (+ transferred to shops), none negative. "Sold" is
 * reserved by a checkout whose sale is recorded; at rest nothing else is reserved.
 */
export const stock: Invariant = {
  id: 'stock',
  text: 'Stock per product: initial + restocked = available + reserved + sold, none negative; at rest nothing is reserved without its order',
  check: ({ stocks, reservations, ventes }) => {
    const violations: string[] = []
    const held = new Map<number, number>()
    const sold = new Map<number, number>()
    for (const { checkout_id, etat, lignes } of reservations.values()) {
      if (etat !== 'reservee') continue
      const isSold = ventes.get(checkout_id)?.etat === 'enregistree'
      if (!isSold) violations.push(`checkout ${checkout_id} holds stock without an order`)
      const sums = isSold ? sold : held
      for (const { produit_id, quantite } of lignes) sums.set(produit_id, (sums.get(produit_id) ?? 0) + quantite)
    }
    for (const { produit_id, initial, reapprovisionne, transfere, disponible, reserve } of stocks) {
      const ventilation = (held.get(produit_id) ?? 0) + (sold.get(produit_id) ?? 0)
      if (Math.min(initial, reapprovisionne, transfere, disponible, reserve) < 0) {
        violations.push(`product ${produit_id} has a negative count`)
      }
      if (initial + reapprovisionne !== disponible + ventilation + transfere) {
        violations.push(
          `product ${produit_id}: ${initial} + ${reapprovisionne} came in, but ${disponible} available, ${ventilation} reserved or sold, ${transfere} transferred`,
        )
      } else if (reserve !== ventilation) {
        violations.push(
          `product ${produit_id}: ${reserve} are counted as reserved, but reservations add up to ${ventilation}`,
        )
      }
    }
    return { checked: stocks.length, violations }
  },
}
