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

test('what was wrong before a cell is not held against it, and what is new is', () => {
  const known = new Map<string, number>()
  expect(newViolations(broken(2), known)).toEqual(['log: line 0 is missing', 'log: line 1 is missing'])
  expect(newViolations(broken(2), known)).toEqual([])
  expect(newViolations(broken(3), known)).toEqual(['log: line 2 is missing'])
})

test('what is new is told also where more was wrong before than is ever shown', () => {
  const known = new Map<string, number>()
  expect(newViolations(broken(25), known)).toHaveLength(20)
  expect(newViolations(broken(25), known)).toEqual([])
  expect(newViolations(broken(27), known)).toEqual(['log: 27 violations, 25 before'])
})
