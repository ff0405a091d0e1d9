import type { Quantite } from './quantite.ts'

/** Items of one product in one shop. */
export type StockLocal = { readonly magasinId: number; readonly produitId: number; readonly disponible: number }

/** Items moved from the central stock to a shop. */
export type Transfert = {
  readonly transfertId: string
  readonly produitId: number
  readonly magasinId: number
  readonly quantite: Quantite
}

/** The shop's stock after a transfer has arrived. */
export const recevoir = (stock: StockLocal, quantite: Quantite): StockLocal => ({
  ...stock,
  disponible: stock.disponible + quantite,
})

/** The shop's stock after a delivery was undone. Nothing sells from a shop's stock, so the items are still there. */
export const reprendre = (stock: StockLocal, quantite: Quantite): StockLocal => {
  if (stock.disponible < quantite)
    throw new Error(`can not take ${quantite} items of product ${stock.produitId} back from shop ${stock.magasinId}`)
  return { ...stock, disponible: stock.disponible - quantite }
}
