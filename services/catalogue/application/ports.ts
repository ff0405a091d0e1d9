import type { KeyedRequest, Once } from '#platform/delivery/idempotency.ts'
import type { PageRequest } from '#platform/http/page.ts'
import type { Produit } from '../domain/produit.ts'

export type Recherche = { texte: string | undefined; actif: boolean | undefined }

/** Reads, each a separate statement. Pages contain up to `limit + 1` elements. */
export type LireProduits = (produitIds: readonly number[]) => Promise<Produit[]>
export type ChercherProduits = (recherche: Recherche, page: PageRequest) => Promise<Produit[]>

/** The products within one transaction; reads lock the row until its end. */
export type Produits = {
  lire: (produitId: number) => Promise<Produit | undefined>
  ecrire: (produit: Produit) => Promise<void>
  /** Adds a product, or returns the id of the one that has the SKU. */
  ajouter: (produit: Omit<Produit, 'produitId'>) => Promise<Produit | { kind: 'sku-existant'; produitId: number }>
}

/** Runs the effect at most once per key, in one transaction with its stored answer. */
export type UneFois = <Answer>(
  request: KeyedRequest,
  effet: (produits: Produits) => Promise<Answer>,
) => Promise<Once<Answer>>

export type ProduitInconnu = { kind: 'produit-inconnu' }
export type ProduitTrouve = { kind: 'produit'; produit: Produit }
