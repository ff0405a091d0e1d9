import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mean } from './statistics.ts'
import { mserCut, steadiness, type TimedValue, trend } from './steadiness.ts'

const course = (samples: number, at: (seconds: number, i: number) => number): TimedValue[] =>
  Array.from({ length: samples }, (_, i) => ({ atMs: i * 40, valueMs: at(i / 25, i) }))

const noise = (i: number): number => 1 + 0.2 * Math.sin(i * 12.9898)

test('a warm-up is cut where it ends, not at a guessed time', () => {
  const found = steadiness(
    course(600, (seconds, i) => (seconds < 4 ? 200 - 45 * seconds : 20) * noise(i)),
    50,
  )
  expect(found.steady).toBe(true)
  expect(found.cutMs).toBeGreaterThan(2_500)
  expect(found.cutMs).toBeLessThan(6_000)
})

test('nothing much is cut from a load that is steady from the start', () => {
  expect(
    steadiness(
      course(600, (_, i) => 20 * noise(i)),
      50,
    ),
  ).toMatchObject({ steady: true })
})

test('latency that keeps rising is not steady', () => {
  const found = steadiness(
    course(600, (seconds, i) => (20 + 30 * seconds) * noise(i)),
    50,
  )
  expect(found).toMatchObject({ steady: false })
  expect(found.reason).toContain('latency rises by')
})

test('a rise too small to matter is steady', () => {
  expect(
    steadiness(
      course(600, (seconds) => 5 + 0.4 * seconds),
      200,
    ).steady,
  ).toBe(true)
})

test('a handful of samples shows no steady state', () => {
  expect(
    steadiness(
      course(40, () => 20),
      50,
    ),
  ).toMatchObject({ steady: false })
})

test('never more than the first half is cut, whatever happens', () => {
  const values = fc.array(fc.double({ min: 0.1, max: 60_000, noNaN: true }), { minLength: 60, maxLength: 400 })
  fc.assert(
    fc.property(values, (latencies) => {
      const { cutCount } = steadiness(
        course(latencies.length, (_, i) => latencies[i] ?? 0),
        50,
      )
      expect(cutCount).toBeLessThanOrEqual(latencies.length / 2 + 5)
    }),
  )
})

/** As the definitions say it, in as many steps as there are pairs. */
const plainTrend = (values: readonly number[]): number => {
  const n = values.length
  let score = 0
  for (const [i, a] of values.entries()) for (const b of values.slice(i + 1)) score += Math.sign(b - a)
  const deviation = Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18)
  return deviation === 0 ? 0 : (score - Math.sign(score)) / deviation
}
const plainError = (kept: readonly number[]): number =>
  kept.reduce((sum, value) => sum + (value - mean(kept)) ** 2, 0) / kept.length ** 2

test('the trend is the one that all pairs give, ties too', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 2, maxLength: 80 }), (values) => {
      expect(trend(values)).toBe(plainTrend(values))
    }),
  )
})

test('the cut is where the error of what is left is smallest', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -3, max: 9, noNaN: true }), { minLength: 12, maxLength: 80 }), (batches) => {
      const errors = Array.from({ length: Math.floor(batches.length / 2) + 1 }, (_, i) => plainError(batches.slice(i)))
      const found = errors[mserCut(batches)] ?? Number.NaN
      expect(found).toBeLessThanOrEqual(Math.min(...errors) + 1e-9)
    }),
  )
})

test('the test covers every sample of a load of half a million', () => {
  const long = Array.from({ length: 450_000 }, (_, i) => ({ atMs: i * 4, valueMs: i < 20_000 ? 90 : 20 * noise(i) }))
  const found = steadiness(long, 50)
  expect(found.steady).toBe(true)
  expect(found.cutCount).toBeGreaterThanOrEqual(19_000)
})
