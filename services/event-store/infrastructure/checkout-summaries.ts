import type { Clock } from '#platform/base/clock.ts'
import type { Log } from '#platform/base/log.ts'
import { type Pool, type Row, sql, type Tx } from '#platform/postgres/pool.ts'
import type { StoredEvent } from '../application/read-history.ts'
import { summaryOf } from '../application/timelines.ts'
import { chronologie } from '../domain/rejeu.ts'
import { checkoutProcess } from './process.ts'
import { checkoutStates } from './states.ts'

const batch = 500
const pauseMs = 500

const lockProgress = sql('summaries-progress', 'select position from checkout_summary_progress for update')
const saveProgress = sql('summaries-save-progress', 'update checkout_summary_progress set position = $1')
const readNew = sql(
  'summaries-new-events',
  `select position, checkout_id from event where position > $1 order by position limit ${batch}`,
)
const readEvents = sql(
  'summaries-events',
  `select event_id, stream, position, checkout_id, version, type, payload_version, payload, ts
   from event where checkout_id = any($1::uuid[]) order by checkout_id, version`,
)
const store = sql(
  'summaries-store',
  `insert into checkout_summary (checkout_id, client_id, etat, etape, motif, commande_id, commence_ms, termine_ms)
   select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::bigint[], $8::bigint[])
   on conflict (checkout_id) do update set etat = excluded.etat, etape = excluded.etape, motif = excluded.motif,
     commande_id = excluded.commande_id, commence_ms = excluded.commence_ms, termine_ms = excluded.termine_ms`,
)
const removeOld = sql(
  'summaries-remove',
  `delete from checkout_summary using event_day
   where removed_at is not null and checkout_id >= event_day_start(day) and checkout_id < event_day_start(day + 1)`,
)

const summarise = ([checkoutId, events]: readonly [string, readonly StoredEvent[]]) => {
  const replayed = chronologie(checkoutStates, events)
  return summaryOf(checkoutProcess, checkoutId, {
    etat: replayed.at(-1)?.etat ?? checkoutStates.initial,
    events: replayed,
  })
}

const updateOnce = async (tx: Tx): Promise<number> => {
  const [progress] = await tx.query<{ position: number }>(lockProgress)
  const found = await tx.query<{ position: number; checkout_id: string }>(readNew, [progress?.position ?? 0])
  const last = found.at(-1)
  if (!last) return 0
  const ids = [...new Set(found.map(({ checkout_id }) => checkout_id))]
  const events = await tx.query<StoredEvent & Row>(readEvents, [ids])
  const rows = [...Map.groupBy(events, ({ checkout_id }) => checkout_id)].map(summarise)
  await tx.query(store, [
    rows.map(({ checkout_id }) => checkout_id),
    rows.map(({ client_id }) => client_id),
    rows.map(({ etat }) => etat),
    rows.map(({ etape }) => etape),
    rows.map(({ motif }) => motif),
    rows.map(({ commande_id }) => commande_id),
    rows.map(({ commence_ms }) => commence_ms),
    rows.map(({ termine_ms }) => termine_ms),
  ])
  await tx.query(saveProgress, [last.position])
  return found.length
}

/** Brings the summaries up to date with all stored events; a restart continues where the last transaction ended. */
export const updateSummaries = async (pool: Pool, signal?: AbortSignal): Promise<void> => {
  while (!signal?.aborted && (await pool.transaction(updateOnce)) === batch);
}

/** Removes the summaries of days whose events were removed after their retention. */
export const removeOldSummaries = async (pool: Pool): Promise<void> => void (await pool.query(removeOld))

/** Keeps the summaries up to date until the signal aborts. */
export const keepSummaries = async ({
  pool,
  clock,
  log,
  signal,
}: {
  pool: Pool
  clock: Clock
  log: Log
  signal: AbortSignal
}): Promise<void> => {
  while (!signal.aborted) {
    try {
      await updateSummaries(pool, signal)
    } catch (error) {
      log.warn({ err: error }, 'the list of checkouts is not up to date, retrying')
    }
    await clock.sleep(pauseMs, signal)
  }
}
