import type { Clock } from '#platform/base/clock.ts'
import type { Log } from '#platform/base/log.ts'
import type { OutcomeBoard } from '../application/outcome-board.ts'
import type { ProcessusCheckout } from '../domain/processus-checkout.ts'

const everyMs = 2_000

type Reread = {
  board: Pick<OutcomeBoard, 'awaited' | 'ended'>
  readEnded: (checkoutIds: readonly string[]) => Promise<readonly ProcessusCheckout[]>
  clock: Clock
  log: Log
  signal: AbortSignal
}

/**
 * Every two seconds, reads from the database the ends that readers wait for here: another instance may have stored them
 * while the bus is down. One query for all, and none if no reader waits. Ends with the signal.
 */
export const rereadEnds = async ({ board, readEnded, clock, log, signal }: Reread): Promise<void> => {
  for (;;) {
    await clock.sleep(everyMs, signal)
    if (signal.aborted) return
    const awaited = board.awaited()
    if (awaited.length === 0) continue
    try {
      for (const checkoutProcess of await readEnded(awaited))
        if (checkoutProcess.etat !== 'EN_COURS') board.ended(checkoutProcess, checkoutProcess)
    } catch (error) {
      log.warn({ err: error }, 'reading ends of checkouts from the database failed, retrying')
    }
  }
}
