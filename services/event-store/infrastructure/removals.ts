import { type Pool, type Queryable, type Row, sql } from '#platform/postgres/pool.ts'
import type { Sceau } from '../domain/chaine.ts'
import { type AnchorContent, appendToAnchor, readAnchor } from './anchor.ts'
import { lockSeals, longWork } from './seals.ts'

export const retentionMinDays = 30
const dayMs = 86_400_000

const openDays = sql(
  'event-days',
  `select to_char(day, 'YYYY-MM-DD') as day from event_day where removed_at is null and day < $1::date order by day`,
)
const dayKept = sql('event-day-kept', 'select event_day_kept($1::date, $2) as kept')
const removeDay = sql('event-day-remove', 'select remove_event_day($1::date, $2) as kept')
const removedDays = sql(
  'event-removed-days',
  `select d.day::text, extract(epoch from d.removed_at)::double precision * 1000 as removed_ms, d.events, d.checkouts
   from event_day as d where d.removed_at is not null order by d.day`,
)
const removedEarly = sql(
  'event-removed-early',
  `select d.day::text from event_day as d
   where d.removed_at is not null
     and (not isfinite(d.day) or d.day >= (d.removed_at at time zone 'UTC')::date - $1::integer)
   order by d.day limit 1`,
)

/** Announces the removal of the day in the anchor, unless a line already does. */
const announce = (pool: Pool, anchor: string, day: string, nowMs: number): Promise<void> =>
  pool.transaction(async (tx) => {
    await tx.query(longWork)
    await tx.query(lockSeals)
    const { removals } = await readAnchor(anchor)
    if (!removals.some(({ retrait }) => retrait === day))
      await appendToAnchor(anchor, [{ retrait: day, annonce_ms: nowMs }])
  })

export type Retention = {
  readonly anchor: string
  readonly first: string
  readonly retentionDays: number
  readonly nowMs: number
}

/**
 * Removes the days before `first` (YYYY-MM-DD) that may be removed, each after a line in the anchor; returns per day
 * the reason it was kept, or null.
 */
export const removeDays = async (
  pool: Pool,
  { anchor, first, retentionDays, nowMs }: Retention,
): Promise<{ day: string; kept: string | null }[]> => {
  const results: { day: string; kept: string | null }[] = []
  for (const { day } of await pool.query<{ day: string }>(openDays, [first])) {
    const ask = (statement: typeof dayKept) =>
      pool.transaction(async (tx) => {
        await tx.query(longWork)
        const [row] = await tx.query<{ kept: string | null }>(statement, [day, retentionDays])
        return row?.kept ?? null
      })
    let kept = await ask(dayKept)
    if (kept === null) {
      await announce(pool, anchor, day, nowMs)
      kept = await ask(removeDay)
    }
    results.push({ day, kept })
  }
  return results
}

/** Rejects while a day is gone that was removed before the minimum retention: its events would be refused. */
export const refuseEarlyRemoval = async (pool: Pool): Promise<void> => {
  const [row] = await pool.query<{ day: string }>(removedEarly, [retentionMinDays])
  if (row !== undefined)
    throw new Error(`the day ${row.day} was removed before its retention ended: run npm run events -- verify`)
}

/** A day whose events were removed, as recorded in the database. */
export type RemovedDay = { day: string; removed_ms: number; events: number | null; checkouts: number | null } & Row

export const readRemovedDays = (queryable: Queryable): Promise<RemovedDay[]> => queryable.query<RemovedDay>(removedDays)

const endOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) + dayMs

/**
 * Findings about removals: too early, of impossible days, with counts that differ from the last seal, or without a
 * timely announcement in the anchor.
 */
export const removalFindings = (
  removed: readonly RemovedDay[],
  seals: readonly Sceau[],
  anchor: AnchorContent | undefined,
  nowMs: number,
): string[] => {
  const leastMs = retentionMinDays * dayMs
  return removed.flatMap(({ day, removed_ms, events, checkouts }) => {
    const end = endOf(day)
    if (!(end <= nowMs && removed_ms <= nowMs + dayMs))
      return [`the day ${day} can't have been removed: it is not over`]
    const found: string[] = []
    if (removed_ms < end + leastMs) found.push(`the day ${day} was removed before its retention ended`)
    const last = seals.findLast((seal) => seal.day === day)
    if ((last?.events ?? 0) !== (events ?? 0) || (last?.checkouts ?? 0) !== (checkouts ?? 0))
      found.push(
        `the day ${day} was removed with ${events} events of ${checkouts} checkouts; its last seal covers ${last?.events ?? 0} of ${last?.checkouts ?? 0}`,
      )
    if (anchor === undefined) return found
    const line = anchor.removals.find(({ retrait }) => retrait === day)
    if (line === undefined) found.push(`the removal of the day ${day} is not announced in the anchor`)
    else if (line.annonce_ms < end + leastMs - dayMs)
      found.push(`the removal of the day ${day} was announced before its retention ended`)
    return found
  })
}
