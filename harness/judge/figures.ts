import { isGood, latencyMs, type Timed } from '../scenario/records.ts'
import type { JudgedLoad } from './judged-load.ts'
import { histogramOf, mean, type Percentile, percentile } from './statistics.ts'
import { type Rate, throughput } from './throughput.ts'

/** A failure counts as at least this slow, however early it happened. */
const badEndMs = 30_000

const countedLatencyMs = (sample: Timed): number =>
  isGood(sample) ? latencyMs(sample) : Math.max(latencyMs(sample), badEndMs)

/** Latencies of all requests; a failed or missing one never counts as fast. */
export const latencyHistogram = (samples: readonly Timed[]) => histogramOf(samples.map(countedLatencyMs))

export type Figures = {
  load: string
  samples: number
  outcomes: Record<string, number>
  p50: Percentile | null
  p95: Percentile | null
  p99: Percentile | null
  meanMs: number | null
  acceptedP95: Percentile | null
  rate: Rate
}

/** Descriptive figures of a load. Percentiles count a failure as slow; the mean, which failures would dominate, covers completed requests only. */
export const figuresOf = (judged: JudgedLoad, confidence: number, rateOf = throughput): Figures => {
  const good = judged.kept.filter(isGood)
  const histogram = latencyHistogram(judged.kept)
  const accepted = histogramOf(
    good.flatMap((sample) => (sample.accepted === null ? [] : [sample.accepted - sample.intended])),
  )
  const outcomes: Record<string, number> = {}
  for (const sample of judged.kept) outcomes[sample.outcome] = (outcomes[sample.outcome] ?? 0) + 1
  return {
    load: judged.load.id,
    samples: judged.kept.length,
    outcomes,
    p50: percentile(histogram, 0.5, confidence) ?? null,
    p95: percentile(histogram, 0.95, confidence) ?? null,
    p99: percentile(histogram, 0.99, confidence) ?? null,
    meanMs: good.length === 0 ? null : mean(good.map(latencyMs)),
    acceptedP95: percentile(accepted, 0.95, confidence) ?? null,
    rate: rateOf(judged),
  }
}
