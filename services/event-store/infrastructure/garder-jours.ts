import type { Clock } from '#platform/base/clock.ts'
import type { Log } from '#platform/base/log.ts'
import type { Pool } from '#platform/postgres/pool.ts'
import { retirerJours } from './retraits.ts'
import { ouvrirJour, scellerJours } from './sceaux.ts'

const everyMs = 600_000
const dayMs = 86_400_000
/** A day is sealed this long after its end: by then nearly all of its checkouts have ended. */
const graceMs = 3_600_000

const dayOf = (timeMs: number): string => new Date(timeMs).toISOString().slice(0, 10)

export type Garde = {
  pool: Pool
  /** Path of the anchor. */
  ancre: string
  conservationJours: number
  clock: Clock
  log: Log
  signal: AbortSignal
  /** Called with the number of new seals, or 'failed'. */
  mesurer: (sceaux: number | 'failed') => void
}

/** Opens the coming days, seals the past ones, and removes those older than the retention. */
export const garderUneFois = async (garde: Omit<Garde, 'clock' | 'signal'>, nowMs: number): Promise<void> => {
  const { pool, ancre, conservationJours, log, mesurer } = garde
  for (const time of [nowMs, nowMs + dayMs]) await ouvrirJour(pool, dayOf(time))
  const sceaux = await scellerJours(pool, ancre, dayOf(nowMs - dayMs - graceMs))
  for (const { number, day, events } of sceaux) log.info({ number, day, events }, 'day sealed')
  mesurer(sceaux.length)
  const premier = dayOf(nowMs - conservationJours * dayMs)
  for (const { day, kept } of await retirerJours(pool, { ancre, premier, conservationJours, nowMs })) {
    if (kept === null) log.info({ day }, 'day removed after its retention')
    else log.warn({ day, reason: kept }, 'day kept past its retention')
  }
}

/** Does so at once and then every ten minutes until the signal aborts. */
export const garderJours = async (garde: Garde): Promise<void> => {
  const { clock, log, signal, mesurer } = garde
  while (!signal.aborted) {
    try {
      await garderUneFois(garde, clock.now())
    } catch (error) {
      mesurer('failed')
      log.error({ err: error, anchor: garde.ancre }, 'days not sealed')
    }
    await clock.sleep(everyMs, signal)
  }
}
