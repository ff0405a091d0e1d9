import type { Collect } from '#harness/scenario/plugin.ts'
import type { EvidenceRow } from '#harness/scenario/records.ts'
import { type Row, sql } from '#platform/postgres/pool.ts'
import { type Databases, openDatabases } from '../shop/databases.ts'

/** Every accepted checkout, from its acceptance until its end. A checkout that has not ended has no duration. */

const sagas = sql(
  'scenario-ends-of-sagas',
  `select saga_id as id, etat as detail, extract(epoch from started_at)::float8 * 1000 as from_ms,
          extract(epoch from ended_at)::float8 * 1000 as to_ms from saga where started_at >= $1`,
)
const checkouts = sql(
  'scenario-ends-of-checkouts',
  `select checkout_id as id, etat as detail, extract(epoch from accepted_at)::float8 * 1000 as from_ms,
          extract(epoch from ended_at)::float8 * 1000 as to_ms from checkout where accepted_at >= $1`,
)

type End = { id: string; detail: string; from_ms: number; to_ms: number | null }

/** Reads the ends of a style from the given databases; tests pass their own. */
export const collectEnds = async (databases: Databases, style: string, since: string): Promise<EvidenceRow[]> => {
  const rows =
    style === 'orchestrated'
      ? await databases.saga.query<End & Row>(sagas, [since])
      : await databases.ecommerce.query<End & Row>(checkouts, [since])
  return rows.map(({ id, detail, from_ms, to_ms }) => ({
    id,
    at: new Date(from_ms).toISOString(),
    durationMs: to_ms === null ? null : Math.round(Math.max(0, to_ms - from_ms) * 1_000) / 1_000,
    detail,
  }))
}

export const collect: Collect = async ({ system, style, since }) => {
  await using databases = openDatabases(system)
  return await collectEnds(databases, style, since)
}
