import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { randomFrom } from '../base/random.ts'
import { bestDivision, changePoints } from './change-points.ts'

/** What an independent implementation says; fixtures/change-points.py wrote it. */
const otava = JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures/change-points.json'), 'utf8')) as {
  otava: string
  level: number
  permutations: number
  series: {
    name: string
    values: number[]
    best: { index: number; distance: number }
    found: { index: number; distance: number; p: number }[]
  }[]
}

const detection = (seed: number, level = 0.05, permutations = 199) => ({
  level,
  permutations,
  least: 3,
  random: randomFrom(seed),
})

const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(Math.max(1e-12, random()))) * Math.cos(2 * Math.PI * random())

const noise = (length: number, seed: number): number[] => {
  const random = randomFrom(seed)
  return Array.from({ length }, () => normal(random))
}

describe(`changes of level agree with Apache Otava ${otava.otava}:`, () => {
  test.each(otava.series)('the best division of "$name"', ({ values, best }) => {
    const found = bestDivision(values, 1)
    expect(found?.index).toBe(best.index)
    expect(found?.distance).toBeCloseTo(best.distance, 6)
  })

  test.each(otava.series)('all changes of "$name"', ({ values, found: expected }) => {
    const { level, permutations } = otava
    const found = changePoints(values, { level, permutations, least: 1, random: randomFrom(7) })
    expect(found.map(({ index }) => index)).toEqual(expected.map(({ index }) => index))
    for (const [at, { distance, p }] of found.entries()) {
      expect(distance).toBeCloseTo(expected[at]?.distance ?? 0, 6)
      expect(Math.abs(p - (expected[at]?.p ?? 1))).toBeLessThan(0.02)
    }
  })
})

test('planted steps of four deviations are found, each within one value of its place', () => {
  const level = fc.integer({ min: 8, max: 20 })
  fc.assert(
    fc.property(fc.array(level, { minLength: 2, maxLength: 4 }), fc.nat(), (lengths, seed) => {
      let height = 0
      const steps = lengths.flatMap((length, at) => {
        height += at % 2 === 0 ? 4 : -5
        return Array.from({ length }, () => height)
      })
      const planted = lengths.slice(1).map((_, at) => lengths.slice(0, at + 1).reduce((sum, length) => sum + length, 0))
      const values = noise(steps.length, seed).map((value, at) => value + (steps[at] ?? 0))
      const found = changePoints(values, detection(seed, 0.01)).map(({ index }) => index)
      for (const place of planted) expect(found.some((index) => Math.abs(index - place) <= 1)).toBe(true)
    }),
    { numRuns: 60, seed: 11 },
  )
})

test('a series without a change gives false alarms no more often than it says', () => {
  const runs = 200
  const alarms = Array.from({ length: runs }, (_, seed) =>
    changePoints(noise(30, 1_000 + seed), detection(seed)),
  ).filter((found) => found.length > 0)
  // 5 % of 200 are 10; 18 or more would come by chance once in a hundred times.
  expect(alarms.length).toBeLessThan(18)
  expect(alarms.length).toBeGreaterThan(0)
})

test('neither scale nor sign nor shift of the values matter', () => {
  const values = [...noise(15, 1), ...noise(15, 2).map((value) => value + 3)]
  const places = (of: readonly number[]) => changePoints(of, detection(3)).map(({ index }) => index)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000 }), fc.integer({ min: -500, max: 500 }), (scale, shift) => {
      expect(places(values.map((value) => value * scale + shift))).toEqual(places(values))
      expect(places(values.map((value) => shift - value * scale))).toEqual(places(values))
    }),
    { numRuns: 10, seed: 5 },
  )
})

test('one value alone, too few values and equal values are no change of level', () => {
  const lonely = [...noise(12, 4), 40, ...noise(12, 6)]
  expect(changePoints(lonely, detection(1))).toEqual([])
  expect(changePoints([1, 1, 9, 9, 9], detection(1))).toEqual([])
  expect(changePoints([], detection(1))).toEqual([])
  expect(
    changePoints(
      Array.from({ length: 30 }, () => 7),
      detection(1),
    ),
  ).toEqual([])
})
