import { expect, test } from 'vitest'
import { leftOutText, mayBeLeftOut } from './left-out-reporter.ts'

const browser = { why: 'there is no browser', accepted: false }
const schemas = { why: 'the schemas are not part of this project', accepted: true }

test('a run ends with a list of the tests that were left out, where and why', () => {
  const text = leftOutText([
    { file: 'b.test.ts', leftOut: browser },
    { file: 'a.test.ts', leftOut: browser },
    { file: 'c.test.ts', leftOut: schemas },
  ])
  expect(text?.trim().split('\n')).toEqual([
    'Left out: 3 tests',
    '  2 of a.test.ts, b.test.ts: there is no browser',
    '  1 of c.test.ts: the schemas are not part of this project, which is accepted',
  ])
  expect(leftOutText([])).toBeUndefined()
})

test('in CI a test may be left out only for an accepted reason; otherwise the run fails', () => {
  expect(mayBeLeftOut([])).toBe(true)
  expect(mayBeLeftOut([{ file: 'c.test.ts', leftOut: schemas }])).toBe(true)
  expect(mayBeLeftOut([{ file: 'a.test.ts', leftOut: browser }])).toBe(false)
  expect(mayBeLeftOut([{ file: 'a.test.ts', leftOut: undefined }])).toBe(false)
  expect(leftOutText([{ file: 'a.test.ts', leftOut: undefined }])).toContain('no reason is given')
})
