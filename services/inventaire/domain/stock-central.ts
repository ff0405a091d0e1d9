import type { Ligne } from './lignes.ts'
import type { Quantite } from './quantite.ts'

/** Pieces of one product in the central stock. What was sold stays reserved: its sale is known to commandes. */
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

/** Refusal: the product's pieces of all time would pass what is counted. */
export type StockPlein = { readonly kind: 'stock-plein'; readonly max: number }

/** Most pieces of one product that ever came in. */
export const piecesMax = 2_147_483_647

/** The stock of a product of which nothing ever came in. */
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

/** Reserved → available; what is released was reserved before. */
export const augmenter = (stock: StockCentral, quantite: Quantite): StockCentral => {
  if (stock.reserve < quantite) throw new Error(`more is released of product ${stock.produitId} than was reserved`)
  return { ...stock, disponible: stock.disponible + quantite, reserve: stock.reserve - quantite }
}

/** Delivered pieces become available. */
export const reapprovisionner = (stock: StockCentral, quantite: Quantite): StockCentral | StockPlein =>
  stock.initial + stock.reapprovisionne + quantite > piecesMax
    ? { kind: 'stock-plein', max: piecesMax }
    : { ...stock, disponible: stock.disponible + quantite, reapprovisionne: stock.reapprovisionne + quantite }

/** Available → to a shop. */
export const transferer = (stock: StockCentral, quantite: Quantite): StockCentral | StockInsuffisant =>
  stock.disponible < quantite
    ? manque(stock, quantite)
    : { ...stock, disponible: stock.disponible - quantite, transfere: stock.transfere + quantite }

/** Every piece that came in is available, reserved or transferred; no count is negative. */
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
