import type { Ligne } from './lignes.ts'
import type { Quantite } from './quantite.ts'

/** Items of one product in the central stock. Sold items stay reserved: only commandes knows about the sale. */
export type StockCentral = {
  readonly produitId: number
  readonly initial: number
  readonly reapprovisionne: number
  readonly transfere: number
  readonly disponible: number
  readonly reserve: number
}

/** A line that asks for more than is available. */
export type LigneInsuffisante = Ligne & { readonly disponible: number }

/** Refusal: at least one line asks for too much. */
export type StockInsuffisant = { readonly kind: 'stock-insuffisant'; readonly lignes: readonly LigneInsuffisante[] }

/** Refusal: the total number of items ever received would exceed the maximum. */
export type StockPlein = { readonly kind: 'stock-plein'; readonly max: number }

/** Maximum number of items of one product ever received. */
export const piecesMax = 2_147_483_647

/** The stock of a product that never received any items. */
export const stockVide = (produitId: number): StockCentral => ({
  produitId,
  initial: 0,
  reapprovisionne: 0,
  transfere: 0,
  disponible: 0,
  reserve: 0,
})

const manque = (stock: StockCentral, quantite: Quantite): StockInsuffisant => ({
  kind: 'stock-insuffisant',
  lignes: [{ produitId: stock.produitId, quantite, disponible: stock.disponible }],
})

/** Available → reserved. */
export const diminuer = (stock: StockCentral, quantite: Quantite): StockCentral | StockInsuffisant =>
  stock.disponible < quantite
    ? manque(stock, quantite)
    : { ...stock, disponible: stock.disponible - quantite, reserve: stock.reserve + quantite }

/** Reserved → available; only reserved items can be released. */
export const augmenter = (stock: StockCentral, quantite: Quantite): StockCentral => {
  if (stock.reserve < quantite) throw new Error(`can not release more of product ${stock.produitId} than was reserved`)
  return { ...stock, disponible: stock.disponible + quantite, reserve: stock.reserve - quantite }
}

/** Delivered items become available. */
export const reapprovisionner = (stock: StockCentral, quantite: Quantite): StockCentral | StockPlein =>
  stock.initial + stock.reapprovisionne + quantite > piecesMax
    ? { kind: 'stock-plein', max: piecesMax }
    : { ...stock, disponible: stock.disponible + quantite, reapprovisionne: stock.reapprovisionne + quantite }

/** Available → transferred to a shop. */
export const transferer = (stock: StockCentral, quantite: Quantite): StockCentral | StockInsuffisant =>
  stock.disponible < quantite
    ? manque(stock, quantite)
    : { ...stock, disponible: stock.disponible - quantite, transfere: stock.transfere + quantite }

/** Transferred → available again, before the shop has sold them; only transferred items can come back. */
export const rendre = (stock: StockCentral, quantite: Quantite): StockCentral => {
  if (stock.transfere < quantite)
    throw new Error(`can not return more of product ${stock.produitId} than was transferred`)
  return { ...stock, disponible: stock.disponible + quantite, transfere: stock.transfere - quantite }
}

/** Every received item is available, reserved or transferred; no count is negative. */
export const estFerme = (stock: StockCentral): boolean =>
  stock.initial + stock.reapprovisionne === stock.disponible + stock.reserve + stock.transfere &&
  [stock.initial, stock.reapprovisionne, stock.transfere, stock.disponible, stock.reserve].every((n) => n >= 0)

/** The lines that ask for more than is available; a product without stock has 0. */
export const verifierStock = (
  disponibles: ReadonlyMap<number, number>,
  lignes: readonly Ligne[],
): StockInsuffisant | undefined => {
  const insuffisantes = lignes
    .map((ligne) => ({ ...ligne, disponible: disponibles.get(ligne.produitId) ?? 0 }))
    .filter(({ quantite, disponible }) => disponible < quantite)
  return insuffisantes.length > 0 ? { kind: 'stock-insuffisant', lignes: insuffisantes } : undefined
}
