import { type Page, type PageRequest, pageOf } from '#platform/http/page.ts'
import type { Produit } from '../domain/produit.ts'
import { type ProduitIndisponible, type Selection, selectionner } from '../domain/selection.ts'
import type { ReadProducts, Search, SearchProducts } from './ports.ts'

/** One page of the products that match, in the order of their ids. */
export const searchProducts =
  (find: SearchProducts) =>
  async (search: Search, page: PageRequest): Promise<Page<Produit>> =>
    pageOf(await find(search, page), page.limit, ({ produitId }) => produitId)

/** The products of a cart with their prices if all of them are on sale, otherwise none. */
export const readSelection =
  (read: ReadProducts) =>
  async (produitIds: readonly number[]): Promise<Selection | ProduitIndisponible> =>
    selectionner(produitIds, await read(produitIds))
