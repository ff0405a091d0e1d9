import type { Clock } from '#platform/clock.ts'
import type { Log } from '#platform/log.ts'
import type { Bus } from '#platform/redis-streams.ts'
import { trimAcknowledged } from '#platform/stream-trim.ts'

const everyMs = 60_000
const keepMs = 3_600_000

/**
 * Keeps the stream in Redis short, since what is acknowledged is in Postgres: once a minute, what every group has
 * acknowledged and is older than an hour goes. Ends with the signal.
 */
export const trimStream = async (
  { bus, clock, log, signal }: { bus: Bus; clock: Clock; log: Log; signal: AbortSignal },
  stream: string,
): Promise<void> => {
  while (!signal.aborted) {
    await clock.sleep(everyMs, signal)
    if (signal.aborted) return
    try {
      const trimmed = await trimAcknowledged(bus.redis, stream, keepMs, clock.now())
      if (trimmed > 0) log.info({ stream, trimmed }, 'stream trimmed')
    } catch (error) {
      log.warn({ err: error, stream }, 'stream not trimmed')
    }
  }
}
