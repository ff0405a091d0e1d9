import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { lireProduit } from '#generated/catalogue/client.ts'
import { genererRapportConsolide } from '#generated/commandes/client.ts'
import { bodyOf } from '#sdk/problems.ts'
import { administration } from '../../shell/api.ts'

const { transport } = administration
const namesStaleMs = 60_000

export const reportOf = (query: { debut?: string; fin?: string }) =>
  queryOptions({
    queryKey: ['report', query],
    queryFn: async ({ signal }) => bodyOf(await genererRapportConsolide(transport, { query }, { signal })),
    placeholderData: keepPreviousData, // the figures stay while others load
  })

/** The names of a few products. A product that the catalogue doesn't know has none. */
export const productNames = (ids: readonly number[]) =>
  queryOptions({
    queryKey: ['products', 'names', ids],
    queryFn: async ({ signal }) => {
      const answers = await Promise.all(
        ids.map((produit_id) => lireProduit(transport, { path: { produit_id } }, { signal })),
      )
      return new Map(
        answers.flatMap(({ status, body }): [number, string][] =>
          status === 200 ? [[body.produit_id, body.nom]] : [],
        ),
      )
    },
    staleTime: namesStaleMs,
    placeholderData: keepPreviousData,
  })
