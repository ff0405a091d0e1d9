import { keepPreviousData, queryOptions, useMutation } from '@tanstack/react-query'
import { compterCheckoutsChoreo, listerCheckoutsChoreo } from '#generated/event-store/client.ts'
import { consulterStocksCentral } from '#generated/inventaire/client.ts'
import { compterCheckoutsSaga, listerCheckoutsSaga } from '#generated/saga-orchestrator/client.ts'
import type { ClientOperation } from '#platform/http/request.ts'
import { bodyOf } from '#sdk/problems.ts'
import type { ControlState, RunningControl } from '../../../answers/control.ts'
import { administration } from '../../shell/api.ts'
import { queryClient } from '../../shell/query-client.ts'
import { figuresOf, type StyleFigures } from './figures.ts'

const { transport } = administration

export const styles = ['orchestrated', 'choreographed'] as const
export type Style = (typeof styles)[number]

/** The figures cover this time; the durations at most this many of the newest checkouts. */
export const windowMinutes = 2
const newestMax = 100
const figuresEveryMs = 2_000
const controlEveryMs = 1_000

const operations = {
  orchestrated: { list: listerCheckoutsSaga, count: compterCheckoutsSaga },
  choreographed: { list: listerCheckoutsChoreo, count: compterCheckoutsChoreo },
} as const

const reservedOf = async (products: readonly number[] | undefined, signal: AbortSignal): Promise<number | null> => {
  if (products === undefined) return null
  const query = { produit_id: [...products] }
  const { elements } = bodyOf(await consulterStocksCentral(transport, { query }, { signal }))
  return elements.reduce((sum, { reserve }) => sum + reserve, 0)
}

/** The live figures of one style. @param products whose reserved pieces belong to this style */
export const styleFigures = (style: Style, products: readonly number[] | undefined) =>
  queryOptions({
    queryKey: ['compare', 'figures', style, products],
    queryFn: async ({ signal }): Promise<StyleFigures> => {
      const { list, count } = operations[style]
      const since = { depuis_ms: Date.now() - windowMinutes * 60_000 }
      const [counts, newest, reserved] = await Promise.all([
        count(transport, { query: since }, { signal }).then(bodyOf),
        list(transport, { query: { ...since, tri: 'recents', limite: newestMax } }, { signal }).then(bodyOf),
        reservedOf(products, signal),
      ])
      return figuresOf({ counts: counts.resultat, newest: newest.elements, reserved })
    },
    refetchInterval: figuresEveryMs,
    placeholderData: keepPreviousData,
  })

// The front end's own server answers these, so no specification of a service has them.
const own = { service: 'frontend', statuses: [200], problems: [] } as const
const read: ClientOperation = { ...own, operationId: 'readControl', method: 'GET', path: '/control', safe: true }
const commands = {
  startLoad: { ...own, operationId: 'startLoad', method: 'POST', path: '/control/load', safe: false },
  stopLoad: { ...own, operationId: 'stopLoad', method: 'DELETE', path: '/control/load', safe: false },
  startFault: { ...own, operationId: 'startFault', method: 'POST', path: '/control/fault', safe: false },
  undoFault: { ...own, operationId: 'undoFault', method: 'DELETE', path: '/control/fault', safe: false },
} satisfies Record<string, ClientOperation>

const controlKey = ['compare', 'control']

/** The running load and fault. */
export const controlState = queryOptions({
  queryKey: controlKey,
  queryFn: async ({ signal }) => (await transport.call<{ body: ControlState }>(read, {}, { signal })).body,
  refetchInterval: ({ state: { data } }) => (data?.isAvailable === false ? false : controlEveryMs),
})

export type Command = { readonly name: keyof typeof commands; readonly body?: object }

/** Sends a command, once: a repeated start would begin the load again. */
export const useCommand = () =>
  useMutation({
    mutationFn: async ({ name, body }: Command) => {
      const request = body === undefined ? {} : { body }
      const options = { retries: 0, timeoutMs: 30_000 }
      return (await transport.call<{ body: RunningControl }>(commands[name], request, options)).body
    },
    onSuccess: (state) => queryClient.setQueryData(controlKey, state),
  })
