import { mean, median } from './statistics.ts'

/**
 * Where the warm-up of a load ends, and whether what follows is steady. Pure.
 * Cut: MSER-5 (White 1997; Law, "Simulation Modeling and Analysis", §9.5) on the logarithm of latency, over batch
 * medians so that single slow ones don't move it. Steady: no Mann–Kendall trend that matters.
 */

export type TimedValue = { atMs: number; valueMs: number }
export type Steadiness = { cutMs: number; cutCount: number; steady: boolean; reason: string | null }

const batchSize = 5
const fewestBatches = 12
const trendZ = 2.576
const largestCutShare = 0.5

/** Index of the batch from which the marginal standard error is smallest, looking at the first half only. */
export const mserCut = (batches: readonly number[]): number => {
  let best = { index: 0, error: Number.POSITIVE_INFINITY }
  const last = Math.floor(batches.length * largestCutShare)
  for (let index = 0; index <= last; index++) {
    const kept = batches.slice(index)
    const average = mean(kept)
    const error = kept.reduce((sum, value) => sum + (value - average) ** 2, 0) / kept.length ** 2
    if (error < best.error) best = { index, error }
  }
  return best.index
}

/** Mann–Kendall statistic as a standard normal deviate: above 0 when later values are larger. */
export const trend = (values: readonly number[]): number => {
  const n = values.length
  let score = 0
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) score += Math.sign((values[j] ?? 0) - (values[i] ?? 0))
  const deviation = Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18)
  return deviation === 0 ? 0 : (score - Math.sign(score)) / deviation
}

/** By how much the last third is above the first, where that is a trend and matters; else 0. */
const risingBy = (values: readonly number[], materialMs: number): number => {
  const third = Math.floor(values.length / 3)
  const rise = median(values.slice(-third)) - median(values.slice(0, third))
  return trend(values) > trendZ && rise > materialMs && rise > 0.5 * median(values) ? rise : 0
}

/**
 * @param samples in any order; sorted here by time.
 * @param materialMs a rise between the thirds of a load below this is no loss of steadiness, however significant.
 */
export const steadiness = (samples: readonly TimedValue[], materialMs: number): Steadiness => {
  const ordered = [...samples].sort((a, b) => a.atMs - b.atMs)
  const batches: number[] = []
  for (let i = 0; i + batchSize <= ordered.length; i += batchSize) {
    batches.push(median(ordered.slice(i, i + batchSize).map((sample) => sample.valueMs)))
  }
  if (batches.length < fewestBatches) {
    return {
      cutMs: 0,
      cutCount: 0,
      steady: false,
      reason: `${ordered.length} samples are too few to see a steady state`,
    }
  }
  const cut = mserCut(batches.map((value) => Math.log(Math.max(value, 0.001))))
  const cutCount = cut * batchSize
  const cutMs = cutCount === 0 ? 0 : (ordered[cutCount]?.atMs ?? 0)
  // The cut hides half of a rise that never ends, so the whole load is looked at too.
  const rise = Math.max(risingBy(batches, materialMs), risingBy(batches.slice(cut), materialMs))
  return {
    cutMs,
    cutCount,
    steady: rise === 0,
    reason: rise === 0 ? null : `latency still rises: by ${rise.toFixed(0)} ms between the first and the last third`,
  }
}
