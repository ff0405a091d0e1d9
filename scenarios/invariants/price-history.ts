import type { Invariant } from './invariant.ts'

/** 14. The price history of each product has no gap and ends with the product's price. */
export const priceHistory: Invariant = {
  id: 'price-history',
  text: 'Each product has a price history without a gap that ends with its price',
  check: ({ prices }) => {
    const violations = prices.flatMap(({ produit_id, prix_cents, historique }) => {
      if (historique.some(({ version }, i) => version !== i + 1))
        return [`product ${produit_id}: its price history has a gap`]
      const last = historique.at(-1)?.prix_cents
      return last === prix_cents
        ? []
        : [`product ${produit_id} costs ${prix_cents}, but its price history ends with ${last ?? 'nothing'}`]
    })
    return { checked: prices.length, violations }
  },
}
