import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { lireValidation, listerDemandes, rejeterDemande, validerDemande } from '#generated/supply-chain/client.ts'
import type { DemandeReapprovisionnement } from '#generated/supply-chain/types.ts'
import { bodyOf } from '#sdk/problems.ts'
import { productsById } from '../../lookup/products.ts'
import { administration } from '../../shell/api.ts'
import { useOnce } from '../../shell/idempotency.ts'
import { queryClient } from '../../shell/query-client.ts'
import type { RequestSearch } from './search.ts'

const { transport } = administration
const rowsOfPage = 50
const rowsMax = 100
const emptyPagesMax = 20
const watchEveryMs = 500

export type RequestRow = DemandeReapprovisionnement & { sku: string; nom: string }
type Page = { rows: RequestRow[]; next: string | null }
type PageOptions = { limite: number; signal?: AbortSignal }

const readOnce = async ({ statut, magasin_id, curseur }: RequestSearch, options: PageOptions): Promise<Page> => {
  const { limite, ...call } = options
  const query = { ...(statut && { statut }), ...(curseur && { curseur }), limite }
  const page = bodyOf(await listerDemandes(transport, { query }, call))
  const chosen = page.elements.filter((one) => magasin_id === undefined || one.magasin_id === magasin_id)
  const products = await productsById(
    chosen.map(({ produit_id }) => produit_id),
    options.signal,
  )
  const rows = chosen.map((one) => {
    const { sku = '', nom = '' } = products.get(one.produit_id) ?? {}
    return { ...one, sku, nom }
  })
  return { rows, next: page.curseur_suivant }
}

/** The API can't filter by shop, so a page may have no row: reads on, but not without a limit. */
const readPage = async (search: RequestSearch, options: PageOptions): Promise<Page> => {
  let page = await readOnce(search, options)
  for (let more = 0; more < emptyPagesMax && page.rows.length === 0 && page.next !== null; more++)
    page = await readOnce({ ...search, curseur: page.next }, options)
  return page
}

/** Every request that the filters select, page by page. */
export async function* allRequests({ curseur: _, ...search }: RequestSearch): AsyncGenerator<RequestRow> {
  let next: string | null = ''
  while (next !== null) {
    const page: Page = await readPage(next === '' ? search : { ...search, curseur: next }, { limite: rowsMax })
    yield* page.rows
    next = page.next
  }
}

export const requestPage = ({ tri, watched, ...search }: RequestSearch) =>
  queryOptions({
    queryKey: ['requests', 'rows', search],
    queryFn: ({ signal }) => readPage(search, { limite: rowsOfPage, signal }),
    placeholderData: keepPreviousData, // the rows stay while the next ones load
  })

/** The latest approval of a request; null if there was none. It is read again until it has ended. */
export const approvalOf = (demande_id: string, isStarting: boolean) =>
  queryOptions({
    queryKey: ['requests', 'approval', demande_id],
    queryFn: async ({ signal }) => {
      const result = await lireValidation(transport, { path: { demande_id } }, { signal })
      return result.status === 404 ? null : bodyOf(result)
    },
    refetchInterval: ({ state: { data } }) =>
      isStarting || (data !== null && data !== undefined && !data.terminale) ? watchEveryMs : false,
    staleTime: 0,
  })

const refresh = () =>
  Promise.all(['requests', 'stock'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })))

export const useApprove = () =>
  useOnce(
    async (demande_id: string, idempotencyKey) =>
      bodyOf(await validerDemande(transport, { path: { demande_id } }, { idempotencyKey })),
    refresh,
  )

export const useReject = () =>
  useOnce(
    async ({ demande_id, motif }: { demande_id: string; motif: string }, idempotencyKey) =>
      bodyOf(await rejeterDemande(transport, { path: { demande_id }, body: { motif } }, { idempotencyKey })),
    refresh,
  )
