import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newTraceparent, parseTraceparent } from './trace-context.ts'

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
const parentId = '00f067aa0ba902b7'
const good = `00-${traceId}-${parentId}-01`

test.each([
  [good, good],
  [`00-${traceId}-${parentId}-00`, `00-${traceId}-${parentId}-00`],
  [`00-${traceId}-${parentId}-ff`, `00-${traceId}-${parentId}-ff`],
  // A future version: its first four fields are known, the rest is not.
  [`01-${traceId}-${parentId}-01`, good],
  [`cc-${traceId}-${parentId}-03-what.the-future-holds`, good],
  [`fe-${traceId}-${parentId}-02-`, `00-${traceId}-${parentId}-00`],
])('%s is read as %s', (text, taken) => {
  expect(parseTraceparent(text)).toBe(taken)
})

test.each([
  '',
  'x',
  'person@example.org',
  '<script>alert(1)</script>',
  good.toUpperCase(),
  `ff-${traceId}-${parentId}-01`,
  `0-${traceId}-${parentId}-01`,
  `00-${'0'.repeat(32)}-${parentId}-01`,
  `00-${traceId}-${'0'.repeat(16)}-01`,
  `00-${traceId.slice(1)}-${parentId}-01`,
  `00-${traceId}0-${parentId}-01`,
  `00-${traceId}-${parentId}0-01`,
  `00-${traceId}-${parentId}-1`,
  `00-${traceId}-${parentId}-001`,
  `00-${traceId}-${parentId}-01-more`,
  `00-${traceId}-${parentId}-01-`,
  `00-${traceId}-${parentId}-0g`,
  `01-${traceId}-${parentId}-01more`,
  `00_${traceId}_${parentId}_01`,
  ` ${good}`,
  `${good}\n`,
  `${good}, ${good}`,
  'a'.repeat(8_000),
])('%j is not a traceparent', (text) => {
  expect(parseTraceparent(text)).toBeUndefined()
})

test('every parsed traceparent has the one valid form', () => {
  const near = fc.stringMatching(/^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}(-.{0,20})?$/)
  fc.assert(
    fc.property(fc.oneof(near, fc.string({ unit: 'binary' })), (text) => {
      expect(parseTraceparent(text) ?? good).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/)
    }),
    { numRuns: 50 },
  )
})

test('a new trace has a unique id in the valid form', () => {
  const [one, two] = [newTraceparent(), newTraceparent()]
  expect(parseTraceparent(one)).toBe(one)
  expect(one).not.toBe(two)
})
