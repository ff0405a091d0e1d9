import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomFrom } from '../base/random.ts'
import { controlBand, differenceOfMeans, holm, pairedDifference, permutationP } from './resampling.ts'

const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

describe('the paired bootstrap', () => {
  it('covers the true difference about as often as it says', () => {
    const random = randomFrom(11)
    const trials = 200
    const covered = Array.from({ length: trials }, () => {
      const differences = Array.from({ length: 20 }, () => 0.3 + normal(random))
      const estimate = pairedDifference(differences, 0.95, random)
      return estimate !== undefined && estimate.low <= 0.3 && 0.3 <= estimate.high
    }).filter(Boolean).length
    expect(covered / trials).toBeGreaterThan(0.87)
    expect(covered / trials).toBeLessThan(0.99)
  })

  it('encloses its own estimate, moves with a shift and turns with the sign', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 2, maxLength: 12 }), (values) => {
        const estimate = pairedDifference(values, 0.9, randomFrom(3))
        const moved = pairedDifference(
          values.map((value) => value + 2),
          0.9,
          randomFrom(3),
        )
        if (estimate === undefined || moved === undefined) return false
        expect(estimate.low).toBeLessThanOrEqual(estimate.value + 1e-9)
        expect(estimate.high).toBeGreaterThanOrEqual(estimate.value - 1e-9)
        expect(moved.value - estimate.value).toBeCloseTo(2, 6)
        return true
      }),
      { numRuns: 15 },
    )
  })

  it('says nothing of a single pair', () => {
    expect(pairedDifference([1], 0.95, randomFrom(1))).toBeUndefined()
    expect(differenceOfMeans([1], [1, 2], 0.95, randomFrom(1))).toBeUndefined()
  })
})

describe('the exact permutation test', () => {
  // Expected values: scipy.stats.permutation_test 1.17.1, difference of means, independent, exact, two-sided. With sides
  // of unequal size SciPy doubles the smaller tail instead, so only equal ones are compared.
  it('gives the p-values of an independent implementation', () => {
    expect(permutationP([1, 2, 3, 4, 5], [6, 7, 8, 9, 10])).toBeCloseTo(2 / 252, 10)
    expect(permutationP([12.1, 11.9, 12.6, 12.0, 12.3], [12.4, 12.8, 12.2, 12.9, 12.7])).toBeCloseTo(
      0.06349206349206349,
      10,
    )
    expect(permutationP([5, 5], [5, 5])).toBe(1)
  })

  it('does not depend on which side is first, nor on a shift', () => {
    const values = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(values, values, (a, b) => {
        expect(permutationP(a, b)).toBeCloseTo(permutationP(b, a), 9)
        const shift = (all: number[]): number[] => all.map((value) => value + 7)
        expect(permutationP(shift(a), shift(b))).toBeCloseTo(permutationP(a, b), 9)
      }),
    )
  })
})

it('the control band of equal things is near zero, and grows with what they differ by', () => {
  const random = randomFrom(5)
  expect(controlBand([0, 0, 0, 0], 0.95, random)).toBe(0)
  const narrow = controlBand([0.01, -0.02, 0.015, -0.01], 0.95, random)
  const wide = controlBand([0.1, -0.2, 0.15, -0.1], 0.95, random)
  expect(wide / narrow).toBeCloseTo(10, 0)
})

it('Holm accepts small p-values and stops at the first that is too large', () => {
  expect(holm([0.01, 0.04, 0.03, 0.005], 0.05)).toEqual([true, false, false, true])
  expect(holm([], 0.05)).toEqual([])
})
