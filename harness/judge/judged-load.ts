import type { Decision, Load } from '../scenario/documents.ts'
import { type GeneratorReport, isUnreached, latencyMs, startLagMs, type Timed } from '../scenario/records.ts'
import { histogramOf, percentile } from './statistics.ts'
import { type Steadiness, steadiness } from './steadiness.ts'

/** A load with its results. */
export type LoadResult = { load: Load; generator: GeneratorReport; samples: Timed[] }

/** The samples that count, or why the load is invalid. */
export type JudgedLoad = {
  load: Load
  generator: GeneratorReport
  /** After the warm-up. */
  kept: Timed[]
  all: Timed[]
  steadiness: Steadiness
  startLagMs: number | null
  /** Why this load is invalid; null if it is valid. */
  invalid: string | null
}

const generatorTroubles = (
  generator: GeneratorReport,
  samples: readonly Timed[],
  lagMs: number | null,
  decision: Decision,
): string[] => {
  const limits = decision.generator
  const expected = generator.offered ?? generator.started
  const troubles: string[] = []
  if (![expected, generator.started, generator.dropped].every((count) => Number.isInteger(count) && count >= 0))
    troubles.push('the generator reported no counts of started and dropped requests')
  if (generator.dropped > limits.dropped_share * expected)
    troubles.push(`${generator.dropped} of ${expected} requests never started`)
  if (samples.length + generator.dropped < expected * (1 - limits.dropped_share))
    troubles.push(`only ${samples.length} of ${expected} requests have a result`)
  if (samples.length > generator.started)
    troubles.push(`${samples.length} requests have a result, but only ${generator.started} were started`)
  const unreached = samples.filter(isUnreached).length
  if (unreached > limits.dropped_share * expected)
    troubles.push(`${unreached} of ${expected} requests could not connect`)
  if (lagMs !== null && lagMs > limits.start_lag_ms) {
    troubles.push(
      `started up to ${lagMs.toFixed(0)} ms late (limit ${limits.start_lag_ms} ms at P${limits.start_lag_quantile * 100})`,
    )
  }
  if (generator.exitCode !== 0) troubles.push(`the generator ended with exit code ${generator.exitCode}`)
  return troubles
}

/** Cuts the warm-up and decides whether the load was the one offered. `materialMs`: a rise that would matter. */
export const judgeLoad = (result: LoadResult, decision: Decision, materialMs: number): JudgedLoad => {
  const { load, generator, samples } = result
  const lag = percentile(
    histogramOf(samples.map(startLagMs)),
    decision.generator.start_lag_quantile,
    decision.confidence,
  )
  const steady = steadiness(samples, materialMs, (sample) => ({ atMs: sample.intended, valueMs: latencyMs(sample) }))
  const troubles = generatorTroubles(generator, samples, lag?.value ?? null, decision)
  return {
    load,
    generator,
    all: samples,
    kept: samples.filter((sample) => sample.intended >= steady.cutMs),
    steadiness: steady,
    startLagMs: lag?.value ?? null,
    invalid: troubles.length > 0 ? troubles.join('; ') : null,
  }
}
