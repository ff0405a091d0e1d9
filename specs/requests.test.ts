import { globSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { ServerOperation } from '#platform/http-route.ts'
import type { JsonSchema } from '#platform/http-validation.ts'

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

it('every list of a request has a limit', () => {
  expect(wrong('array', ({ maxItems }) => maxItems !== undefined)).toEqual([])
})

it('every object of a request is closed: what its specification does not name is refused', () => {
  expect(wrong('object', ({ additionalProperties }) => additionalProperties === false)).toEqual([])
})
