import { type Clock, systemClock } from '../base/clock.ts'
import { type Pool, sql } from '../postgres/pool.ts'

const count = sql(
  'outbox-backlog-up-to',
  `select count(*)::integer as backlog from (select from outbox where published_at is null limit $1) as waiting`,
)
const freshMs = 500

/** Tells whether more than `max` messages wait to be sent. Costs a question to the database twice a second at most. */
export type BacklogGuard = {
  /** As it was half a second ago; asks anew in the background where that is longer ago. */
  isFull: () => boolean
  /** Asks now. */
  look: () => Promise<boolean>
}

/** Watches the outbox of a service: what accepts work asks first, so that a stream that takes nothing slows its callers down. */
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
      // Where the database can't be asked, accepting fails by itself.
      if (clock.now() - lookedAtMs >= freshMs) look().catch(() => {})
      return full
    },
  }
}
