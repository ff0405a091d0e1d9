import { expect, test } from 'vitest'
import { verdictOf } from './verdict.ts'

const sound = { events: 7, violations: [] }

test('events that match their anchor are reported as unchanged, and any finding as a change', () => {
  expect(verdictOf(sound, 'read')).toEqual({ text: 'nothing was changed', exitCode: 0 })
  for (const anchor of ['read', 'none', 'missing'] as const)
    expect(verdictOf({ events: 0, violations: ['gone'] }, anchor).exitCode).toBe(1)
})

test('an empty store is reported as not verified', () => {
  for (const anchor of ['read', 'none', 'missing'] as const)
    expect(verdictOf({ ...sound, events: 0 }, anchor)).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining('no event'),
    })
})

test('a store without its anchor is not reported as unchanged', () => {
  expect(verdictOf(sound, 'missing')).toMatchObject({ exitCode: 2, text: expect.stringContaining('does not exist') })
  expect(verdictOf(sound, 'none').text).not.toContain('nothing was changed')
})
