import { expect, test } from 'vitest'
import { differences } from './rows.ts'
import { createSteps, StepFailed } from './steps.ts'

test('tables with more or fewer rows, and those present only once, are named', () => {
  expect(differences({ a: 1, b: 2, c: 3 }, { a: 1, b: 3, d: 4 })).toEqual([
    'b: 2, then 3',
    'c: 3, then not there',
    'd: not there, then 4',
  ])
  expect(differences({ a: 1 }, { a: 1 })).toEqual([])
})

test('a failing step ends the check with its title and reason, and is not counted', async () => {
  const lines: string[] = []
  const steps = createSteps(Date.now(), (line) => lines.push(line))
  await steps.run('first', async () => 'seen')
  await expect(steps.run('second', () => Promise.reject(new Error('why')))).rejects.toThrow(
    new StepFailed('second', new Error('why')),
  )
  expect(steps.passed()).toBe(1)
  expect(lines).toEqual(['     0 s  ✓ first: seen', '     0 s  ✗ second'])
})
