import type { Clock } from '#platform/base/clock.ts'
import type { Log } from '#platform/base/log.ts'
import type { Pool } from '#platform/postgres/pool.ts'
import { removeOldSummaries } from './checkout-summaries.ts'
import { removeDays } from './removals.ts'
import { openDay, sealDays } from './seals.ts'

const everyMs = 600_000
const dayMs = 86_400_000
/** A day is sealed this long after its end: by then nearly all of its checkouts have ended. */
const graceMs = 3_600_000

const dayOf = (timeMs: number): string => new Date(timeMs).toISOString().slice(0, 10)

export type Keeping = {
  pool: Pool
  /** Path of the anchor. */
  anchor: string
  retentionDays: number
  clock: Clock
  log: Log
  signal: AbortSignal
  /** Called with the number of new seals, or 'failed'. */
  measure: (seals: number | 'failed') => void
}

/** Opens the coming days, seals the past ones, and removes those older than the retention. */
export const keepOnce = async (keeping: Omit<Keeping, 'clock' | 'signal'>, nowMs: number): Promise<void> => {
  const { pool, anchor, retentionDays, log, measure } = keeping
  for (const time of [nowMs, nowMs + dayMs]) await openDay(pool, dayOf(time))
  const seals = await sealDays(pool, anchor, dayOf(nowMs - dayMs - graceMs))
  for (const { number, day, events } of seals) log.info({ number, day, events }, 'day sealed')
  measure(seals.length)
  const first = dayOf(nowMs - retentionDays * dayMs)
  for (const { day, kept } of await removeDays(pool, { anchor, first, retentionDays, nowMs })) {
    if (kept === null) log.info({ day }, 'day removed after its retention')
    else log.warn({ day, reason: kept }, 'day kept past its retention')
  }
  await removeOldSummaries(pool)
}

/** Does so at once and then every ten minutes until the signal aborts. */
export const keepDays = async (keeping: Keeping): Promise<void> => {
  const { clock, log, signal, measure } = keeping
  while (!signal.aborted) {
    try {
      await keepOnce(keeping, clock.now())
    } catch (error) {
      measure('failed')
      log.error({ err: error, anchor: keeping.anchor }, 'days not sealed')
    }
    await clock.sleep(everyMs, signal)
  }
}
