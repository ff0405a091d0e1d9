import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** The Prometheus metrics of one process, in their own registry. A repeated name returns the same metric. */
export type Metrics = {
  registry: Registry
  counter: <L extends string>(name: string, help: string, labels?: readonly L[]) => Counter<L>
  gauge: <L extends string>(name: string, help: string, labels?: readonly L[], collect?: () => void) => Gauge<L>
  histogram: <L extends string>(
    name: string,
    help: string,
    labels?: readonly L[],
    buckets?: readonly number[],
  ) => Histogram<L>
}

/** Upper bounds in seconds, 1 ms to 10 s. */
export const durationBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const

export const createMetrics = ({ name }: { name: string }): Metrics => {
  const registry = new Registry()
  registry.setDefaultLabels({ process: name })
  // The default of 10 ms wakes every process a hundred times a second, busy or not.
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 100 })
  const known = <M>(metric: string): M | undefined => registry.getSingleMetric(metric) as M | undefined
  return {
    registry,
    counter: (metric, help, labels = []) =>
      known(metric) ?? new Counter({ name: metric, help, labelNames: labels, registers: [registry] }),
    gauge: (metric, help, labels = [], collect) =>
      known(metric) ??
      new Gauge({ name: metric, help, labelNames: labels, registers: [registry], ...(collect ? { collect } : {}) }),
    histogram: (metric, help, labels = [], buckets = durationBuckets) =>
      known(metric) ??
      new Histogram({ name: metric, help, labelNames: labels, buckets: [...buckets], registers: [registry] }),
  }
}
