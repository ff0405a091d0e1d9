import { rechercherProduits } from '#generated/catalogue/client.ts'
import type { Produit } from '#generated/catalogue/types.ts'
import { bodyOf } from '#sdk/problems.ts'
import { administration } from '../shell/api.ts'

/** The products with these ids, at most 100, also archived ones. Other services only know the ids. */
export const productsById = async (
  ids: readonly number[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<number, Produit>> => {
  const produit_id = [...new Set(ids)]
  if (produit_id.length === 0) return new Map()
  const options = signal === undefined ? {} : { signal }
  const found = bodyOf(
    await rechercherProduits(administration.transport, { query: { produit_id, limite: 100 } }, options),
  )
  return new Map(found.elements.map((product) => [product.produit_id, product]))
}
