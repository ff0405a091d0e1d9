declare const brand: unique symbol
type Branded<T, Name extends string> = T & { readonly [brand]: Name }

/** The unit price in integer cents. */
export type PrixMonetaire = Branded<number, 'PrixMonetaire'>
export type NomProduit = Branded<string, 'NomProduit'>
export type ReferenceSku = Branded<string, 'ReferenceSKU'>
export type Categorie = Branded<string, 'Categorie'>

const prixMaxCents = 100_000_000
const nomLongueurMax = 200
const skuLongueurMax = 40
const categorieLongueurMax = 40

/** Whether an amount can be a price: whole cents, more than zero, at most a million in currency. */
export const validerPrix = (cents: number): boolean =>
  Number.isSafeInteger(cents) && cents >= 1 && cents <= prixMaxCents

export const prixMonetaire = (cents: number): PrixMonetaire | undefined =>
  validerPrix(cents) ? (cents as PrixMonetaire) : undefined

/** A name has at least one visible character. */
export const nomProduit = (text: string): NomProduit | undefined =>
  text.trim() !== '' && [...text].length <= nomLongueurMax ? (text as NomProduit) : undefined

/** Capitals and digits in groups joined by hyphens. */
export const referenceSku = (text: string): ReferenceSku | undefined =>
  text.length >= 3 && text.length <= skuLongueurMax && /^[A-Z0-9]+(-[A-Z0-9]+)*$/.test(text)
    ? (text as ReferenceSku)
    : undefined

/** Small letters and digits in groups joined by hyphens. */
export const categorie = (text: string): Categorie | undefined =>
  text.length >= 2 && text.length <= categorieLongueurMax && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text)
    ? (text as Categorie)
    : undefined

export type Produit = {
  readonly produitId: number
  readonly sku: ReferenceSku
  readonly nom: NomProduit
  readonly categorie: Categorie
  readonly prix: PrixMonetaire
  readonly actif: boolean
}

/** Refusal: an archived product can no longer be changed. */
export type ProduitArchive = { readonly kind: 'produit-archive' }

export const estActif = (produit: Produit): boolean => produit.actif

/** Withdraws a product from sale permanently; archiving it again changes nothing. */
export const archiver = (produit: Produit): Produit => (produit.actif ? { ...produit, actif: false } : produit)

export const changerPrix = (produit: Produit, prix: PrixMonetaire): Produit | ProduitArchive =>
  estActif(produit) ? { ...produit, prix } : { kind: 'produit-archive' }
