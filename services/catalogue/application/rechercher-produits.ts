import { type Page, type PageRequest, pageOf } from '#platform/http/page.ts'
import type { Produit } from '../domain/produit.ts'
import { type ProduitIndisponible, type Selection, selectionner } from '../domain/selection.ts'
import type { ChercherProduits, LireProduits, Recherche } from './ports.ts'

/** One page of the products whose name or SKU contains the text, in the order of their ids. */
export const rechercherProduits =
  (chercher: ChercherProduits) =>
  async (recherche: Recherche, page: PageRequest): Promise<Page<Produit>> =>
    pageOf(await chercher(recherche, page), page.limit, ({ produitId }) => produitId)

/** The products of a cart with their prices if all of them are on sale, otherwise none. */
export const lireSelection =
  (lire: LireProduits) =>
  async (produitIds: readonly number[]): Promise<Selection | ProduitIndisponible> =>
    selectionner(produitIds, await lire(produitIds))
