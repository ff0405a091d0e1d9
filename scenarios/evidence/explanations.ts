import type { Collect, ScenarioSystem } from '#harness/scenario/plugin.ts'
import type { EvidenceRow } from '#harness/scenario/records.ts'
import { sql } from '#platform/postgres/pool.ts'
import { openDatabases } from '../shop/databases.ts'
import { tokenIssuerOf } from '../shop/token-issuer.ts'

/**
 * Asks about every failed checkout as an operator would who only has its id: the saga's status in one style, the replay
 * of its events in the other. A row without a duration means that the answer does not explain the end: no terminal
 * state, no reason, or no trace of the undo.
 */

const failedSagas = sql(
  'scenario-explain-sagas',
  `select saga_id as id, max(at) as at from saga_log where type = 'cancelled' and at >= $1 group by saga_id`,
)
const failedCheckouts = sql(
  'scenario-explain-checkouts',
  `select checkout_id as id, to_timestamp(max(ts)) as at from event
   where type = 'CheckoutFailed' and ts >= extract(epoch from $1::timestamptz)::float8 group by checkout_id`,
)

const staffSeconds = 600
const limitMs = 10_000
const operator = '00000000-0000-4000-8000-000000000002'

type SagaAnswer = { terminale?: boolean; transitions?: { etat: string; motif: string | null }[] }
type ReplayAnswer = { etat?: string; evenements?: { type: string; payload: { reason?: string } }[] }

/** What the answer lacks; null if it explains the end. */
const gapOfSaga = ({ terminale, transitions = [] }: SagaAnswer): string | null => {
  if (terminale !== true) return 'no terminal state'
  if (!transitions.some(({ motif }) => motif !== null && motif !== '')) return 'no reason'
  return transitions.some(({ etat }) => etat === 'COMPENSATION_EN_COURS') ? null : 'no trace of the undo'
}
const gapOfReplay = ({ evenements = [] }: ReplayAnswer): string | null => {
  const failed = evenements.find(({ type }) => type === 'CheckoutFailed')
  if (failed === undefined) return 'no terminal event'
  if (!failed.payload.reason) return 'no reason'
  const isReserved = evenements.some(({ type }) => type === 'StockReserved')
  return !isReserved || evenements.some(({ type }) => type === 'StockReleased') ? null : 'no trace of the undo'
}

const headersOf = async (system: ScenarioSystem): Promise<Record<string, string>> => {
  const token = await tokenIssuerOf(system)({ id: operator, role: 'administrateur' }, staffSeconds)
  return {
    'X-API-Key': system.secrets.GATEWAY_KEY_APPLICATION_ADMINISTRATION ?? '',
    Authorization: `Bearer ${token}`,
  }
}

export const collect: Collect = async ({ system, style, since }) => {
  await using databases = openDatabases(system)
  const isSaga = style === 'orchestrated'
  const source = isSaga ? databases.saga : databases.evenements
  const failed = await source.query<{ id: string; at: Date }>(isSaga ? failedSagas : failedCheckouts, [since])
  const headers = await headersOf(system)
  const rows: EvidenceRow[] = []
  for (const { id, at } of failed) {
    const path = isSaga ? `/api/saga/${id}/status/` : `/api/event-store/replay/checkout/${id}`
    const began = performance.now()
    const answer = await fetch(system.url('kong') + path, { headers, signal: AbortSignal.timeout(limitMs) })
    const body: unknown = await answer.json()
    const durationMs = Math.round((performance.now() - began) * 1_000) / 1_000
    const gap = answer.ok
      ? isSaga
        ? gapOfSaga(body as SagaAnswer)
        : gapOfReplay(body as ReplayAnswer)
      : `${answer.status}`
    rows.push({ id, at: at.toISOString(), durationMs: gap === null ? durationMs : null, detail: gap })
  }
  return rows
}
