import { expect, test } from 'vitest'
import { preferences, waitSeconds } from './prefer.ts'

test.each([
  ['wait=10', 10],
  ['respond-async, wait=5', 5],
  ['wait=5, respond-async', 5],
  ['return=minimal; foo="a, wait=9", wait=5', 5],
  ['WAIT=5', 5],
  ['Wait = 5', 5],
  ['wait="5"', 5],
  ['wait=5; please=now', 5],
  ['wait=5;', 5],
  ['foo="a\\", wait=9", wait=4', 4],
  [', ,wait=3,', 3],
  ['wait=005', 5],
  ['wait=5, wait=7', 5], // only the first instance counts
  ['wait=x, wait=7', 0],
  ['wait=99999999999999999999', 30],
  ['wait=31', 30],
  ['wait=0', 0],
])('Prefer: %s waits %i seconds', (header, seconds) => {
  expect(waitSeconds(header, 30)).toBe(seconds)
})

test.each([
  '',
  'wait',
  'wait=',
  'wait=""',
  'wait=-1',
  'wait=+5',
  'wait=1.5',
  'wait=1e1',
  'wait=5s',
  'wait=5 6',
  'wait 5',
  'wait=?',
  'wait="5',
  'waiting=5',
  'x-wait=5',
  'foo=wait=5',
  'foo="wait=5"',
  'foo;wait=5',
  'handling=strict',
  '(((',
  '"wait=5"',
])('Prefer: %s neither requests a wait nor is an error', (header) => {
  expect(waitSeconds(header, 30)).toBe(0)
})

test('without a header there is no wait', () => {
  expect(waitSeconds(undefined, 30)).toBe(0)
})

test('names are lower-cased, values unquoted, parameters dropped', () => {
  expect([...preferences('Return=Minimal;x=1, a="b\\"c,d"')]).toEqual([
    ['return', 'Minimal'],
    ['a', 'b"c,d'],
  ])
})

test('parsing a long header takes linear time', () => {
  const started = performance.now()
  for (const part of ['a=', '"\\', '=" ', 'wait=5 ,;', '\\"', '\t=\t'])
    expect(waitSeconds(part.repeat(4_000), 30)).toBeGreaterThanOrEqual(0)
  for (const [before, after] of ['wait=|@', 'wait|@', '|@', 'wait=5|@', 'wait="5"|@'].map((text) => text.split('|')))
    expect(waitSeconds(`${before}${' '.repeat(30_000)}${after}`, 30)).toBe(0)
  expect(performance.now() - started).toBeLessThan(500)
})
