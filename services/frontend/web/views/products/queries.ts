import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation } from '@tanstack/react-query'
import {
  ajouterProduit,
  archiverProduit,
  lireHistoriquePrix,
  modifierPrix,
  rechercherProduits,
} from '#generated/catalogue/client.ts'
import type { NouveauProduit, Produit } from '#generated/catalogue/types.ts'
import { elements } from '#sdk/pages.ts'
import { bodyOf } from '#sdk/problems.ts'
import { administration } from '../../shell/api.ts'
import { queryClient } from '../../shell/query-client.ts'
import type { ProductSearch } from './search.ts'

const { transport } = administration
const rowsOfPage = 50

/** The filters of the address as those of the API. */
const filtersOf = ({ curseur, tri, historique, ...filters }: ProductSearch) => filters

export const productPage = (search: ProductSearch) => {
  const query = { ...filtersOf(search), limite: rowsOfPage, ...(search.curseur ? { curseur: search.curseur } : {}) }
  return queryOptions({
    queryKey: ['products', query],
    queryFn: async ({ signal }) => bodyOf(await rechercherProduits(transport, { query }, { signal })),
    placeholderData: keepPreviousData, // the rows stay while the next ones load
  })
}

/** Every product that the filters select, page by page. */
export const allProducts = (search: ProductSearch): AsyncIterable<Produit> =>
  elements(rechercherProduits, transport, { query: { ...filtersOf(search), limite: 100 } })

export const priceHistory = (produit_id: number) =>
  infiniteQueryOptions({
    queryKey: ['products', 'prices', produit_id],
    queryFn: async ({ signal, pageParam }) =>
      bodyOf(
        await lireHistoriquePrix(
          transport,
          { path: { produit_id }, query: { limite: 100, ...(pageParam ? { curseur: pageParam } : {}) } },
          { signal },
        ),
      ),
    initialPageParam: '',
    getNextPageParam: ({ curseur_suivant }) => curseur_suivant,
  })

const afterwards = { onSettled: () => queryClient.invalidateQueries({ queryKey: ['products'] }) }

export const useChangePrice = () =>
  useMutation({
    mutationFn: async ({ produit_id, prix_cents }: { produit_id: number; prix_cents: number }) =>
      bodyOf(await modifierPrix(transport, { path: { produit_id }, body: { prix_cents } })),
    ...afterwards,
  })

export const useArchiveProduct = () =>
  useMutation({
    mutationFn: async (produit_id: number) => bodyOf(await archiverProduit(transport, { path: { produit_id } })),
    ...afterwards,
  })

export const useAddProduct = () =>
  useMutation({
    mutationFn: async (body: NouveauProduit) => bodyOf(await ajouterProduit(transport, { body })),
    ...afterwards,
  })
