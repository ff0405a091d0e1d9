import { expect, test } from 'vitest'
import { newViolations } from './run-cell.ts'

const broken = (violations: number, from = 0) => [
  {
    id: 'log',
    checked: 100,
    violations,
    examples: Array.from({ length: Math.min(20, violations) }, (_, at) => `line ${from + at} is missing`),
  },
]

test('only violations that are new since before the cell count', () => {
  const known = new Map<string, number>()
  expect(newViolations(broken(2), known)).toEqual(['log: line 0 is missing', 'log: line 1 is missing'])
  expect(newViolations(broken(2), known)).toEqual([])
  expect(newViolations(broken(3), known)).toEqual(['log: line 2 is missing'])
})

test('new violations are reported even if there were more before than are listed', () => {
  const known = new Map<string, number>()
  expect(newViolations(broken(25), known)).toHaveLength(20)
  expect(newViolations(broken(25), known)).toEqual([])
  expect(newViolations(broken(27), known)).toEqual(['log: 27 violations, 25 before'])
})
