import { queryOptions } from '@tanstack/react-query'
import { lireLignesVentes } from '#generated/commandes/client.ts'
import { lireLignesEcommerce } from '#generated/ecommerce/client.ts'
import { lireLignesEvenements, rejouerCheckout } from '#generated/event-store/client.ts'
import type { Deroulement, LignesCheckout } from '#generated/event-store/types.ts'
import { lireLignesInventaire } from '#generated/inventaire/client.ts'
import { forcerCompensation, lireLignesSaga, relancerSaga } from '#generated/saga-orchestrator/client.ts'
import { bodyOf } from '#sdk/problems.ts'
import { type Agreement, agreementOf } from '#services/checkout-agreement.ts'
import { administration } from '../../shell/api.ts'
import { useOnce } from '../../shell/idempotency.ts'
import { queryClient } from '../../shell/query-client.ts'

const { transport } = administration
const watchEveryMs = 1_000

/** Whether a checkout can still change. Dead letters can be redriven after its end. */
const isLive = ({ resultat, bloque }: Deroulement): boolean => resultat === 'en_cours' || bloque

/** One checkout as a waterfall, the same for both styles; null if neither knows it. Read again until its end. */
export const timelineOf = (id: string) =>
  queryOptions({
    queryKey: ['sagas', 'timeline', id],
    queryFn: async ({ signal }) => {
      const result = await rejouerCheckout(transport, { path: { id } }, { signal })
      return result.status === 404 ? null : bodyOf(result).deroulement
    },
    refetchInterval: ({ state: { data } }) => (data && !isLive(data) ? false : watchEveryMs),
    staleTime: 0,
  })

/** The services with rows of checkouts, in the order in which a checkout meets them. */
const readers = {
  'saga-orchestrator': lireLignesSaga,
  ecommerce: lireLignesEcommerce,
  inventaire: lireLignesInventaire,
  commandes: lireLignesVentes,
  'event-store': lireLignesEvenements,
} as const

export type ServiceRows = {
  readonly service: string
  readonly rows: LignesCheckout | undefined
  readonly error: unknown
}
export type AllRows = {
  readonly services: readonly ServiceRows[]
  readonly agreement: Agreement
  readonly readAtMs: number
}

const readOnce = async (checkout_id: string, signal: AbortSignal): Promise<AllRows> => {
  const services = await Promise.all(
    Object.entries(readers).map(async ([service, read]): Promise<ServiceRows> => {
      try {
        return { service, rows: bodyOf(await read(transport, { path: { checkout_id } }, { signal })), error: undefined }
      } catch (error) {
        if (signal.aborted) throw error
        return { service, rows: undefined, error }
      }
    }),
  )
  const agreement = agreementOf(services.flatMap(({ rows }) => (rows === undefined ? [] : [rows])))
  return { services, agreement, readAtMs: Date.now() }
}

/** What every service's database holds for a checkout now, and whether they agree. A disagreement is read a second time. */
export const rowsOf = (id: string, isRunning: boolean) =>
  queryOptions({
    queryKey: ['sagas', 'service-rows', id],
    queryFn: async ({ signal }) => {
      const first = await readOnce(id, signal)
      return first.agreement.verdict === 'disagree' ? readOnce(id, signal) : first
    },
    refetchInterval: ({ state: { data } }) =>
      isRunning || data?.agreement.verdict === 'in-progress' ? watchEveryMs : false,
    staleTime: 0,
  })

const refresh = () => queryClient.invalidateQueries({ queryKey: ['sagas'] })

/** Stops an orchestrated checkout and undoes its effects. */
export const useForceUndo = () =>
  useOnce(
    async (id: string, idempotencyKey) =>
      bodyOf(await forcerCompensation(transport, { path: { id } }, { idempotencyKey })),
    refresh,
  )

/** Repeats a step, or its undo, at once. A parked checkout is no longer parked then. */
export const useRestart = () =>
  useOnce(
    async ({ id, etape }: { id: string; etape: string }, idempotencyKey) =>
      bodyOf(await relancerSaga(transport, { path: { id }, body: { etape } }, { idempotencyKey })),
    refresh,
  )
