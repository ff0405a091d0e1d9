import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fitUsl, uslPeak, uslSpeedup, uslThroughput } from './usl.ts'

const users = [1, 2, 4, 8, 16, 32, 64]

it('finds the law again from points that follow it', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 5, max: 500, noNaN: true }),
      fc.double({ min: 0, max: 0.5, noNaN: true }),
      fc.double({ min: 0, max: 0.01, noNaN: true }),
      (lambda, sigma, kappa) => {
        const law = fitUsl(users.map((n) => ({ n, x: uslThroughput({ lambda, sigma, kappa }, n) })))
        expect(law?.lambda).toBeCloseTo(lambda, 3)
        expect(law?.sigma).toBeCloseTo(sigma, 4)
        expect(law?.kappa).toBeCloseTo(kappa, 5)
        expect(law?.r2).toBeCloseTo(1, 6)
      },
    ),
  )
})

it('agrees with an independent fit of measured points', () => {
  // scipy.optimize.curve_fit 1.17.1, bounds (0, inf), sigma = x.
  const measured = [21.3, 40.9, 76.2, 130.8, 187.4, 214.9, 190.1]
  const law = fitUsl(measured.map((x, i) => ({ n: users[i] ?? 0, x })))
  expect(law?.lambda).toBeCloseTo(21.425, 0)
  expect(law?.sigma).toBeCloseTo(0.0399, 2)
  expect(law?.kappa).toBeCloseTo(0.000928, 4)
  expect(law?.r2).toBeGreaterThan(0.99)
})

it('never claims that waiting or agreeing bring something', () => {
  const law = fitUsl(users.map((n) => ({ n, x: n ** 1.1 })))
  expect(law?.sigma).toBeGreaterThanOrEqual(0)
  expect(law?.kappa).toBeGreaterThanOrEqual(0)
})

it('says nothing of three points', () => {
  expect(fitUsl(users.slice(0, 3).map((n) => ({ n, x: n })))).toBeUndefined()
})

it('the peak is where more users bring less, and machines share the serial part', () => {
  const law = { lambda: 10, sigma: 0.05, kappa: 0.001 }
  const peak = uslPeak(law) ?? 0
  expect(uslThroughput(law, peak)).toBeGreaterThan(uslThroughput(law, peak * 1.2))
  expect(uslThroughput(law, peak)).toBeGreaterThan(uslThroughput(law, peak * 0.8))
  expect(uslPeak({ sigma: 0.1, kappa: 0 })).toBeUndefined()
  expect(uslSpeedup({ sigma: 0 }, 2)).toBe(2)
  expect(uslSpeedup({ sigma: 0.5 }, 2)).toBeCloseTo(4 / 3, 9)
})
