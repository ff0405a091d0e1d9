import type { Metrics } from '#platform/metrics.ts'
import { type Pool, sql } from '#platform/postgres.ts'
import type { EndedCheckout } from './checkout-store.ts'

const countUnpublished = sql(
  'outbox-backlog',
  'select count(*)::integer as backlog from outbox where published_at is null',
)

/** Upper bounds in seconds: the target is 150 ms, an undo may take 5 s. */
const outcomeBuckets = [0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1, 2, 5, 10, 30]

/** The metrics of ecommerce beside those of the platform. */
export const ecommerceMetrics = (metrics: Metrics, pool: Pool, waiting: () => number) => {
  metrics.gauge(
    'checkout_waiters',
    'Readers that wait for the end of a checkout',
    [],
    function (this: {
      set: (value: number) => void
    }) {
      this.set(waiting())
    },
  )
  metrics.gauge(
    'outbox_backlog',
    'Messages that are not on the stream yet',
    [],
    async function (this: {
      set: (value: number) => void
    }) {
      try {
        const [row] = await pool.query<{ backlog: number }>(countUnpublished)
        this.set(row?.backlog ?? 0)
      } catch {
        // Postgres is away: the gauge keeps its last value, readiness tells.
      }
    },
  )
  const accepted = metrics.counter('checkout_accepted_total', 'Choreographed checkouts accepted')
  const seen = metrics.histogram(
    'checkout_outcome_seen_seconds',
    'Acceptance of a checkout to its end seen by ecommerce',
    ['etat'],
    outcomeBuckets,
  )
  const found = metrics.counter('checkouts_found_total', 'Checkouts found whose events were lost on their way', [
    'what',
  ])
  return {
    found: ({ renvoyes, termines }: { renvoyes: number; termines: number }): void => {
      found.inc({ what: 'sent-again' }, renvoyes)
      found.inc({ what: 'end-missed' }, termines)
    },
    accepted: (): void => accepted.inc(),
    /** Once per checkout, whatever the number of instances: the one that writes the end counts it. */
    ended: ({ issue, seenAtMs, acceptedAtMs }: EndedCheckout): void =>
      seen.observe({ etat: issue.etat }, Math.max(0, seenAtMs - acceptedAtMs) / 1000),
  }
}
