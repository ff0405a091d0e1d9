import type { Metrics } from '#platform/base/metrics.ts'

/** The metrics of registrations, resets and their messages. None distinguishes addresses with an account from those without. */
export const mailMetrics = (metrics: Metrics, countUnsent: () => Promise<number>) => {
  const registrations = metrics.counter('registrations_total', 'Registrations, by outcome', ['outcome'])
  const resets = metrics.counter('password_resets_total', 'Resets of passwords, by outcome', ['outcome'])
  const mails = metrics.counter('mails_total', 'Attempts to send a message, by outcome', ['outcome'])
  metrics.gauge(
    'mails_unsent',
    'Messages not sent yet',
    [],
    async function (this: {
      set: (value: number) => void
    }) {
      try {
        this.set(await countUnsent())
      } catch {
        // Postgres is unavailable: the gauge keeps its last value, and readiness reports it.
      }
    },
  )
  return {
    registered: (outcome: 'accepted' | 'limited' | 'confirmed'): void => registrations.inc({ outcome }),
    reset: (outcome: 'accepted' | 'limited' | 'done'): void => resets.inc({ outcome }),
    attempted: (outcome: 'sent' | 'failed' | 'abandoned', count = 1): void => mails.inc({ outcome }, count),
  }
}
