import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { lireVente, listerVentesClient } from '#generated/commandes/client.ts'
import type { VenteListee } from '#generated/commandes/types.ts'
import { elements } from '#sdk/pages.ts'
import { bodyOf } from '#sdk/problems.ts'
import { boutique } from '../../shell/api.ts'
import { customerId } from '../../shop/customer.ts'
import type { OrdersSearch } from './search.ts'

const { transport } = boutique
const ordersOfPage = 20

const filterOf = ({ etat }: OrdersSearch) => (etat === undefined ? {} : { etat })

export const orderPage = (search: OrdersSearch) => {
  const id = customerId()
  const query = { ...filterOf(search), limite: ordersOfPage, ...(search.curseur ? { curseur: search.curseur } : {}) }
  return queryOptions({
    queryKey: ['orders', id, query],
    queryFn: async ({ signal }) => bodyOf(await listerVentesClient(transport, { path: { id }, query }, { signal })),
    placeholderData: keepPreviousData,
  })
}

/** Every order that the filter selects, page by page. */
export const allOrders = (search: OrdersSearch): AsyncIterable<VenteListee> =>
  elements(listerVentesClient, transport, { path: { id: customerId() }, query: { ...filterOf(search), limite: 100 } })

export const orderOf = (commande_id: string) =>
  queryOptions({
    queryKey: ['orders', 'one', commande_id],
    queryFn: async ({ signal }) => bodyOf(await lireVente(transport, { path: { commande_id } }, { signal })),
  })
