import type { KeyedRequest, Once } from '#platform/delivery/idempotency.ts'
import type { PageRequest } from '#platform/http/page.ts'
import type { Produit } from '../domain/produit.ts'

export type Recherche = { texte: string | undefined; actif: boolean | undefined }

/** Reads, each a statement of its own. Pages hold up to `limit + 1` elements. */
export type LireProduits = (produitIds: readonly number[]) => Promise<Produit[]>
export type ChercherProduits = (recherche: Recherche, page: PageRequest) => Promise<Produit[]>

/** The products as one transaction sees and changes them; what is read is locked until it ends. */
export type Produits = {
  lire: (produitId: number) => Promise<Produit | undefined>
  ecrire: (produit: Produit) => Promise<void>
  /** Adds a product, or gives the id of the one that carries the SKU. */
  ajouter: (produit: Omit<Produit, 'produitId'>) => Promise<Produit | { kind: 'sku-existant'; produitId: number }>
}

/** Runs the effect at most once for a key, in one transaction with its stored answer. */
export type UneFois = <Answer>(
  request: KeyedRequest,
  effet: (produits: Produits) => Promise<Answer>,
) => Promise<Once<Answer>>

export type ProduitInconnu = { kind: 'produit-inconnu' }
export type ProduitTrouve = { kind: 'produit'; produit: Produit }
