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

/** Every schema within a schema, with the way to it. */
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

it('every integer of a request has a range within the safe integers', () => {
  expect(ofType('integer').length).toBeGreaterThan(20)
  const isSafe = (limit: unknown): boolean => Number.isSafeInteger(limit)
  expect(wrong('integer', ({ minimum, maximum }) => isSafe(minimum) && isSafe(maximum))).toEqual([])
})

it('money is an integer of cents, and a number that need not be whole has a range', () => {
  const money = places.filter(({ where }) => where.endsWith('_cents'))
  expect(money.length).toBeGreaterThan(2)
  expect(money.filter(({ schema }) => schema.type !== 'integer').map(({ where }) => where)).toEqual([])
  const isRange = ({ minimum, maximum }: JsonSchema): boolean => Number.isFinite(minimum) && Number.isFinite(maximum)
  expect(wrong('number', isRange)).toEqual([])
})

it('every text of a request says which ones it takes, and how long they may be', () => {
  expect(ofType('string').length).toBeGreaterThan(20)
  expect(
    wrong(
      'string',
      ({ enum: values, format, pattern, maxLength }) =>
        values !== undefined || format === 'uuid' || ((pattern ?? format) !== undefined && maxLength !== undefined),
    ),
  ).toEqual([])
})

it('no pattern of a text takes U+0000, which Postgres could not store', () => {
  expect(
    wrong('string', ({ pattern, maxLength }) => {
      if (pattern === undefined || maxLength === undefined) return true
      const expression = new RegExp(String(pattern), 'u')
      return !expression.test('\u0000') && !expression.test('a\u0000a')
    }),
  ).toEqual([])
})

it('no name, address or search text takes control characters, which a log or a terminal would obey', () => {
  // A password is never shown, and a reason is a service's own text, which old events hold as it is.
  const others = /mot_de_passe$|motif$/
  const texts = ofType('string').filter(({ where, schema }) => schema.pattern !== undefined && !others.test(where))
  expect(texts.length).toBeGreaterThan(10)
  const takes = ({ schema }: Place, text: string): boolean => new RegExp(String(schema.pattern), 'u').test(text)
  for (const text of ['a\u001b[31mb', 'a\nb', 'a\rb', 'a\u007fb', 'a\tb'])
    expect(texts.filter((place) => takes(place, text)).map(({ where }) => where)).toEqual([])
})

it('every list of a request has a limit', () => {
  expect(wrong('array', ({ maxItems }) => maxItems !== undefined)).toEqual([])
})

it('the specification says for how many days a key is kept, and that is when it is deleted', () => {
  const key = documents.get('common/parameters.yaml')?.IdempotencyKey as { description: string } | undefined
  expect(key?.description).toContain(`A key is kept for ${keptDays} days after its first request.`)
})

it('every key of the form that the specification describes is one for the server, and no other is', () => {
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

it('every object of a request is closed: what its specification does not name is refused', () => {
  expect(wrong('object', ({ additionalProperties }) => additionalProperties === false)).toEqual([])
})
