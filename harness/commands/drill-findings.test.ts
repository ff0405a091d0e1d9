import { expect, test } from 'vitest'
import { drillCoverage, drillFindings } from './drill-findings.ts'

const held = { id: 'rooms', checked: 4, violations: 0, examples: [] }
const blind = { id: 'guests', checked: 0, violations: 0, examples: [] }

test('a drill passes if checks had data and found no violation; checks without data are named but not counted', () => {
  expect(drillFindings([held, blind], 10)).toEqual([])
  expect(drillCoverage([held, blind])).toBe('1 invariants checked on the restored data (without data: guests)')
  expect(drillCoverage([held])).toBe('1 invariants checked on the restored data')
})

test('a drill fails if an invariant is violated or none was checked', () => {
  expect(drillFindings([{ ...held, violations: 2, examples: ['one', 'two'] }], 10)).toEqual([
    'rooms: 2 violations, such as one; two',
  ])
  expect(drillFindings([{ ...held, violations: Number.NaN }], 10)).toHaveLength(1)
  expect(drillFindings([blind], 10)).toEqual(['no invariant was checked'])
  expect(drillFindings([], 0)).toEqual([
    'no event was stored before the loss, so nothing could be lost',
    'no invariant was checked',
  ])
})
