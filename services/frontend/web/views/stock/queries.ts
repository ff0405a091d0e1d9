import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { creerDemandeReappro, reapprovisionnerStock, transfererStock } from '#generated/inventaire/client.ts'
import type { NouveauTransfert, NouvelleDemande } from '#generated/inventaire/types.ts'
import { bodyOf } from '#sdk/problems.ts'
import { administration } from '../../shell/api.ts'
import { useOnce } from '../../shell/idempotency.ts'
import { queryClient } from '../../shell/query-client.ts'
import { readPage, readTransfers, stockOf } from './pages.ts'
import type { StockSearch } from './search.ts'

const { transport } = administration
const rowsOfPage = 50

const withoutOrder = ({ tri, ...search }: StockSearch): StockSearch => search

export const stockPage = (search: StockSearch) =>
  queryOptions({
    queryKey: ['stock', 'rows', withoutOrder(search)],
    queryFn: ({ signal }) => readPage(search, { limite: rowsOfPage, signal }),
    placeholderData: keepPreviousData, // the rows stay while the next ones load
  })

export const transferPage = (search: StockSearch) =>
  queryOptions({
    queryKey: ['stock', 'transfers', withoutOrder(search)],
    queryFn: ({ signal }) => readTransfers(search, { limite: rowsOfPage, signal }),
    placeholderData: keepPreviousData,
  })

/** What is available of a product centrally, and in a shop. */
export const stockOfProduct = (produit_id: number, shop: number | undefined) =>
  queryOptions({
    queryKey: ['stock', 'product', produit_id, shop ?? null],
    queryFn: async ({ signal }) => {
      const read = async (place: number | undefined): Promise<number> =>
        (await stockOf(place, [produit_id], signal)).get(produit_id)?.disponible ?? 0
      return { central: await read(undefined), local: shop === undefined ? 0 : await read(shop) }
    },
    staleTime: 0,
  })

const refresh = () => queryClient.invalidateQueries({ queryKey: ['stock'] })

export const useTransfer = () =>
  useOnce(
    async (body: NouveauTransfert, idempotencyKey) =>
      bodyOf(await transfererStock(transport, { body }, { idempotencyKey })),
    refresh,
  )

export const useRestock = () =>
  useOnce(
    async ({ produit_id, quantite }: { produit_id: number; quantite: number }, idempotencyKey) =>
      bodyOf(await reapprovisionnerStock(transport, { path: { produit_id }, body: { quantite } }, { idempotencyKey })),
    refresh,
  )

export const useRequest = () =>
  useOnce(
    async (body: NouvelleDemande, idempotencyKey) =>
      bodyOf(await creerDemandeReappro(transport, { body }, { idempotencyKey })),
    () => queryClient.invalidateQueries({ queryKey: ['requests'] }),
  )
