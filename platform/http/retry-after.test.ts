import { expect, test } from 'vitest'
import { retryAfterMs } from './retry-after.ts'

const nowMs = Date.parse('2026-01-01T00:00:00Z')

test.each([
  ['0', 0],
  ['120', 120_000],
  ['Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
  ['Thursday, 01-Jan-26 00:00:30 GMT', 30_000],
  ['Thu Jan  1 00:00:30 2026 GMT', 30_000],
  ['Wed, 31 Dec 2025 23:59:30 GMT', 0],
])('Retry-After: %s is %i ms from now', (header, ms) => {
  expect(retryAfterMs(header, nowMs)).toBe(ms)
})

test.each([
  undefined,
  null,
  '',
  ' ',
  '-1',
  '+5',
  '5.5',
  '1e3',
  '0x10',
  'soon',
  'Infinity',
  '9'.repeat(400),
  '2026-01-02',
])('Retry-After: %s is ignored', (header) => {
  expect(retryAfterMs(header, nowMs)).toBeUndefined()
})
