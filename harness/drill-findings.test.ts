import { expect, test } from 'vitest'
import { drillFindings } from './drill-findings.ts'

const held = { id: 'rooms', checked: 4, violations: 0, examples: [] }

test('a drill holds where every check looked at something and found nothing', () => {
  expect(drillFindings([held, { ...held, checked: 0, skipped: 'nobody left' }], 10)).toEqual([])
})

test('a drill does not hold where something was violated, and not where nothing was looked at', () => {
  expect(drillFindings([{ ...held, violations: 2, examples: ['one', 'two'] }], 10)).toEqual([
    'rooms: 2, such as one; two',
  ])
  expect(drillFindings([{ ...held, checked: 0 }], 10)).toEqual(['rooms: no data'])
  expect(drillFindings([{ ...held, violations: Number.NaN }], 10)).toHaveLength(1)
  expect(drillFindings([], 0)).toEqual([
    'no event was stored before the loss: nothing could be lost',
    'no invariant was looked at',
  ])
})
