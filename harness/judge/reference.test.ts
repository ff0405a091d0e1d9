import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { permutationP } from './resampling.ts'
import { allowedSlow, binomialCdf, quantileRanks, shareInterval } from './statistics.ts'
import { trend } from './steadiness.ts'

/** What an independent implementation says; fixtures/reference.py wrote it. */
const scipy = JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures/reference.json'), 'utf8')) as {
  scipy: string
  confidence: number
  binomialCdf: { n: number; k: number; p: number; value: number }[]
  allowedSlow: { n: number; target: number; value: number | null }[]
  quantileRanks: { n: number; quantile: number; value: [number | null, number | null] }[]
  shareInterval: { n: number; good: number; value: [number, number] }[]
  trend: { values: number[]; value: number }[]
  permutationP: { first: number[]; second: number[]; value: number }[]
}
const { confidence } = scipy

describe(`the statistics agree with SciPy ${scipy.scipy}:`, () => {
  test.each(scipy.binomialCdf)('P(X ≤ $k) of $n at $p', ({ n, k, p, value }) => {
    expect(binomialCdf(n, k, p)).toBeCloseTo(value, 9)
  })

  test.each(scipy.allowedSlow)('allowed slow of $n for $target', ({ n, target, value }) => {
    expect(allowedSlow(n, target, confidence) ?? null).toBe(value)
  })

  test.each(scipy.quantileRanks)('ranks around quantile $quantile of $n', ({ n, quantile, value }) => {
    const { low, high } = quantileRanks(n, quantile, confidence)
    expect([low ?? null, high ?? null]).toEqual(value)
  })

  test.each(scipy.shareInterval)('interval of the share $good of $n', ({ n, good, value }) => {
    const { low, high } = shareInterval(n, good, confidence)
    expect(low).toBeCloseTo(value[0], 8)
    expect(high).toBeCloseTo(value[1], 8)
  })

  test.each(scipy.trend)('trend of a walk', ({ values, value }) => {
    expect(trend(values)).toBeCloseTo(value, 9)
  })

  test.each(scipy.permutationP)('permutation test of $first and $second', ({ first, second, value }) => {
    expect(permutationP(first, second)).toBeCloseTo(value, 9)
  })
})
