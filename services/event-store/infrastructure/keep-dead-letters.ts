import type { Metrics } from '#platform/base/metrics.ts'
import type { Pool } from '#platform/postgres/pool.ts'
import type { Bus } from '#platform/stream/bus.ts'
import { deadLetterStream, readDeadLetter } from '#platform/stream/upkeep.ts'
import { countOpenLetters, storeDeadLetters } from './dead-letters.ts'

/**
 * Moves entries that consumer groups gave up from Redis to Postgres, where they persist. Resolves once the signal has
 * aborted.
 */
export const keepDeadLetters = (
  {
    pool,
    bus,
    metrics,
    signal,
  }: { pool: Pool; bus: Pick<Bus, 'drain' | 'partitions'>; metrics: Metrics; signal: AbortSignal },
  stream: string,
): Promise<unknown> => {
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
        // Postgres is unavailable: the gauge keeps its last value, and readiness reports it.
      }
    },
  )
  void open
  const drains = bus.partitions(stream).map((partition) =>
    bus.drain({
      stream: deadLetterStream(partition),
      signal,
      onEntries: async (entries) => {
        await storeDeadLetters(pool, partition, entries.map(readDeadLetter))
      },
    }),
  )
  return Promise.all(drains)
}
