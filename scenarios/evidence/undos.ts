import type { Collect } from '#harness/scenario/plugin.ts'
import type { EvidenceRow } from '#harness/scenario/records.ts'
import { type Row, sql } from '#platform/postgres/pool.ts'
import { type Databases, openDatabases } from '../shop/databases.ts'

/**
 * Every checkout whose order creation failed, from the recorded failure until its stock was released. A row without a
 * duration is a checkout that isn't completely undone: stock still held, or a sale not cancelled.
 */

type Failure = { id: string; failed_ms: number }

const failedSagas = sql(
  'scenario-failed-sagas',
  `select saga_id as id, extract(epoch from min(at))::float8 * 1000 as failed_ms from saga_log
   where type = 'step-failed' and step = 'creer-commande' and at >= $1 group by saga_id`,
)
const failedCheckouts = sql(
  'scenario-failed-checkouts',
  `select checkout_id as id, min(ts) * 1000 as failed_ms from event
   where type = 'OrderCreationFailed' and ts >= extract(epoch from $1::timestamptz)::float8 group by checkout_id`,
)
const releases = sql(
  'scenario-releases',
  `select checkout_id as id, extract(epoch from released_at)::float8 * 1000 as released_ms
   from reservation where checkout_id = any($1::uuid[]) and etat <> 'reservee'`,
)
const sales = sql(
  'scenario-sales-of-failed',
  `select checkout_id as id, etat, extract(epoch from annulee_at)::float8 * 1000 as cancelled_ms
   from vente where checkout_id = any($1::uuid[])`,
)

const failures = (databases: Databases, style: string, since: string): Promise<(Failure & Row)[]> =>
  style === 'orchestrated'
    ? databases.saga.query<Failure & Row>(failedSagas, [since])
    : databases.evenements.query<Failure & Row>(failedCheckouts, [since])

/** Reads failures and their undos from the given databases; tests pass their own. */
export const collectUndos = async (databases: Databases, style: string, since: string): Promise<EvidenceRow[]> => {
  const failed = await failures(databases, style, since)
  const ids = [failed.map(({ id }) => id)]
  const [released, cancelled] = await Promise.all([
    databases.inventaire.query<{ id: string; released_ms: number }>(releases, ids),
    databases.commandes.query<{ id: string; etat: string; cancelled_ms: number | null }>(sales, ids),
  ])
  const releasedAt = new Map(released.map(({ id, released_ms }) => [id, released_ms]))
  const sale = new Map(cancelled.map((row) => [row.id, row]))
  return failed.map(({ id, failed_ms }) => {
    const ended = releasedAt.get(id)
    const isSold = sale.get(id)?.etat === 'enregistree'
    // A worker publishes a failure after cancelling its sale; the cancellation is then its first record.
    const from = Math.min(failed_ms, sale.get(id)?.cancelled_ms ?? failed_ms)
    return {
      id,
      at: new Date(from).toISOString(),
      durationMs: ended === undefined || isSold ? null : Math.round(Math.max(0, ended - from) * 1_000) / 1_000,
      detail: isSold
        ? 'its sale was not cancelled'
        : ended === undefined
          ? 'its stock is still held'
          : (sale.get(id)?.etat ?? null),
    }
  })
}

export const collect: Collect = async ({ system, style, since }) => {
  await using databases = openDatabases(system)
  return await collectUndos(databases, style, since)
}
