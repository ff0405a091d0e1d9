import type { Counter, Histogram } from 'prom-client'
import { durationBuckets, type Metrics } from '../base/metrics.ts'
import type { GroupState } from './group-state.ts'

/** The metrics of a bus; their names occur only here. */
export type StreamMetrics = {
  published: Counter<'topic' | 'type'>
  consumed: Counter<'topic' | 'type' | 'consumer'>
  /** Time from publication to consumption of an event. */
  latency: Histogram<'topic' | 'type'>
  deadLettered: Counter<'topic' | 'type' | 'consumer'>
  retried: Counter<'topic' | 'type' | 'consumer'>
  /** Without the type, because a forger could choose any type. */
  unauthentic: Counter<'topic' | 'consumer'>
}

export const streamMetrics = (metrics: Metrics): StreamMetrics => ({
  unauthentic: metrics.counter('events_unauthentic_total', 'Rejected events that their publisher did not sign', [
    'topic',
    'consumer',
  ]),
  published: metrics.counter('events_published_total', 'Events written to a stream', ['topic', 'type']),
  consumed: metrics.counter('events_consumed_total', 'Events handled', ['topic', 'type', 'consumer']),
  latency: metrics.histogram(
    'event_latency_seconds',
    'Time from publication to consumption of an event',
    ['topic', 'type'],
    durationBuckets,
  ),
  deadLettered: metrics.counter('events_dead_lettered_total', 'Events moved to the dead letters', [
    'topic',
    'type',
    'consumer',
  ]),
  retried: metrics.counter('events_retried_total', 'Failed handlings of events that will be retried', [
    'topic',
    'type',
    'consumer',
  ]),
})

const total = (counts: readonly (number | null)[]): number | null =>
  counts.reduce((sum, count) => (sum === null || count === null ? null : sum + count), 0)

/** Gauges of one group over all partitions of a stream, read from Redis at each scrape. */
export const observeLag = (
  metrics: Metrics,
  stream: string,
  group: string,
  groups: () => Promise<GroupState[]>,
): void => {
  const read = async (): Promise<GroupState | undefined> => {
    try {
      const states = (await groups()).filter((state) => state.group === group)
      const [first] = states
      return (
        first && {
          ...first,
          lag: total(states.map(({ lag }) => lag)),
          pending: total(states.map(({ pending }) => pending)) ?? 0,
        }
      )
    } catch {
      return undefined // Redis is down: the gauge keeps its last value, and readiness reports it
    }
  }
  const labels = { topic: stream, consumer: group }
  const lag = metrics.gauge('worker_lag_events', 'Entries not yet delivered', ['topic', 'consumer'], async () => {
    const state = await read()
    if (!state) return
    if (state.lag !== null) lag.set(labels, state.lag)
    pending.set(labels, state.pending)
  })
  const pending = metrics.gauge('worker_pending_events', 'Entries delivered and not acknowledged', [
    'topic',
    'consumer',
  ])
}
