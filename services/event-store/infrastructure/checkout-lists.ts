import type { EtatSaga, ResumeCheckout } from '#generated/event-store/types.ts'
import { checkoutSaga } from '#generated/saga/checkout.ts'
import { type Pool, type Row, statementPerText } from '#platform/postgres/pool.ts'
import {
  boundsOf,
  type Cell,
  type CheckoutFilter,
  type CheckoutPage,
  countedMax,
  type OriginFilter,
  resultOf,
} from '#services/checkout-lists.ts'

const blocked = `exists (select from dead_letter d where d.checkout_id = s.checkout_id and d.etat = 'ouverte')`
const within = 's.checkout_id >= $1 and s.checkout_id < $2 and s.checkout_id <> $3'
const { done, undone } = checkoutSaga.states
const ofResult: Readonly<Record<ResumeCheckout['resultat'], string>> = {
  en_cours: 's.termine_ms is null',
  reussi: `s.etat = '${done}'`,
  echoue: `s.etat = '${undone}'`,
}

/** The conditions, and the values of their parameters from number `first` on. Constants are part of the text: they have partial indexes. */
const conditionsOf = (filter: Omit<CheckoutFilter, 'from' | 'before'>, first: number) => {
  const { etat, resultat, bloque, ...rest } = filter
  const names = Object.keys(rest) as (keyof typeof rest)[]
  const texts = [
    ...(etat === undefined ? [] : [`s.etat = '${etat}'`]),
    ...(resultat === undefined ? [] : [ofResult[resultat]]),
    ...(bloque === undefined ? [] : [bloque ? blocked : `not ${blocked}`]),
    ...names.map((name, i) => `s.${name} = $${first + i}`),
  ]
  return { text: texts.map((text) => ` and ${text}`).join(''), values: names.map((name) => rest[name]) }
}

const statementOf = statementPerText('summaries-query')

/** Checkouts that match a filter, by their start; reads one more than the page holds. */
export const listSummaries =
  (pool: Pool) =>
  async (page: CheckoutPage): Promise<ResumeCheckout[]> => {
    const { from, before, after } = boundsOf(page)
    const { from: _from, before: _before, ...filter } = page.filter
    const conditions = conditionsOf(filter, 5)
    const text = `select s.*, ${blocked} as bloque from checkout_summary s
      where ${within}${conditions.text} order by s.checkout_id ${page.order} limit $4`
    const values = [from, before, after, page.limit + 1, ...conditions.values]
    const rows = await pool.query<Row & Omit<ResumeCheckout, 'style' | 'resultat'>>(statementOf(text), values)
    return rows.map((row) => ({ ...row, style: 'choregraphie', resultat: resultOf(row.etat as EtatSaga) }))
  }

const cells = (side: string, condition: string): string =>
  `select etat, etape, motif, bloque, count(*)::integer as nombre
   from (select s.etat, s.etape, s.motif, ${blocked} as bloque from checkout_summary s
         where ${within} and ${side}${condition} order by s.checkout_id desc limit ${countedMax + 1}) as newest
   group by etat, etape, motif, bloque`

/** How many checkouts are in the same situation, of those in progress and of the newest that ended. */
export const countSummaries =
  (pool: Pool) =>
  async ({ client_id, ...filter }: OriginFilter): Promise<{ cells: Cell[]; isPartial: boolean }> => {
    const { from, before, after } = boundsOf({ filter, order: 'desc' })
    const conditions = conditionsOf(client_id === undefined ? {} : { client_id }, 4)
    const values = [from, before, after, ...conditions.values]
    const [inProgress = [], over = []] = await Promise.all(
      ['s.termine_ms is null', 's.termine_ms is not null'].map((side) =>
        pool.query<Cell & Row>(statementOf(cells(side, conditions.text)), values),
      ),
    )
    const total = over.reduce((sum, { nombre }) => sum + nombre, 0)
    return { cells: [...inProgress, ...over], isPartial: total > countedMax }
  }
