import type { Metrics } from '#platform/base/metrics.ts'
import { type Pool, sql } from '#platform/postgres/pool.ts'
import type { EndedOverdue } from '../application/end-overdue.ts'
import type { Found } from '../application/find-lost-checkouts.ts'
import type { EndedCheckout } from './checkout-store.ts'

const countUnpublished = sql(
  'outbox-backlog',
  'select count(*)::integer as backlog from outbox where published_at is null',
)

/** Upper bounds in seconds: the target is 150 ms; an undo may take 5 s. */
const outcomeBuckets = [0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1, 2, 5, 10, 30]

type CountOverdue = () => Promise<{ overdue: number; parked: number }>

const watchdogMetrics = (metrics: Metrics, countOverdue: CountOverdue) => {
  const overdue = metrics.gauge(
    'checkouts_overdue',
    'Checkouts past their deadline that have not ended',
    [],
    async () => {
      try {
        const counted = await countOverdue()
        overdue.set(counted.overdue)
        parked.set(counted.parked)
      } catch {
        // Postgres is unavailable: the gauges keep their last values, and readiness reports it.
      }
    },
  )
  const parked = metrics.gauge(
    'checkouts_overdue_parked',
    'Overdue checkouts whose end stayed undecided after several attempts',
  )
  const ended = metrics.counter('checkouts_overdue_total', 'Attempts to end overdue checkouts, by outcome', ['outcome'])
  return {
    overdueEnded: ({ succeeded, failed, postponed }: EndedOverdue): void => {
      ended.inc({ outcome: 'succeeded' }, succeeded)
      ended.inc({ outcome: 'failed' }, failed)
      ended.inc({ outcome: 'postponed' }, postponed)
    },
  }
}

type Observed = { waiting: () => number; countOverdue: CountOverdue }

/** The metrics of ecommerce besides those of the platform. */
export const ecommerceMetrics = (metrics: Metrics, pool: Pool, { waiting, countOverdue }: Observed) => {
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
    'Messages not yet on the stream',
    [],
    async function (this: {
      set: (value: number) => void
    }) {
      try {
        const [row] = await pool.query<{ backlog: number }>(countUnpublished)
        this.set(row?.backlog ?? 0)
      } catch {
        // Postgres is unavailable: the gauge keeps its last value, and readiness reports it.
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
  const found = metrics.counter('checkouts_found_total', 'Checkouts found with events lost in transit', ['what'])
  return {
    ...watchdogMetrics(metrics, countOverdue),
    found: ({ sentAgain, ended, republished }: Found): void => {
      found.inc({ what: 'sent-again' }, sentAgain)
      found.inc({ what: 'end-missed' }, ended)
      found.inc({ what: 'republished' }, republished)
    },
    accepted: (): void => accepted.inc(),
    /** Once per checkout, whatever the number of instances: the one that stores the end counts it. */
    ended: ({ outcome, seenAtMs, acceptedAtMs }: EndedCheckout): void =>
      seen.observe({ etat: outcome.etat }, Math.max(0, seenAtMs - acceptedAtMs) / 1000),
  }
}
