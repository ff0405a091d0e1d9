import type { Clock } from '#platform/base/clock.ts'
import type { Log } from '#platform/base/log.ts'
import type { Echus } from '../application/terminer-en-retard.ts'

const everyMs = 2_000

type Watch = {
  terminer: () => Promise<Echus>
  onEnded: (ended: Echus) => void
  clock: Clock
  log: Log
  signal: AbortSignal
}

/**
 * Ends overdue checkouts every two seconds. Needs the database and the participants, but not the bus. Ends with the
 * signal.
 */
export const surveillerEcheances = async ({ terminer, onEnded, clock, log, signal }: Watch): Promise<void> => {
  while (!signal.aborted) {
    try {
      const ended = await terminer()
      onEnded(ended)
      if (ended.reussis + ended.echoues + ended.reportes > 0) log.warn(ended, 'checkouts were overdue')
    } catch (error) {
      log.error({ err: error }, 'ending overdue checkouts failed, retrying')
    }
    await clock.sleep(everyMs, signal)
  }
}
