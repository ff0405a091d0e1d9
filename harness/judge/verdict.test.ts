import fc from 'fast-check'
import { expect, test } from 'vitest'
import { verdictExitCodes, verdicts, worst } from './verdict.ts'

test('a fail outweighs an invalid one, that an inconclusive one, that a pass', () => {
  expect(worst(['pass', 'inconclusive', 'invalid', 'fail'])).toBe('fail')
  expect(worst(['pass', 'inconclusive', 'invalid'])).toBe('invalid')
  expect(worst(['inconclusive', 'pass'])).toBe('inconclusive')
})

test('no data is never a pass', () => {
  expect(worst([])).toBe('inconclusive')
  expect(verdictExitCodes[worst([])]).toBe(2)
})

test('the exit code is 0 only where everything passed', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...verdicts)), (all) => {
      expect(verdictExitCodes[worst(all)] === 0).toBe(all.length > 0 && all.every((verdict) => verdict === 'pass'))
    }),
  )
})
