import type { Clock } from '#platform/base/clock.ts'
import type { Log } from '#platform/base/log.ts'
import type { EndedOverdue } from '../application/end-overdue.ts'

const everyMs = 2_000

type Watch = {
  end: () => Promise<EndedOverdue>
  onEnded: (ended: EndedOverdue) => void
  clock: Clock
  log: Log
  signal: AbortSignal
}

/**
 * Ends overdue checkouts every two seconds. Needs the database and the participants, but not the bus. Ends with the
 * signal.
 */
export const watchDeadlines = async ({ end, onEnded, clock, log, signal }: Watch): Promise<void> => {
  while (!signal.aborted) {
    try {
      const ended = await end()
      onEnded(ended)
      if (ended.succeeded + ended.failed + ended.postponed > 0) log.warn(ended, 'checkouts were overdue')
    } catch (error) {
      log.error({ err: error }, 'ending overdue checkouts failed, retrying')
    }
    await clock.sleep(everyMs, signal)
  }
}
