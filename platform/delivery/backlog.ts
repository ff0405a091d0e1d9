import { type Clock, systemClock } from '../base/clock.ts'
import { type Pool, sql } from '../postgres/pool.ts'

const count = sql(
  'outbox-backlog-up-to',
  `select count(*)::integer as backlog from (select from outbox where published_at is null limit $1) as waiting`,
)
const freshMs = 500

/** Reports whether more than `max` messages are unsent. Queries the database at most twice a second. */
export type BacklogGuard = {
  /** The state of at most half a second ago; refreshes an older one in the background. */
  isFull: () => boolean
  /** Queries the database now. */
  look: () => Promise<boolean>
}

/** Watches a service's outbox. Check it before accepting work, so that a stream that rejects messages slows callers down. */
export const watchBacklog = (pool: Pool, max: number, clock: Clock = systemClock): BacklogGuard => {
  let full = false
  let lookedAtMs = Number.NEGATIVE_INFINITY
  const look = async (): Promise<boolean> => {
    lookedAtMs = clock.now()
    const [row] = await pool.query<{ backlog: number }>(count, [max + 1])
    full = (row?.backlog ?? 0) > max
    return full
  }
  return {
    look,
    isFull: () => {
      // If the database can't be queried, accepting work fails anyway.
      if (clock.now() - lookedAtMs >= freshMs) look().catch(() => {})
      return full
    },
  }
}
