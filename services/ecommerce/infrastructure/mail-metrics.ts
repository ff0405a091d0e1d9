import type { Metrics } from '#platform/base/metrics.ts'

/** The metrics of registrations and their messages. None tells addresses with an account from those without. */
export const mailMetrics = (metrics: Metrics, countUnsent: () => Promise<number>) => {
  const registrations = metrics.counter('registrations_total', 'Registrations, by what came of them', ['outcome'])
  const mails = metrics.counter('mails_total', 'Attempts to send a message, by what came of them', ['outcome'])
  metrics.gauge(
    'mails_unsent',
    'Messages that are not sent yet',
    [],
    async function (this: {
      set: (value: number) => void
    }) {
      try {
        this.set(await countUnsent())
      } catch {
        // Postgres is away: the gauge keeps its last value, and readiness reports it.
      }
    },
  )
  return {
    registered: (outcome: 'accepted' | 'limited' | 'confirmed'): void => registrations.inc({ outcome }),
    attempted: (outcome: 'sent' | 'failed' | 'abandoned', count = 1): void => mails.inc({ outcome }, count),
  }
}
