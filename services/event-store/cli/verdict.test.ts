import { expect, test } from 'vitest'
import { verdictOf } from './verdict.ts'

const sound = { evenements: 7, violations: [] }

test('events that agree with their anchor were not changed; a finding says that they were', () => {
  expect(verdictOf(sound, 'read')).toEqual({ text: 'nothing was changed', exitCode: 0 })
  for (const anchor of ['read', 'none', 'missing'] as const)
    expect(verdictOf({ evenements: 0, violations: ['gone'] }, anchor).exitCode).toBe(1)
})

test('an empty store was not verified', () => {
  for (const anchor of ['read', 'none', 'missing'] as const)
    expect(verdictOf({ ...sound, evenements: 0 }, anchor)).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining('no event'),
    })
})

test('without its anchor a store is not called unchanged', () => {
  expect(verdictOf(sound, 'missing')).toMatchObject({ exitCode: 2, text: expect.stringContaining('does not exist') })
  expect(verdictOf(sound, 'none').text).not.toContain('nothing was changed')
})
