import { build, type Histogram } from 'hdr-histogram-js'

/**
 * Exact statistics for verdicts: binomial decisions, order-statistic intervals, HdrHistogram percentiles.
 * Pure; no time, no randomness. Sources: Clopper & Pearson 1934; Hahn & Meeker, "Statistical Intervals", ch. 5.
 */

export type Interval = { low: number; high: number }

const logFactorials: number[] = [0]

const logFactorial = (n: number): number => {
  for (let k = logFactorials.length; k <= n; k++) logFactorials.push((logFactorials[k - 1] ?? 0) + Math.log(k))
  return logFactorials[n] ?? 0
}

/** k · log p, with 0 · log 0 = 0. */
const times = (count: number, log: number): number => (count === 0 ? 0 : count * log)

const logBinomialTerm = (n: number, k: number, p: number): number =>
  logFactorial(n) - logFactorial(k) - logFactorial(n - k) + times(k, Math.log(p)) + times(n - k, Math.log1p(-p))

/** P(X ≤ k) of a binomial distribution, summed exactly term by term. */
export const binomialCdf = (n: number, k: number, p: number): number => {
  if (k < 0) return 0
  if (k >= n || p <= 0) return 1
  if (p >= 1) return 0
  let sum = 0
  for (let i = 0; i <= k; i++) sum += Math.exp(logBinomialTerm(n, i, p))
  return Math.min(1, sum)
}

/**
 * The largest number of slow samples that still shows, at the given confidence, that at least `target` of all are good.
 * Undefined if not even zero slow samples would show it (below 59 samples for 0.95 at 95 %).
 */
export const allowedSlow = (samples: number, target: number, confidence: number): number | undefined => {
  const slowShare = 1 - target
  let sum = 0
  for (let k = 0; k <= samples; k++) {
    sum += Math.exp(logBinomialTerm(samples, k, slowShare))
    if (sum > 1 - confidence) return k === 0 ? undefined : k - 1
  }
  return undefined
}

/** The fewest samples that can show `target` at this confidence, if none is slow; infinite for a target of 1. */
export const fewestSamples = (target: number, confidence: number): number =>
  target >= 1 ? Number.POSITIVE_INFINITY : Math.ceil(Math.log(1 - confidence) / Math.log(target) - 1e-9)

/** Whether this many slow samples would be unlikely if `target` of all were good; an exact test for any number of samples. */
export const isRefuted = (samples: number, slow: number, target: number, confidence: number): boolean =>
  slow > samples * (1 - target) && 1 - binomialCdf(samples, slow - 1, 1 - target) <= 1 - confidence

export type ShareDecision = 'shown' | 'refuted' | 'undecided'

/**
 * Exact one-sided binomial decision on "at least `target` of all are good".
 * `shown`: no more slow samples than allowed. `refuted`: a larger share than the limit permits; if there are too few samples
 * to show the target, that share must also be unlikely by chance. `undecided`: too few samples, or a share within the limit but
 * not by enough to show it. A target of 1 is never shown, and one slow sample refutes it.
 */
export const decideShare = (samples: number, slow: number, target: number, confidence: number): ShareDecision => {
  const allowed = allowedSlow(samples, target, confidence)
  if (allowed === undefined) return isRefuted(samples, slow, target, confidence) ? 'refuted' : 'undecided'
  if (slow <= allowed) return 'shown'
  return slow > samples * (1 - target) ? 'refuted' : 'undecided'
}

/** Clopper–Pearson interval for a share of `good` among `samples`, two-sided. */
export const shareInterval = (samples: number, good: number, confidence: number): Interval => {
  const tail = (1 - confidence) / 2
  const solve = (isTooLow: (p: number) => boolean): number => {
    let [low, high] = [0, 1]
    for (let i = 0; i < 60; i++) {
      const middle = (low + high) / 2
      if (isTooLow(middle)) low = middle
      else high = middle
    }
    return (low + high) / 2
  }
  return {
    low: good === 0 ? 0 : solve((p) => 1 - binomialCdf(samples, good - 1, p) < tail),
    high: good === samples ? 1 : solve((p) => binomialCdf(samples, good, p) > tail),
  }
}

/** Rank (1-based) of a quantile by the nearest-rank definition. */
export const quantileRank = (samples: number, quantile: number): number =>
  Math.min(samples, Math.max(1, Math.ceil(samples * quantile - 1e-9)))

/**
 * Ranks (1-based) of the two order statistics that enclose a quantile with at least the given confidence, for any
 * distribution; undefined on a side with too few samples.
 */
export const quantileRanks = (
  samples: number,
  quantile: number,
  confidence: number,
): { low: number | undefined; high: number | undefined } => {
  const tail = (1 - confidence) / 2
  let low: number | undefined
  let cumulative = 0
  for (let k = 0; k < samples; k++) {
    cumulative += Math.exp(logBinomialTerm(samples, k, quantile))
    if (cumulative <= tail) low = k + 1
    if (cumulative >= 1 - tail) return { low, high: k + 1 }
  }
  return { low, high: undefined }
}

const highestTrackable = 3_600_000_000
/** Values are kept in microseconds with three significant digits. */
const perMs = 1_000

/** An HdrHistogram of times in milliseconds; merge two with `add`, never by averaging their percentiles. */
export const histogramOf = (valuesMs: Iterable<number>): Histogram => {
  const histogram = build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: highestTrackable,
    numberOfSignificantValueDigits: 3,
  })
  for (const value of valuesMs) {
    histogram.recordValue(Math.min(highestTrackable, Math.max(0, Math.round(value * perMs))))
  }
  return histogram
}

const valueAtRank = (histogram: Histogram, rank: number): number =>
  histogram.getValueAtPercentile((100 * rank) / histogram.totalCount) / perMs

export type Percentile = { value: number; low: number | null; high: number | null; samples: number }

/** A percentile in milliseconds with its order-statistic interval; null on a side with too few samples. */
export const percentile = (histogram: Histogram, quantile: number, confidence: number): Percentile | undefined => {
  const samples = histogram.totalCount
  if (samples === 0) return undefined
  const ranks = quantileRanks(samples, quantile, confidence)
  return {
    value: valueAtRank(histogram, quantileRank(samples, quantile)),
    low: ranks.low === undefined ? null : valueAtRank(histogram, ranks.low),
    high: ranks.high === undefined ? null : valueAtRank(histogram, ranks.high),
    samples,
  }
}

/** The largest of any number of values; `Math.max(...values)` overflows the stack beyond about a hundred thousand. */
export const largestOf = (values: readonly number[], least = Number.NEGATIVE_INFINITY): number =>
  values.reduce((most, value) => Math.max(most, value), least)

export const smallestOf = (values: readonly number[], most = Number.POSITIVE_INFINITY): number =>
  values.reduce((least, value) => Math.min(least, value), most)

export const mean = (values: readonly number[]): number =>
  values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2
}
