import { queryOptions, useMutation } from '@tanstack/react-query'
import { listerVentesClient } from '#generated/commandes/client.ts'
import {
  effacerDonneesPersonnelles,
  exporterDonneesPersonnelles,
  lireJournalEcommerce,
} from '#generated/ecommerce/client.ts'
import { bodyOf } from '#sdk/problems.ts'
import { administration } from '../../shell/api.ts'
import { useOnce } from '../../shell/idempotency.ts'
import { queryClient } from '../../shell/query-client.ts'

const { transport } = administration
const rowsMax = 100

/** What members of staff and the customer did with the data of a customer, newest first. */
export const historyOf = (id: string) =>
  queryOptions({
    queryKey: ['personal-data', 'history', id],
    queryFn: async ({ signal }) => {
      const query = { objet_type: 'client', objet_id: id, limite: rowsMax }
      return bodyOf(await lireJournalEcommerce(transport, { query }, { signal })).elements
    },
  })

/** The latest orders of a customer: a way to check that the id is the right one. Names are only in the export. */
export const ordersOf = (id: string) =>
  queryOptions({
    queryKey: ['personal-data', 'orders', id],
    queryFn: async ({ signal }) =>
      bodyOf(await listerVentesClient(transport, { path: { id }, query: { limite: 5 } }, { signal })),
  })

const refresh = () =>
  Promise.all(['personal-data', 'operation-log'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })))

type Request = { id: string; motif: string }

/** The document with everything that the services hold about a customer. */
export const useExport = () =>
  useMutation({
    mutationFn: async ({ id, motif }: Request) =>
      bodyOf(await exporterDonneesPersonnelles(transport, { path: { id }, body: { motif } })),
    onSettled: refresh,
  })

export const useErase = () =>
  useOnce(
    async ({ id, motif }: Request, idempotencyKey) =>
      bodyOf(await effacerDonneesPersonnelles(transport, { path: { id }, query: { motif } }, { idempotencyKey })),
    refresh,
  )
