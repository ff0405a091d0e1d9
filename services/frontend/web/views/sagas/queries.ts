import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { compterCheckoutsChoreo, listerCheckoutsChoreo } from '#generated/event-store/client.ts'
import type { ResumeCheckout, StyleCheckout } from '#generated/event-store/types.ts'
import { compterCheckoutsSaga, listerCheckoutsSaga } from '#generated/saga-orchestrator/client.ts'
import { bodyOf } from '#sdk/problems.ts'
import { administration } from '../../shell/api.ts'
import { addCounts, type Counts } from './counts.ts'
import { mergePages } from './merge.ts'
import { type SagaSearch, styles } from './search.ts'

const { transport } = administration
const rowsOfPage = 50
const rowsMax = 100
const refreshMs = 5_000

const lists = { orchestre: listerCheckoutsSaga, choregraphie: listerCheckoutsChoreo }
const counters = { orchestre: compterCheckoutsSaga, choregraphie: compterCheckoutsChoreo }

/** A page of both styles. `missing`: styles whose service didn't answer. */
export type SagaPage = { rows: readonly ResumeCheckout[]; next: string | null; missing: readonly StyleCheckout[] }

const stylesOf = ({ style }: SagaSearch): readonly StyleCheckout[] => (style === undefined ? styles : [style])

/** The filters that both lists have. */
const filtersOf = ({ style, tri, curseur, checkout, ...filters }: SagaSearch) => filters

/** Asks both services. One that fails is missing from the answers; if both fail, so does the call. */
const askBoth = async <Answer>(
  chosen: readonly StyleCheckout[],
  ask: (style: StyleCheckout) => Promise<Answer>,
): Promise<{ answers: Map<StyleCheckout, Answer>; missing: StyleCheckout[] }> => {
  const settled = await Promise.allSettled(chosen.map(ask))
  const answers = new Map<StyleCheckout, Answer>()
  for (const [index, style] of chosen.entries()) {
    const one = settled[index]
    if (one?.status === 'fulfilled') answers.set(style, one.value)
  }
  const failed = settled.find((one) => one.status === 'rejected')
  if (answers.size === 0 && failed) throw failed.reason
  return { answers, missing: chosen.filter((style) => !answers.has(style)) }
}

type PageOptions = { limite: number; signal?: AbortSignal }

const readPage = async (search: SagaSearch, { limite, ...options }: PageOptions): Promise<SagaPage> => {
  const { tri, curseur } = search
  const query = { ...filtersOf(search), limite, ...(tri ? { tri } : {}), ...(curseur ? { curseur } : {}) }
  const { answers, missing } = await askBoth(stylesOf(search), async (style) =>
    bodyOf(await lists[style](transport, { query }, options)),
  )
  return { ...mergePages([...answers.values()], { limit: limite, isOldestFirst: tri === 'anciens' }), missing }
}

export const sagaPage = (search: SagaSearch) =>
  queryOptions({
    queryKey: ['sagas', 'rows', { ...search, checkout: undefined }],
    queryFn: ({ signal }) => readPage(search, { limite: rowsOfPage, signal }),
    placeholderData: keepPreviousData, // the rows stay while the next ones load
    refetchInterval: refreshMs,
  })

/** Every checkout that the filters select, page by page. Fails if one of the services doesn't answer: a file must be complete. */
export async function* allSagas({ curseur: _, ...search }: SagaSearch): AsyncGenerator<ResumeCheckout> {
  let next: string | null = ''
  while (next !== null) {
    const page: SagaPage = await readPage(next === '' ? search : { ...search, curseur: next }, { limite: rowsMax })
    if (page.missing.length > 0) throw new Error(`${page.missing.join(', ')}: no answer`)
    yield* page.rows
    next = page.next
  }
}

/** The counts of both styles: those of the style filter, and the others over the chosen styles. */
export const sagaCounts = (search: SagaSearch) =>
  queryOptions({
    queryKey: ['sagas', 'counts', filtersOf(search), search.style ?? null],
    queryFn: async ({ signal }): Promise<Counts> => {
      const query = filtersOf(search)
      const { answers } = await askBoth(styles, async (style) =>
        bodyOf(await counters[style](transport, { query }, { signal })),
      )
      return addCounts(answers, stylesOf(search))
    },
    placeholderData: keepPreviousData,
    refetchInterval: refreshMs,
  })
