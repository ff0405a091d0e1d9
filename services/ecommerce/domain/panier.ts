export type LignePanier = { readonly produit_id: number; readonly quantite: number }

/** What a customer is about to buy: at most one line per product. Prices are the catalogue's, never the cart's. */
export type Panier = { readonly lignes: readonly LignePanier[] }

export type PanierPlein = { readonly kind: 'panier-plein'; readonly lignes_max: number }
export type QuantiteTropGrande = { readonly kind: 'quantite-trop-grande'; readonly quantite_max: number }
export type ProduitEnDouble = { readonly kind: 'produit-en-double'; readonly produit_id: number }
export type LigneInconnue = { readonly kind: 'ligne-inconnue'; readonly produit_id: number }
export type PanierVide = { readonly kind: 'panier-vide' }

export const lignesMax = 50
export const quantiteMax = 10_000

export const panierVide: Panier = { lignes: [] }

export const estVide = (panier: Panier): boolean => panier.lignes.length === 0

/** Adds to the product's line, or appends a new line. */
export const ajouterProduit = (panier: Panier, ajout: LignePanier): Panier | PanierPlein | QuantiteTropGrande => {
  const presente = panier.lignes.find((ligne) => ligne.produit_id === ajout.produit_id)
  const quantite = (presente?.quantite ?? 0) + ajout.quantite
  if (quantite > quantiteMax) return { kind: 'quantite-trop-grande', quantite_max: quantiteMax }
  if (presente) {
    return { lignes: panier.lignes.map((ligne) => (ligne === presente ? { ...ligne, quantite } : ligne)) }
  }
  if (panier.lignes.length >= lignesMax) return { kind: 'panier-plein', lignes_max: lignesMax }
  return { lignes: [...panier.lignes, { produit_id: ajout.produit_id, quantite }] }
}

/** Sets the quantity of a product that is in the cart, 0 to 10,000; 0 removes its line. The other lines keep their order. */
export const modifierQuantite = (panier: Panier, { produit_id, quantite }: LignePanier): Panier | LigneInconnue => {
  if (!Number.isInteger(quantite) || quantite < 0 || quantite > quantiteMax)
    throw new RangeError(`${quantite} is not a quantity from 0 to ${quantiteMax}`)
  if (quantite === 0) return { lignes: panier.lignes.filter((ligne) => ligne.produit_id !== produit_id) }
  if (!panier.lignes.some((ligne) => ligne.produit_id === produit_id)) return { kind: 'ligne-inconnue', produit_id }
  return { lignes: panier.lignes.map((ligne) => (ligne.produit_id === produit_id ? { ...ligne, quantite } : ligne)) }
}

/** A cart from lines as a client sent them, in their order. Two lines of one product are rejected, not added up. */
export const panierDe = (
  lignes: readonly LignePanier[],
): Panier | PanierVide | PanierPlein | QuantiteTropGrande | ProduitEnDouble => {
  let panier: Panier = panierVide
  for (const ligne of lignes) {
    const { produit_id } = ligne
    if (panier.lignes.some((autre) => autre.produit_id === produit_id)) return { kind: 'produit-en-double', produit_id }
    const suite = ajouterProduit(panier, ligne)
    if ('kind' in suite) return suite
    panier = suite
  }
  return estVide(panier) ? { kind: 'panier-vide' } : panier
}
