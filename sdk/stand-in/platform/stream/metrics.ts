type Count = { inc: (labels: Readonly<Record<string, string>>) => void }
type Observe = { observe: (labels: Readonly<Record<string, string>>, value: number) => void }

/** Replaces the project's metrics in the package, which records none. */
export type StreamMetrics = {
  consumed: Count
  latency: Observe
  deadLettered: Count
  retried: Count
  unauthentic: Count
}
