import { type Quantite, quantite } from './quantite.ts'

/** A product and a quantity; and the unit price in cents, if one was given. */
export type Ligne = { readonly produitId: number; readonly quantite: Quantite; readonly prixCents?: number }

declare const brand: unique symbol

/** The lines of a checkout in ascending order of product, each product once: the order in which stock is locked. */
export type Lignes = readonly Ligne[] & { readonly [brand]: 'Lignes' }

export type LigneRefusee = { readonly kind: 'ligne-refusee'; readonly position: number; readonly regle: string }

type LigneDemandee = { readonly produitId: number; readonly quantite: number; readonly prixCents?: number }

/** Parses the lines of a request; the `position` of a rejected line counts from 0, in the order of the request. */
export const lignes = (demandees: readonly LigneDemandee[]): Lignes | LigneRefusee => {
  const parProduit = new Map<number, Ligne>()
  for (const [position, { quantite: pieces, ...ligne }] of demandees.entries()) {
    const valeur = quantite(pieces)
    if (valeur === undefined) return { kind: 'ligne-refusee', position, regle: 'quantite' }
    if (parProduit.has(ligne.produitId)) return { kind: 'ligne-refusee', position, regle: 'produit-unique' }
    parProduit.set(ligne.produitId, { ...ligne, quantite: valeur })
  }
  return [...parProduit.values()].sort((a, b) => a.produitId - b.produitId) as unknown as Lignes
}
