import fc from 'fast-check'
import { expect, test } from 'vitest'
import { steadiness, type TimedValue } from './steadiness.ts'

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
  expect(found.reason).toContain('still rises')
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
