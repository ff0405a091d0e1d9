import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import {
  changerEtatLot,
  creerLotRelance,
  lireLotRelance,
  listerElementsLot,
  listerLettresMortes,
  listerLotsRelance,
  relancerLettreMorte,
} from '#generated/event-store/client.ts'
import type {
  ChangementLot,
  DemandeLot,
  ElementLot,
  FiltreLot,
  LettreMorte,
  LotRelance,
} from '#generated/event-store/types.ts'
import { elements } from '#sdk/pages.ts'
import { bodyOf } from '#sdk/problems.ts'
import { administration } from '../../shell/api.ts'
import { useOnce } from '../../shell/idempotency.ts'
import { queryClient } from '../../shell/query-client.ts'
import type { DeadLetterSearch } from './search.ts'

const { transport } = administration
const rowsOfPage = 50
const rowsMax = 100
const watchEveryMs = 1_000

const cursorOf = (curseur: string | undefined) => (curseur === undefined ? {} : { curseur })

/** The part of the filters that a batch has too: a batch only contains open dead letters. */
export const batchFilterOf = ({ groupe, type, motif, avant_ms }: DeadLetterSearch): FiltreLot => ({
  ...(groupe === undefined ? {} : { groupe }),
  ...(type === undefined ? {} : { type }),
  ...(motif === undefined ? {} : { motif }),
  ...(avant_ms === undefined ? {} : { avant_ms }),
})

const filtersOf = (search: DeadLetterSearch) => ({
  ...batchFilterOf(search),
  ...(search.etat === undefined ? {} : { etat: search.etat }),
})

export const letterPage = (search: DeadLetterSearch) => {
  const query = { ...filtersOf(search), ...cursorOf(search.curseur), limite: rowsOfPage }
  return queryOptions({
    queryKey: ['dead-letters', 'rows', query],
    queryFn: async ({ signal }) => bodyOf(await listerLettresMortes(transport, { query }, { signal })),
    placeholderData: keepPreviousData, // the rows stay while the next ones load
  })
}

/** Every dead letter that the filters select, page by page. */
export const allLetters = (search: DeadLetterSearch): AsyncIterable<LettreMorte> =>
  elements(listerLettresMortes, transport, { query: { ...filtersOf(search), limite: rowsMax } })

export const batchPage = (curseur: string | undefined) => {
  const query = { ...cursorOf(curseur), limite: rowsOfPage }
  return queryOptions({
    queryKey: ['dead-letters', 'batches', query],
    queryFn: async ({ signal }) => bodyOf(await listerLotsRelance(transport, { query }, { signal })),
    placeholderData: keepPreviousData,
  })
}

export const allBatches = (): AsyncIterable<LotRelance> =>
  elements(listerLotsRelance, transport, { query: { limite: rowsMax } })

/** A batch, read again while it sends. */
export const batchOf = (lot_id: string) =>
  queryOptions({
    queryKey: ['dead-letters', 'batch', lot_id],
    queryFn: async ({ signal }) => bodyOf(await lireLotRelance(transport, { path: { lot_id } }, { signal })),
    refetchInterval: ({ state: { data } }) => (data?.etat === 'en_cours' ? watchEveryMs : false),
    staleTime: 0,
  })

/** The dead letters of a batch with their results; read again whenever the batch has done more of them. */
export const batchItems = (lot_id: string, curseur: string | undefined, done: number) => {
  const query = { ...cursorOf(curseur), limite: rowsOfPage }
  return queryOptions({
    queryKey: ['dead-letters', 'items', lot_id, query, done],
    queryFn: async ({ signal }) => bodyOf(await listerElementsLot(transport, { path: { lot_id }, query }, { signal })),
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
}

export const allItems = (lot_id: string): AsyncIterable<ElementLot> =>
  elements(listerElementsLot, transport, { path: { lot_id }, query: { limite: rowsMax } })

const refresh = () =>
  Promise.all(['dead-letters', 'sagas'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })))

export const useRedrive = () =>
  useOnce(
    async (id: number, idempotencyKey) =>
      bodyOf(await relancerLettreMorte(transport, { path: { id } }, { idempotencyKey })),
    refresh,
  )

/** Freezes the open dead letters that match. Nothing is sent yet. */
export const useCreateBatch = () =>
  useOnce(
    async (body: DemandeLot, idempotencyKey) => bodyOf(await creerLotRelance(transport, { body }, { idempotencyKey })),
    refresh,
  )

export const useChangeBatch = (lot_id: string) =>
  useOnce(
    async (body: ChangementLot, idempotencyKey) =>
      bodyOf(await changerEtatLot(transport, { path: { lot_id }, body }, { idempotencyKey })),
    refresh,
  )
