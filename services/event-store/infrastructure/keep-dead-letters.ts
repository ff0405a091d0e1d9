import { deadLetterStream, readDeadLetter } from '#platform/dead-letter.ts'
import type { Metrics } from '#platform/metrics.ts'
import type { Pool } from '#platform/postgres.ts'
import type { Bus } from '#platform/redis-streams.ts'
import { countOpenLetters, storeDeadLetters } from './lettres-mortes.ts'

/** Moves what the groups of a stream give up from Redis to Postgres, where it lasts. Resolves when the signal has aborted. */
export const keepDeadLetters = (
  { pool, bus, metrics, signal }: { pool: Pool; bus: Pick<Bus, 'drain'>; metrics: Metrics; signal: AbortSignal },
  stream: string,
): Promise<void> => {
  const open = metrics.gauge(
    'dead_letters_open',
    'Events given up and not sent again',
    ['topic', 'consumer'],
    async function (this: { set: (labels: object, value: number) => void; reset: () => void }) {
      try {
        const counts = await countOpenLetters(pool)
        this.reset()
        for (const { group, open: count } of counts) this.set({ topic: stream, consumer: group }, count)
      } catch {
        // Postgres is away: the gauge keeps its last value, readiness tells.
      }
    },
  )
  void open
  return bus.drain({
    stream: deadLetterStream(stream),
    signal,
    onEntries: async (entries) => {
      await storeDeadLetters(pool, stream, entries.map(readDeadLetter))
    },
  })
}
