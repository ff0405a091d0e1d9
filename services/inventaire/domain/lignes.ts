import { type Quantite, quantite } from './quantite.ts'

export type Ligne = { readonly produitId: number; readonly quantite: Quantite }

declare const brand: unique symbol

/** The lines of a checkout by rising product, each product once: the order in which stock is locked. */
export type Lignes = readonly Ligne[] & { readonly [brand]: 'Lignes' }

export type LigneRefusee = { readonly kind: 'ligne-refusee'; readonly position: number; readonly regle: string }

type LigneDemandee = { readonly produitId: number; readonly quantite: number }

/** Parses the lines of a request; `position` of a refused line counts from 0, in the order of the request. */
export const lignes = (demandees: readonly LigneDemandee[]): Lignes | LigneRefusee => {
  const parProduit = new Map<number, Ligne>()
  for (const [position, { produitId, quantite: pieces }] of demandees.entries()) {
    const valeur = quantite(pieces)
    if (valeur === undefined) return { kind: 'ligne-refusee', position, regle: 'quantite' }
    if (parProduit.has(produitId)) return { kind: 'ligne-refusee', position, regle: 'produit-unique' }
    parProduit.set(produitId, { produitId, quantite: valeur })
  }
  return [...parProduit.values()].sort((a, b) => a.produitId - b.produitId) as unknown as Lignes
}
