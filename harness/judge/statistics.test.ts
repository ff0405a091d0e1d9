import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  allowedSlow,
  binomialCdf,
  decideShare,
  fewestSamples,
  histogramOf,
  percentile,
  quantileRank,
  quantileRanks,
  shareInterval,
} from './statistics.ts'

describe('how many slow ones are allowed', () => {
  test.each([
    [58, undefined],
    [59, 0],
    [100, 1],
    [500, 16],
    [1_000, 38],
    [5_000, 224],
    [10_000, 463],
  ])('of %i samples at 95 %% confidence: %s', (samples, allowed) => {
    expect(allowedSlow(samples, 0.95, 0.95)).toBe(allowed)
  })

  test('a P95 can be shown from 59 samples on, a P99 from 299 on', () => {
    expect([fewestSamples(0.95, 0.95), fewestSamples(0.99, 0.95)]).toEqual([59, 299])
    expect([allowedSlow(298, 0.99, 0.95), allowedSlow(299, 0.99, 0.95)]).toEqual([undefined, 0])
  })

  test('it is the largest number whose chance under the limit is at most 5 %', () => {
    const sizes = fc.integer({ min: 59, max: 3_000 })
    fc.assert(
      fc.property(sizes, (samples) => {
        const allowed = allowedSlow(samples, 0.95, 0.95) ?? -1
        expect(binomialCdf(samples, allowed, 0.05)).toBeLessThanOrEqual(0.05)
        expect(binomialCdf(samples, allowed + 1, 0.05)).toBeGreaterThan(0.05)
      }),
      { numRuns: 60 },
    )
  })
})

describe('the decision on a share', () => {
  test('is undecided between what is allowed and what the limit itself would let through', () => {
    expect([1, 3, 5, 6].map((slow) => decideShare(100, slow, 0.95, 0.95))).toEqual([
      'shown',
      'undecided',
      'undecided',
      'refuted',
    ])
  })

  test('of too few samples shows nothing, however fast they were', () => {
    expect(decideShare(58, 0, 0.95, 0.95)).toBe('undecided')
    expect(decideShare(0, 0, 0.95, 0.95)).toBe('undecided')
  })

  test('of too few samples is a refutation where so many slow ones would be a rare chance at the limit', () => {
    expect(decideShare(1_000, 1_000, 0.999, 0.95)).toBe('refuted')
    expect(decideShare(3, 3, 0.95, 0.95)).toBe('refuted')
    expect(decideShare(58, 3, 0.95, 0.95)).toBe('undecided')
    expect(decideShare(58, 7, 0.95, 0.95)).toBe('refuted')
  })

  test('on all of them is never shown by samples, and refuted by one slow one', () => {
    expect([0, 1].map((slow) => decideShare(100_000, slow, 1, 0.95))).toEqual(['undecided', 'refuted'])
    expect(decideShare(0, 0, 1, 0.95)).toBe('undecided')
    expect([allowedSlow(1_000, 1, 0.95), fewestSamples(1, 0.95)]).toEqual([undefined, Number.POSITIVE_INFINITY])
  })

  test('is a decision for every share, confidence and count', () => {
    const shares = fc.double({ min: 0.01, max: 1, noNaN: true })
    const confidences = fc.double({ min: 0.51, max: 0.999, noNaN: true })
    fc.assert(
      fc.property(fc.nat(400), fc.nat(400), shares, confidences, (samples, slow, target, confidence) => {
        fc.pre(slow <= samples)
        const decided = decideShare(samples, slow, target, confidence)
        // Nothing is decided without samples, all good is never refuted, all slow is never shown.
        if (samples === 0) expect(decided).toBe('undecided')
        else if (slow === 0) expect(decided).not.toBe('refuted')
        else if (slow === samples) expect(decided).not.toBe('shown')
        expect(Number.isNaN(fewestSamples(target, confidence))).toBe(false)
      }),
    )
  })

  test('never gets better by one more slow one', () => {
    const order = { shown: 0, undecided: 1, refuted: 2 }
    fc.assert(
      fc.property(fc.nat(800), fc.nat(800), fc.constantFrom(0.5, 0.95, 0.999, 1), (samples, slow, target) => {
        fc.pre(slow < samples)
        const [less, more] = [slow, slow + 1].map((each) => order[decideShare(samples, each, target, 0.95)])
        expect(more).toBeGreaterThanOrEqual(less ?? 0)
      }),
      { numRuns: 80 },
    )
  })
})

test('a Clopper–Pearson interval holds the share and agrees with published values', () => {
  const { low, high } = shareInterval(200, 200, 0.95)
  expect([low.toFixed(4), high]).toEqual(['0.9817', 1])
  const half = shareInterval(10, 5, 0.95)
  expect([half.low.toFixed(4), half.high.toFixed(4)]).toEqual(['0.1871', '0.8129'])
})

describe('percentiles', () => {
  test('are nearest ranks, and their interval encloses them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.1, max: 10_000, noNaN: true }), { minLength: 1, maxLength: 400 }),
        fc.constantFrom(0.5, 0.95, 0.99),
        (values, quantile) => {
          const found = percentile(histogramOf(values), quantile, 0.95)
          const exact = [...values].sort((a, b) => a - b)[quantileRank(values.length, quantile) - 1] ?? 0
          expect(Math.abs((found?.value ?? 0) - exact)).toBeLessThanOrEqual(exact / 500 + 0.002)
          if (found?.low != null) expect(found.low).toBeLessThanOrEqual(found.value)
          if (found?.high != null) expect(found.high).toBeGreaterThanOrEqual(found.value)
        },
      ),
    )
  })

  test('have an interval whose ranks hold the quantile with the stated chance', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 2_000 }), (samples) => {
        const { low, high } = quantileRanks(samples, 0.95, 0.95)
        const covered =
          binomialCdf(samples, (high ?? samples + 1) - 1, 0.95) - binomialCdf(samples, (low ?? 0) - 1, 0.95)
        expect(covered).toBeGreaterThanOrEqual(0.95)
      }),
      { numRuns: 50 },
    )
  })

  test('have no upper end where there are too few samples for one, and none at all of nothing', () => {
    expect(percentile(histogramOf([1, 2, 3]), 0.95, 0.95)).toMatchObject({ high: null })
    expect(percentile(histogramOf([]), 0.95, 0.95)).toBeUndefined()
  })

  test('of merged histograms are those of all values together', () => {
    const [a, b] = [
      [1, 2, 3],
      [100, 200, 300],
    ]
    const merged = histogramOf(a ?? [])
    merged.add(histogramOf(b ?? []))
    expect(percentile(merged, 0.5, 0.95)?.value).toBeCloseTo(3, 1)
  })
})
