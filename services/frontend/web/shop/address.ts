import { queryOptions, skipToken, useMutation, useQuery } from '@tanstack/react-query'
import { lireClient, modifierAdresseLivraison } from '#generated/ecommerce/client.ts'
import type { AdresseLivraison } from '#generated/ecommerce/types.ts'
import { bodyOf } from '#sdk/problems.ts'
import { boutique } from '../shell/api.ts'
import { queryClient } from '../shell/query-client.ts'
import { customerId, useCustomerId } from './customer.ts'

const { transport } = boutique

const customer = (id: string | undefined) =>
  queryOptions({
    queryKey: ['customer', id],
    queryFn:
      id === undefined
        ? skipToken
        : async ({ signal }) => bodyOf(await lireClient(transport, { path: { id } }, { signal })),
  })

/** The customer with the delivery address. */
export const useCustomer = () => useQuery(customer(useCustomerId()))

export const useChangeAddress = () =>
  useMutation({
    mutationFn: async (body: AdresseLivraison) =>
      bodyOf(await modifierAdresseLivraison(transport, { path: { id: customerId() }, body })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['customer'] }),
  })
