import { estActif, type Produit } from './produit.ts'

/** Refusal: these products don't exist or are archived. */
export type ProduitIndisponible = { readonly kind: 'produit-indisponible'; readonly produitIds: readonly number[] }

export type Selection = { readonly kind: 'selection'; readonly produits: readonly Produit[] }

/** The requested products in the requested order, or those of them that can't be sold. */
export const selectionner = (
  demandes: readonly number[],
  produits: readonly Produit[],
): Selection | ProduitIndisponible => {
  const parId = new Map(produits.filter(estActif).map((produit) => [produit.produitId, produit]))
  const choisis = demandes.flatMap((id) => parId.get(id) ?? [])
  return choisis.length === demandes.length
    ? { kind: 'selection', produits: choisis }
    : { kind: 'produit-indisponible', produitIds: demandes.filter((id) => !parId.has(id)) }
}
