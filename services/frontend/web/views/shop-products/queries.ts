import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { listerCategories, rechercherProduits } from '#generated/catalogue/client.ts'
import { bodyOf } from '#sdk/problems.ts'
import { boutique } from '../../shell/api.ts'
import type { ShopSearch } from './search.ts'

const { transport } = boutique
const productsOfPage = 24

export const shopPage = (search: ShopSearch) => {
  const query = { ...search, actif: true, limite: productsOfPage }
  return queryOptions({
    queryKey: ['shop', 'products', query],
    queryFn: async ({ signal }) => bodyOf(await rechercherProduits(transport, { query }, { signal })),
    placeholderData: keepPreviousData,
  })
}

export const categories = queryOptions({
  queryKey: ['shop', 'categories'],
  queryFn: async ({ signal }) => bodyOf(await listerCategories(transport, {}, { signal })).categories,
  staleTime: 60_000,
})
