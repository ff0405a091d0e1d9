/** Sums over the products of a stock: how many there are, how many have no available pieces, and all available pieces. */
export type CompteStock = { readonly produits: number; readonly ruptures: number; readonly pieces: number }

type Disponible = { readonly disponible: number }

/** A product that the stock carries, without an available piece. */
export const estEnRupture = ({ disponible }: Disponible): boolean => disponible === 0

/** Sums up a stock. The queries of `resumerStocks` implement this rule. */
export const compter = (stocks: readonly Disponible[]): CompteStock => ({
  produits: stocks.length,
  ruptures: stocks.filter(estEnRupture).length,
  pieces: stocks.reduce((somme, { disponible }) => somme + disponible, 0),
})
