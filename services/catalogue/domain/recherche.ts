import type { Categorie, Produit } from './produit.ts'

/** What a product must match to be found; undefined accepts every product. */
export type Criteres = {
  readonly produitIds: readonly number[] | undefined
  readonly categorie: Categorie | undefined
  readonly prixMinCents: number | undefined
  readonly prixMaxCents: number | undefined
  readonly actif: boolean | undefined
}

/** Whether a product matches. The queries of the search implement this rule, and find text besides. */
export const correspond = (
  { produitId, categorie, prix, actif }: Pick<Produit, 'produitId' | 'categorie' | 'prix' | 'actif'>,
  criteres: Criteres,
): boolean =>
  (criteres.produitIds?.includes(produitId) ?? true) &&
  (criteres.categorie === undefined || categorie === criteres.categorie) &&
  prix >= (criteres.prixMinCents ?? prix) &&
  prix <= (criteres.prixMaxCents ?? prix) &&
  (criteres.actif === undefined || actif === criteres.actif)
