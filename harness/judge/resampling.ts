import { mean } from './statistics.ts'

/**
 * Comparison of runs: the run is the unit, not the request. Pure; randomness is an argument.
 * Sources: Efron & Tibshirani, "An Introduction to the Bootstrap", ch. 13 (percentile interval); Pitman 1937 (exact
 * permutation test of two samples); Holm 1979 (several tests at once).
 */

export type Estimate = { value: number; low: number; high: number }

const resamples = 10_000

/** A value of `sorted` at a quantile, by the nearest rank. */
const at = (sorted: readonly number[], quantile: number): number =>
  sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(quantile * sorted.length) - 1))] ?? Number.NaN

const interval = (estimates: number[], value: number, confidence: number): Estimate => {
  estimates.sort((a, b) => a - b)
  const tail = (1 - confidence) / 2
  return { value, low: at(estimates, tail), high: at(estimates, 1 - tail) }
}

const resampledMean = (values: readonly number[], random: () => number): number => {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[Math.floor(random() * values.length)] ?? 0
  return sum / values.length
}

/** Mean of the differences within pairs, with its percentile bootstrap interval. Needs at least 2 pairs. */
export const pairedDifference = (
  differences: readonly number[],
  confidence: number,
  random: () => number,
): Estimate | undefined => {
  if (differences.length < 2) return undefined
  const estimates = Array.from({ length: resamples }, () => resampledMean(differences, random))
  return interval(estimates, mean(differences), confidence)
}

/** Mean of `second` minus mean of `first`, each resampled by itself. Needs at least 2 values on each side. */
export const differenceOfMeans = (
  first: readonly number[],
  second: readonly number[],
  confidence: number,
  random: () => number,
): Estimate | undefined => {
  if (first.length < 2 || second.length < 2) return undefined
  const estimates = Array.from(
    { length: resamples },
    () => resampledMean(second, random) - resampledMean(first, random),
  )
  return interval(estimates, mean(second) - mean(first), confidence)
}

/** The largest mean difference between identical runs: a difference within this band shows nothing. */
export const controlBand = (differences: readonly number[], confidence: number, random: () => number): number => {
  if (differences.length === 0) return 0
  const estimates = Array.from({ length: resamples }, () => {
    let sum = 0
    for (let i = 0; i < differences.length; i++) {
      const difference = differences[Math.floor(random() * differences.length)] ?? 0
      sum += random() < 0.5 ? difference : -difference
    }
    return Math.abs(sum / differences.length)
  })
  return at(
    estimates.sort((a, b) => a - b),
    confidence,
  )
}

const largestExact = 12

/**
 * Exact two-sided permutation test: the share of all divisions of the values into two groups of these sizes whose means are at
 * least as far apart. At most 12 values per side.
 */
export const permutationP = (first: readonly number[], second: readonly number[]): number => {
  if (first.length === 0 || second.length === 0) return 1
  if (Math.max(first.length, second.length) > largestExact) throw new RangeError(`more than ${largestExact} values`)
  const all = [...first, ...second]
  const total = all.reduce((sum, value) => sum + value, 0)
  const distance = (sumOfFirst: number): number =>
    Math.abs(sumOfFirst / first.length - (total - sumOfFirst) / second.length)
  const observed = distance(first.reduce((sum, value) => sum + value, 0)) - 1e-12
  let [ways, asFar] = [0, 0]
  const choose = (from: number, left: number, sum: number): void => {
    if (left === 0) {
      ways++
      if (distance(sum) >= observed) asFar++
      return
    }
    for (let i = from; i <= all.length - left; i++) choose(i + 1, left - 1, sum + (all[i] ?? 0))
  }
  choose(0, first.length, 0)
  return asFar / ways
}

/** Which of several p-values are significant, with Holm's step-down correction. */
export const holm = (pValues: readonly number[], level: number): boolean[] => {
  const order = pValues.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p)
  const significant = pValues.map(() => false)
  for (const [rank, { p, index }] of order.entries()) {
    if (p > level / (pValues.length - rank)) break
    significant[index] = true
  }
  return significant
}
