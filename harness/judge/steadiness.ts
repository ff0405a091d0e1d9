import { mean, median } from './statistics.ts'

/**
 * Finds the end of a load's warm-up, and whether the rest is steady. Pure.
 * Cut: MSER-5 (White 1997; Law, "Simulation Modeling and Analysis", §9.5) on the logarithm of latency, over batch
 * medians, so that single slow samples don't move it. Steady: no material Mann–Kendall trend.
 */

export type TimedValue = { atMs: number; valueMs: number }
export type Steadiness = { cutMs: number; cutCount: number; steady: boolean; reason: string | null }

const batchSize = 5
const fewestBatches = 12
const trendZ = 2.576
const largestCutShare = 0.5

/** The index in the first half of the batches that gives the smallest marginal standard error. */
export const mserCut = (batches: readonly number[]): number => {
  let best = { index: 0, error: Number.POSITIVE_INFINITY }
  const last = Math.floor(batches.length * largestCutShare)
  // Sums over the remaining batches, around the mean to keep precision; each step removes the first batch.
  const middle = mean(batches)
  let [sum, squares] = [0, 0]
  for (const value of batches) {
    sum += value - middle
    squares += (value - middle) ** 2
  }
  for (let index = 0; index <= last; index++) {
    const left = batches.length - index
    const error = (squares - sum ** 2 / left) / left ** 2
    if (error < best.error) best = { index, error }
    const gone = (batches[index] ?? middle) - middle
    sum -= gone
    squares -= gone ** 2
  }
  return best.index
}

/**
 * The number of pairs with the later value larger, minus those with it smaller. A Fenwick tree (1994) over the ranks of
 * earlier values keeps this fast for an hour's load.
 */
const kendallScore = (values: readonly number[]): number => {
  const ranks = new Map([...new Set(values)].sort((a, b) => a - b).map((value, i) => [value, i + 1]))
  const tree = new Uint32Array(ranks.size + 1)
  const upTo = (rank: number): number => {
    let sum = 0
    for (let i = rank; i > 0; i -= i & -i) sum += tree[i] ?? 0
    return sum
  }
  let score = 0
  for (const [before, value] of values.entries()) {
    const rank = ranks.get(value) ?? 0
    score += upTo(rank - 1) - (before - upTo(rank))
    for (let i = rank; i < tree.length; i += i & -i) tree[i] = (tree[i] ?? 0) + 1
  }
  return score
}

/** The Mann–Kendall statistic as a standard normal deviate; positive if later values are larger. */
export const trend = (values: readonly number[]): number => {
  const n = values.length
  const score = kendallScore(values)
  const deviation = Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18)
  return deviation === 0 ? 0 : (score - Math.sign(score)) / deviation
}

/** The rise from the first to the last third if it is a material trend; otherwise 0. */
const risingBy = (values: readonly number[], materialMs: number): number => {
  const third = Math.floor(values.length / 3)
  const rise = median(values.slice(-third)) - median(values.slice(0, third))
  return rise > materialMs && rise > 0.5 * median(values) && trend(values) > trendZ ? rise : 0
}

const sameValue = <T>(sample: T): TimedValue => sample as TimedValue

/** The samples sorted by time, as two typed arrays, because a long load has half a million samples. */
const inOrder = <T>(
  samples: readonly T[],
  read: (sample: T) => TimedValue,
): { at: Float64Array; value: Float64Array } => {
  const times = Float64Array.from(samples, (sample) => read(sample).atMs)
  const order = Uint32Array.from(samples.keys()).sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b)
  return {
    at: Float64Array.from(order, (place) => times[place] ?? 0),
    value: Float64Array.from(order, (place) => read(samples[place] as T).valueMs),
  }
}

const batchMedians = (values: Float64Array): number[] =>
  Array.from({ length: Math.floor(values.length / batchSize) }, (_, batch) =>
    median([...values.subarray(batch * batchSize, (batch + 1) * batchSize)]),
  )

/**
 * @param samples in any order
 * @param materialMs a smaller rise between the first and the last third doesn't make a load unsteady, even if it is significant
 * @param read the time and the value of a sample
 */
export const steadiness = <T>(
  samples: readonly T[],
  materialMs: number,
  read: (sample: T) => TimedValue = sameValue,
): Steadiness => {
  const { at, value } = inOrder(samples, read)
  const batches = batchMedians(value)
  if (batches.length < fewestBatches) {
    return {
      cutMs: 0,
      cutCount: 0,
      steady: false,
      reason: `${samples.length} samples are too few to detect a steady state`,
    }
  }
  const cut = mserCut(batches.map((value) => Math.log(Math.max(value, 0.001))))
  const cutCount = cut * batchSize
  const cutMs = cutCount === 0 ? 0 : (at[cutCount] ?? 0)
  // The cut hides half of a rise that never ends, so the test also covers the whole load.
  const rise = Math.max(risingBy(batches, materialMs), risingBy(batches.slice(cut), materialMs))
  return {
    cutMs,
    cutCount,
    steady: rise === 0,
    reason: rise === 0 ? null : `latency rises by ${rise.toFixed(0)} ms from the first to the last third`,
  }
}
