import { checkoutSaga } from '#generated/saga/checkout.ts'
import type { EtatSaga, ResumeCheckout } from '#generated/saga-orchestrator/types.ts'
import { type Pool, type Row, statementPerText } from '#platform/postgres/pool.ts'
import { presentState } from '#saga/durable/postgres.ts'
import {
  boundsOf,
  type Cell,
  type CheckoutFilter,
  type CheckoutPage,
  countedMax,
  resultOf,
} from '#services/checkout-lists.ts'
import type { CountCheckouts, ListCheckouts } from '../application/ports.ts'
import { tables } from './saga-log-postgres.ts'

const { done, undone } = checkoutSaga.states
const ends: ReadonlySet<EtatSaga> = new Set([done, undone])
const milliseconds = (column: string): string => `(extract(epoch from ${column}) * 1000)::bigint`
const within = 'saga_id >= $1 and saga_id < $2 and saga_id <> $3'

const { etat, motif, parked, from } = presentState(tables)
// The step that failed, or the last that began.
const place = `(select step from saga_log p where p.saga_id = s.saga_id
  and p.type = case when u.reason is null then 'step-started' else 'step-failed' end order by seq desc limit 1)`
const active = `select s.saga_id, s.client_id, ${etat} as etat, ${place} as etape, ${motif} as motif, s.commande_id,
    ${parked} as bloque, s.started_at, s.ended_at
  ${from} where not s.terminal`
const ended = `select saga_id, client_id, etat, etape, motif, commande_id, false as bloque, started_at, ended_at
  from saga where terminal`

type Given = Omit<CheckoutFilter, 'from' | 'before'>
type Side = { source: string; filter: Given }

/** The sagas in progress and those that ended, as far as the filter leaves any. */
const sidesOf = ({ resultat, ...filter }: Given): Side[] => {
  const end = resultat === 'reussi' ? done : undone
  const isActive = resultat === undefined || resultat === 'en_cours'
  const isEnded = resultat !== 'en_cours' && (filter.etat === undefined || ends.has(filter.etat))
  const { bloque, ...ofEnded } = filter
  const contradicts = resultat !== undefined && filter.etat !== undefined && filter.etat !== end
  return [
    ...(isActive ? [{ source: active, filter }] : []),
    ...(isEnded && bloque !== true && !contradicts
      ? [{ source: ended, filter: { ...ofEnded, ...(resultat === undefined ? {} : { etat: end }) } }]
      : []),
  ]
}

/** The conditions, and the values of their parameters from number `first` on. The state is part of the text: it has a partial index. */
const conditionsOf = ({ etat: state, ...filter }: Given, first: number) => {
  const names = Object.keys(filter) as (keyof typeof filter)[]
  const texts = [
    ...(state === undefined ? [] : [`etat = '${state}'`]),
    ...names.map((name, i) => `${name} = $${first + i}`),
  ]
  return { text: texts.map((text) => ` and ${text}`).join(''), values: names.map((name) => filter[name]) }
}

const listStatement = statementPerText('checkouts-list')
const countStatement = statementPerText('checkouts-count')

type Listed = Row & Omit<ResumeCheckout, 'style' | 'resultat'>

/** Checkouts that match a filter, by their start; reads one more than the page holds. */
export const listCheckouts =
  (pool: Pool): ListCheckouts =>
  async (page: CheckoutPage): Promise<ResumeCheckout[]> => {
    const bounds = boundsOf(page)
    const { from: _from, before: _before, ...filter } = page.filter
    const order = `order by saga_id ${page.order} limit $4`
    let values: unknown[] = [bounds.from, bounds.before, bounds.after, page.limit + 1]
    const parts = sidesOf(filter).map((side) => {
      const conditions = conditionsOf(side.filter, values.length + 1)
      values = [...values, ...conditions.values]
      return `(select * from (${side.source}) as a where ${within}${conditions.text} ${order})`
    })
    if (parts.length === 0) return []
    const text = `select saga_id as checkout_id, client_id, etat, etape, motif, commande_id, bloque,
        ${milliseconds('started_at')} as commence_ms, ${milliseconds('ended_at')} as termine_ms
      from (${parts.join(' union all ')}) as merged ${order}`
    const rows = await pool.query<Listed>(listStatement(text), values)
    return rows.map((row) => ({ ...row, style: 'orchestre', resultat: resultOf(row.etat) }))
  }

const cells = (source: string, condition: string): string =>
  `select etat, etape, motif, bloque, count(*)::integer as nombre
   from (select * from (${source}) as a where ${within}${condition} order by saga_id desc limit ${countedMax + 1}) as newest
   group by etat, etape, motif, bloque`

/** How many sagas are in the same situation, of those in progress and of the newest that ended. */
export const countCheckouts =
  (pool: Pool): CountCheckouts =>
  async ({ client_id, ...filter }) => {
    const bounds = boundsOf({ filter, order: 'desc' })
    const conditions = conditionsOf(client_id === undefined ? {} : { client_id }, 4)
    const values = [bounds.from, bounds.before, bounds.after, ...conditions.values]
    const [inProgress, over] = await Promise.all(
      [active, ended].map((source) => pool.query<Cell & Row>(countStatement(cells(source, conditions.text)), values)),
    )
    const total = (over ?? []).reduce((sum, { nombre }) => sum + nombre, 0)
    return { cells: [...(inProgress ?? []), ...(over ?? [])], isPartial: total > countedMax }
  }
