import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { listerMagasins, listerVentesMagasin } from '#generated/commandes/client.ts'
import type { Magasin, VenteListee } from '#generated/commandes/types.ts'
import { elements } from '#sdk/pages.ts'
import { bodyOf } from '#sdk/problems.ts'
import { administration } from '../../shell/api.ts'
import type { SalesSearch } from './search.ts'

const { transport } = administration
const rowsOfPage = 50
/** More shops than this don't fit in a choice. */
const shopsMax = 500
const shopsStaleMs = 60_000

/** The filters of the address as those of the API. */
const filtersOf = ({ curseur, tri, magasin_id, ...filters }: SalesSearch) => filters

export const salesPage = (magasin_id: number, search: SalesSearch) => {
  const query = { ...filtersOf(search), limite: rowsOfPage, ...(search.curseur ? { curseur: search.curseur } : {}) }
  return queryOptions({
    queryKey: ['sales', magasin_id, query],
    queryFn: async ({ signal }) =>
      bodyOf(await listerVentesMagasin(transport, { path: { magasin_id }, query }, { signal })),
    placeholderData: keepPreviousData, // the rows stay while the next ones load
  })
}

/** Every sale that the filters select, page by page. */
export const allSales = (magasin_id: number, search: SalesSearch): AsyncIterable<VenteListee> =>
  elements(listerVentesMagasin, transport, { path: { magasin_id }, query: { ...filtersOf(search), limite: 100 } })

export const shops = queryOptions({
  queryKey: ['shops'],
  queryFn: async ({ signal }) => {
    const found: Magasin[] = []
    for await (const shop of elements(listerMagasins, transport, { query: { limite: 100 } }, { signal }))
      if (found.push(shop) >= shopsMax) break
    return found
  },
  staleTime: shopsStaleMs,
})
