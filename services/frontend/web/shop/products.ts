import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { rechercherProduits } from '#generated/catalogue/client.ts'
import type { Produit } from '#generated/catalogue/types.ts'
import { consulterStocksCentral } from '#generated/inventaire/client.ts'
import { bodyOf } from '#sdk/problems.ts'
import { boutique } from '../shell/api.ts'

const { transport } = boutique
/** The limit of both operations; a page of the shop and a cart have fewer. */
const limite = 100

/** These products by their number, archived ones as well. */
export const productsById = (ids: readonly number[]) =>
  queryOptions({
    queryKey: ['shop', 'products', 'by-id', ids],
    queryFn: async ({ signal }): Promise<ReadonlyMap<number, Produit>> => {
      const query = { produit_id: [...ids], limite }
      const { elements } = bodyOf(await rechercherProduits(transport, { query }, { signal }))
      return new Map(elements.map((product) => [product.produit_id, product]))
    },
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
  })

/** The pieces that can be ordered of these products. */
export const stockOf = (ids: readonly number[]) =>
  queryOptions({
    queryKey: ['shop', 'stock', ids],
    queryFn: async ({ signal }): Promise<ReadonlyMap<number, number>> => {
      const query = { produit_id: [...ids], limite }
      const { elements } = bodyOf(await consulterStocksCentral(transport, { query }, { signal }))
      const known = new Map(elements.map(({ produit_id, disponible }) => [produit_id, disponible]))
      return new Map(ids.map((id) => [id, known.get(id) ?? 0])) // a product that was never delivered has no stock yet
    },
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
  })
