import type { Clock } from '../../base/clock.ts'

/** The time of the next scan for entries to claim: after `claimIdleMs`, or sooner if a failed entry may be retried sooner. */
export type NextScan = {
  isDue: () => boolean
  /** Milliseconds until the next scan; negative if it is overdue. */
  inMs: () => number
  /** Called when a scan begins: sets the time of the next one. */
  begin: () => void
  /** Makes sure that a scan takes place in `afterMs`, when a failed entry may be claimed again. */
  addRetry: (afterMs: number) => void
}

/** Redis starts to count the idle time slightly later. */
const marginMs = 5

export const openNextScan = (clock: Clock, claimIdleMs: number): NextScan => {
  const retriesAt = new Set<number>()
  let scanAt = 0
  return {
    isDue: () => clock.now() >= scanAt,
    inMs: () => scanAt - clock.now(),
    begin: () => {
      const now = clock.now()
      for (const at of retriesAt) if (at <= now) retriesAt.delete(at)
      scanAt = Math.min(now + claimIdleMs, ...retriesAt)
    },
    addRetry: (afterMs) => {
      const retryAt = clock.now() + afterMs + marginMs
      retriesAt.add(retryAt)
      scanAt = Math.min(scanAt, retryAt)
    },
  }
}
