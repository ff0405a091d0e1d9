import type { PrixMonetaire, Produit } from './produit.ts'

/** A price, who set it, and since when it applies. Versions count from 1. */
export type PrixHistorique = {
  readonly version: number
  readonly prix: PrixMonetaire
  readonly par: string
  /** Milliseconds since the epoch. */
  readonly depuisMs: number
}

/** The prices of a product, oldest first. */
export type Historique = readonly PrixHistorique[]

/** Adds a price; a price that already applies adds nothing. */
export const suivre = (historique: Historique, { prix, par, depuisMs }: Omit<PrixHistorique, 'version'>): Historique =>
  historique.at(-1)?.prix === prix
    ? historique
    : [...historique, { version: historique.length + 1, prix, par, depuisMs }]

/** The history has no gap and ends with the product's price. */
export const estComplet = (produit: Pick<Produit, 'prix'>, historique: Historique): boolean =>
  historique.every(({ version }, i) => version === i + 1) && historique.at(-1)?.prix === produit.prix
