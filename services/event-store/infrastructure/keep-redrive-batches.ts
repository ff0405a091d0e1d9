import type { Clock } from '#platform/base/clock.ts'
import type { Log } from '#platform/base/log.ts'

const secondMs = 1_000

/** Sends what running batches have to send, every second, until the signal aborts. */
export const keepBatches = async (
  run: () => Promise<void>,
  { clock, log, signal }: { clock: Clock; log: Log; signal: AbortSignal },
): Promise<void> => {
  while (!signal.aborted) {
    const startedMs = clock.now()
    try {
      await run()
    } catch (error) {
      log.warn({ err: error }, 'batches of redrives were not continued, retrying')
    }
    await clock.sleep(Math.max(0, startedMs + secondMs - clock.now()), signal)
  }
}
