import type { Clock } from '#platform/base/clock.ts'
import type { Log } from '#platform/base/log.ts'
import type { Expired } from './mail-outbox.ts'

const everyMs = 60_000
const batchMax = 100

type Sweep = {
  removeExpired: (max: number) => Promise<Expired>
  forgetBefore: (timeMs: number) => Promise<void>
  durationMs: number
  /** Called with the number of messages that expired unsent. */
  onAbandoned: (count: number) => void
  clock: Clock
  log: Log
  signal: AbortSignal
}

/** Every minute removes expired registrations with their messages and keys, and message files of that age. Ends with the signal. */
export const sweepRegistrations = async (sweep: Sweep): Promise<void> => {
  const { removeExpired, forgetBefore, durationMs, onAbandoned, clock, log, signal } = sweep
  while (!signal.aborted) {
    let removed = 0
    try {
      const expired = await removeExpired(batchMax)
      removed = expired.removed
      if (expired.unsent > 0) {
        onAbandoned(expired.unsent)
        log.error({ mails: expired.unsent }, 'mails given up: their registrations expired before they could be sent')
      }
      await forgetBefore(clock.now() - durationMs)
    } catch (error) {
      log.warn({ err: error }, 'removing expired registrations failed, retrying')
    }
    if (removed < batchMax) await clock.sleep(everyMs, signal)
  }
}
