import { globSync } from 'node:fs'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { keptDays } from '#platform/delivery/idempotency.ts'
import { parseIdempotencyKey } from '#platform/http/idempotency-key.ts'
import type { ServerOperation } from '#platform/http/route.ts'
import type { JsonSchema } from '#platform/http/validation.ts'
import { documents } from './documents.ts'

const files = globSync('generated/*/schemas.ts')
const found = await Promise.all(files.map(async (file) => (await import(`../${file}`)).operations))
const operations = found.flatMap((of) => Object.values(of as Record<string, ServerOperation>))

type Place = { where: string; schema: JsonSchema }

/** Every nested schema, with its path. */
const within = (schema: JsonSchema, where: string): Place[] => {
  const members = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>)
  const items = schema.items === undefined ? [] : within(schema.items as JsonSchema, `${where}[]`)
  return [{ where, schema }, ...items, ...members.flatMap(([name, member]) => within(member, `${where}.${name}`))]
}

const places = operations.flatMap(({ operationId, path, query, body }) =>
  [path, query, body].flatMap((schema) => (schema === undefined ? [] : within(schema, operationId))),
)
const ofType = (type: string): Place[] => places.filter(({ schema }) => [schema.type].flat().includes(type))
const wrong = (type: string, isRight: (schema: JsonSchema) => boolean): string[] =>
  ofType(type).flatMap(({ where, schema }) => (isRight(schema) ? [] : [where]))

it('every integer in a request has a range of safe integers', () => {
  expect(ofType('integer').length).toBeGreaterThan(20)
  const isSafe = (limit: unknown): boolean => Number.isSafeInteger(limit)
  expect(wrong('integer', ({ minimum, maximum }) => isSafe(minimum) && isSafe(maximum))).toEqual([])
})

it('money is an integer of cents, and a fractional number has a range', () => {
  const money = places.filter(({ where }) => where.endsWith('_cents'))
  expect(money.length).toBeGreaterThan(2)
  expect(money.filter(({ schema }) => schema.type !== 'integer').map(({ where }) => where)).toEqual([])
  const isRange = ({ minimum, maximum }: JsonSchema): boolean => Number.isFinite(minimum) && Number.isFinite(maximum)
  expect(wrong('number', isRange)).toEqual([])
})

it('every string in a request has a pattern, format or enum, and a maximum length', () => {
  expect(ofType('string').length).toBeGreaterThan(20)
  expect(
    wrong(
      'string',
      ({ enum: values, format, pattern, maxLength }) =>
        values !== undefined || format === 'uuid' || ((pattern ?? format) !== undefined && maxLength !== undefined),
    ),
  ).toEqual([])
})

it('no pattern allows U+0000, which Postgres can’t store', () => {
  expect(
    wrong('string', ({ pattern, maxLength }) => {
      if (pattern === undefined || maxLength === undefined) return true
      const expression = new RegExp(String(pattern), 'u')
      return !expression.test('\u0000') && !expression.test('a\u0000a')
    }),
  ).toEqual([])
})

it('no name, address or search text allows control characters, which could manipulate logs and terminals', () => {
  // Passwords are never displayed. Reasons are written by services, and stored events contain old ones unchanged.
  const others = /mot_de_passe$|motif$/
  const texts = ofType('string').filter(({ where, schema }) => schema.pattern !== undefined && !others.test(where))
  expect(texts.length).toBeGreaterThan(10)
  const takes = ({ schema }: Place, text: string): boolean => new RegExp(String(schema.pattern), 'u').test(text)
  for (const text of ['a\u001b[31mb', 'a\nb', 'a\rb', 'a\u007fb', 'a\tb'])
    expect(texts.filter((place) => takes(place, text)).map(({ where }) => where)).toEqual([])
})

it('every list in a request has a limit', () => {
  expect(wrong('array', ({ maxItems }) => maxItems !== undefined)).toEqual([])
})

it('the documented retention of keys is the real one', () => {
  const key = documents.get('common/parameters.yaml')?.IdempotencyKey as { description: string } | undefined
  expect(key?.description).toContain(`A key is kept for ${keptDays} days after its first request.`)
})

it('the server accepts exactly the keys that match the specified pattern', () => {
  const keyed = operations.flatMap(({ headers }) => {
    const key = ((headers?.properties ?? {}) as Record<string, JsonSchema>)['idempotency-key']
    return key === undefined ? [] : [key]
  })
  expect(keyed.length).toBeGreaterThan(10)
  const form = new RegExp(String(keyed[0]?.pattern), 'u')
  expect(new Set(keyed.map(({ pattern }) => pattern)).size).toBe(1)
  const piece = fc.constantFrom(
    '"',
    '\\',
    ' ',
    ',',
    ';',
    'a',
    'B',
    '~',
    '!',
    '\t',
    'é',
    ':',
    '12345678',
    '"12345678"',
    'k'.repeat(125),
  )
  const header = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(header, (text) => {
      expect('key' in parseIdempotencyKey(text)).toBe(form.test(text))
    }),
    { numRuns: 2_000 },
  )
})

it('every object in a request rejects unknown members', () => {
  expect(wrong('object', ({ additionalProperties }) => additionalProperties === false)).toEqual([])
})
