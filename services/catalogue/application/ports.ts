import type { KeyedRequest, Once } from '#platform/delivery/idempotency.ts'
import type { LoggedOperation } from '#platform/delivery/operation-log.ts'
import type { PageRequest } from '#platform/http/page.ts'
import type { PrixHistorique } from '../domain/historique-prix.ts'
import type { Produit } from '../domain/produit.ts'
import type { Criteres } from '../domain/recherche.ts'

export type Search = Criteres & {
  /** Contained in name or SKU. */
  text: string | undefined
  /** Words in any French form. */
  words: string | undefined
}

/** Reads, each a separate statement. Pages contain up to `limit + 1` elements. */
export type ReadProducts = (produitIds: readonly number[]) => Promise<Produit[]>
export type SearchProducts = (search: Search, page: PageRequest) => Promise<Produit[]>

/** The categories of the products on sale, in alphabetical order, with the number of these products. */
export type ListCategories = (limit: number) => Promise<{ categorie: string; produits: number }[]>

/** The newest prices first, up to `limit + 1`; `after` is the version below which the page begins, or 0. */
export type ReadPrices = (produitId: number, page: PageRequest) => Promise<PrixHistorique[] | undefined>

/** The products within one transaction; reads lock the row until its end. */
export type Products = {
  read: (produitId: number) => Promise<Produit | undefined>
  write: (product: Produit) => Promise<void>
  /** Adds the price to the product's history. */
  recordPrice: (product: Produit, setBy: string) => Promise<void>
  /** Adds a product, or returns the id of the one that has the SKU. */
  add: (product: Omit<Produit, 'produitId'>) => Promise<Produit | { kind: 'sku-existant'; produitId: number }>
}

/**
 * Runs the effect at most once per key, in one transaction with its stored answer and its row in the log of operations; `logged`
 * returns undefined for a refusal.
 */
export type RunOnce = <Answer>(
  request: KeyedRequest,
  effect: (products: Products) => Promise<Answer>,
  logged: (answer: Answer) => LoggedOperation | undefined,
) => Promise<Once<Answer>>

export type UnknownProduct = { kind: 'produit-inconnu' }
export type FoundProduct = { kind: 'product'; product: Produit }
