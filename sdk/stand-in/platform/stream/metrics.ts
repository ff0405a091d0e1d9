type Count = { inc: (labels: Readonly<Record<string, string>>) => void }
type Observe = { observe: (labels: Readonly<Record<string, string>>, value: number) => void }

/** In the package this stands in for the project's metrics, which its consumers don't keep. */
export type StreamMetrics = {
  consumed: Count
  latency: Observe
  deadLettered: Count
  retried: Count
  unauthentic: Count
}
