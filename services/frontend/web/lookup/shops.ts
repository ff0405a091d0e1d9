import { queryOptions, useQuery } from '@tanstack/react-query'
import { listerMagasins } from '#generated/commandes/client.ts'
import type { Magasin } from '#generated/commandes/types.ts'
import { elements } from '#sdk/pages.ts'
import { administration } from '../shell/api.ts'

/** It sells from the central stock, so nothing is moved to it. */
const onlineShop = 1

const readShops = async (signal: AbortSignal): Promise<Magasin[]> => {
  const found: Magasin[] = []
  for await (const shop of elements(listerMagasins, administration.transport, { query: { limite: 100 } }, { signal }))
    found.push(shop)
  return found
}

const shops = queryOptions({
  queryKey: ['shops'],
  queryFn: ({ signal }) => readShops(signal),
  staleTime: 600_000,
})

type Shops = {
  /** The shops that have a stock of their own, as the options of a choice. */
  readonly options: readonly (readonly [id: string, name: string])[]
  /** The name of a shop; its number while names load. */
  readonly nameOf: (id: number) => string
}

export const useShops = (): Shops => {
  const { data = [] } = useQuery(shops)
  return {
    options: data
      .filter(({ magasin_id }) => magasin_id !== onlineShop)
      .map(({ magasin_id, nom }) => [String(magasin_id), nom]),
    nameOf: (id) => data.find(({ magasin_id }) => magasin_id === id)?.nom ?? String(id),
  }
}
