import fc from 'fast-check'
import { expect, test } from 'vitest'
import { idempotencyKeyHeader, parseIdempotencyKey } from './idempotency-key.ts'
import { ask, owner } from './testing.ts'

const parcel = { id: owner, size: 3 }
/** The key that the server reads from a request with these headers, and its answer. */
const keyOf = async (header: string | string[]) => {
  const headers = { 'content-type': 'application/json', 'idempotency-key': header as string }
  return ask({ method: 'POST', url: '/parcels/', payload: parcel, headers })
}
const quoted = (key: string): string => `"${key.replaceAll(/["\\]/g, '\\$&')}"`

test.each([
  ['plain', 'a1b2c3d4', 'a1b2c3d4'],
  ['quoted', '"a1b2c3d4"', 'a1b2c3d4'],
  ['quoted, with blanks around it', '  "a1b2c3d4"\t', 'a1b2c3d4'],
  ['of our own steps', '0192f3c4-7b1e-7c3a-9d42-5f0e8a6b1c2d:step-2:undo:TIMED_OUT', undefined],
  ['quoted, with what only quotes can carry', '"a b, c; d"', 'a b, c; d'],
  ['quoted, with both escapes', String.raw`"a\"b\\c___"`, String.raw`a"b\c___`],
  ['of 128 characters', 'k'.repeat(128), undefined],
  ['quoted, of 128 characters of which each is escaped', quoted('"'.repeat(128)), '"'.repeat(128)],
])('an Idempotency-Key header names its key: %s', async (_what, header, key = header) => {
  expect(await keyOf(header)).toMatchObject({ status: 200, body: { key } })
})

test.each([
  ['empty', '', 'minLength'],
  ['an empty string', '""', 'minLength'],
  ['too short', 'a1b2c3d', 'minLength'],
  ['too short within its quotes', '"a1b2c3d"', 'minLength'],
  ['too short once unescaped', String.raw`"\"\"\"\"\"\"\""`, 'minLength'],
  ['too long', 'k'.repeat(129), 'maxLength'],
  ['too long within its quotes', `"${'k'.repeat(129)}"`, 'maxLength'],
  ['with an unknown escape', String.raw`"a1b2c3\d4"`, 'pattern'],
  ['never closed', '"a1b2c3d4', 'pattern'],
  ['never opened', 'a1b2c3d4"', 'pattern'],
  ['closed by an escape', String.raw`"a1b2c3d4\"`, 'pattern'],
  ['followed by parameters', '"a1b2c3d4";v=1', 'pattern'],
  ['plain, followed by parameters', 'a1b2c3d4;v=1', 'pattern'],
  ['followed by text', '"a1b2c3d4"x', 'pattern'],
  ['a list', 'a1b2c3d4,e5f6g7h8', 'pattern'],
  ['a list of strings', '"a1b2c3d4", "e5f6g7h8"', 'pattern'],
  ['with a blank', 'a1b2 c3d4', 'pattern'],
  ['with a tab in its quotes', '"a1b2\tc3d4"', 'pattern'],
  ['not ASCII', 'clé-a1b2c3d4', 'pattern'],
  ['not ASCII in its quotes', '"clé-a1b2c3d4"', 'pattern'],
  ['a display string', '%"a1b2c3d4"', 'pattern'],
])('an Idempotency-Key header is rejected, and the message states the right form: %s', async (_what, header, rule) => {
  const answer = await keyOf(header)
  expect(answer).toMatchObject({ status: 400, body: { type: 'urn:sagabench:problem:validation' } })
  expect(answer.body.errors).toMatchObject([
    { field: 'idempotency-key', rule, message: expect.stringMatching(/^must /) },
  ])
})

test('a missing key is rejected', async () => {
  const headers = { 'content-type': 'application/json' }
  const answer = await ask({ method: 'POST', url: '/parcels/', payload: parcel, headers })
  expect(answer.body.errors).toMatchObject([{ field: 'idempotency-key', rule: 'required' }])
})

test.each([
  [['a1b2c3d4', 'a1b2c3d4']],
  [['a1b2c3d4', 'e5f6g7h8']],
  [['"a1b2', 'c3d4"']], // joined as one header they would form a string
  [['', 'a1b2c3d4']],
])('two headers are rejected, even if they are equal: %j', async (headers) => {
  const answer = await keyOf(headers)
  expect(answer.status).toBe(400)
  expect(answer.body.errors).toMatchObject([{ field: 'idempotency-key', rule: 'pattern' }])
})

const printable = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) })

test('every key of printable characters has a header, and its quoted form names it too', () => {
  fc.assert(
    fc.property(fc.tuple(printable, printable), ([start, end]) => {
      const key = `${start}k-123456${end}`.slice(0, 128)
      expect(parseIdempotencyKey(quoted(key))).toEqual({ key })
      const header = idempotencyKeyHeader(key)
      const parsed = parseIdempotencyKey(header)
      // A key that is already in quoted form is sent unchanged.
      expect(parsed).toEqual(header === key ? parseIdempotencyKey(key) : { key })
    }),
  )
})

test('a key that no header can carry is rejected before anything is sent', () => {
  for (const key of ['short', 'k'.repeat(129), 'clé-a1b2c3d4', 'a1b2c3d4\n']) {
    expect(() => idempotencyKeyHeader(key)).toThrow(/^idempotencyKey .* must /)
  }
})
