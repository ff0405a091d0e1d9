declare const brand: unique symbol

/** A number of items of a product, at least one. */
export type Quantite = number & { readonly [brand]: 'Quantite' }

/** Maximum number of items in one movement. */
export const quantiteMax = 1_000_000

export const quantite = (pieces: number): Quantite | undefined =>
  Number.isSafeInteger(pieces) && pieces >= 1 && pieces <= quantiteMax ? (pieces as Quantite) : undefined
