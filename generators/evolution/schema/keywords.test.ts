import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { startWalk } from '../core/walk.ts'
import { judgedKeywords } from './compare.ts'
import type { Use } from './scope.ts'
import { compareUsed } from './use.ts'

const folder = 'node_modules/ajv/dist/refs/json-schema-2020-12/meta'
/** Every keyword of JSON Schema 2020-12, read from its meta-schemas. */
const vocabulary = readdirSync(folder)
  .flatMap((file) => Object.keys(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')).properties ?? {}))
  .sort()

/** A schema with if, and then or else. */
const conditional = (name: string, branch: unknown, condition: object = { required: ['a'] }): object =>
  Object.fromEntries([
    ['if', condition],
    [name, branch],
  ])

/** Two schemas for each keyword with a direction. The first allows more values. */
const examples: Readonly<Record<string, readonly [old: object, now: object]>> = {
  type: [{ type: ['string', 'null'] }, { type: 'string' }],
  enum: [{ enum: [1, 2] }, { enum: [1] }],
  const: [{}, { const: 1 }],
  multipleOf: [{ multipleOf: 2 }, { multipleOf: 4 }],
  maximum: [{ maximum: 2 }, { maximum: 1 }],
  exclusiveMaximum: [{ maximum: 2 }, { exclusiveMaximum: 2 }],
  minimum: [{ minimum: 1 }, { minimum: 2 }],
  exclusiveMinimum: [{ minimum: 2 }, { exclusiveMinimum: 2 }],
  maxLength: [{ maxLength: 2 }, { maxLength: 1 }],
  minLength: [{}, { minLength: 1 }],
  pattern: [{}, { pattern: 'a' }],
  format: [{}, { format: 'uuid' }],
  maxItems: [{ maxItems: 2 }, { maxItems: 1 }],
  minItems: [{}, { minItems: 1 }],
  uniqueItems: [{}, { uniqueItems: true }],
  maxContains: [
    { contains: { const: 1 }, maxContains: 3 },
    { contains: { const: 1 }, maxContains: 2 },
  ],
  minContains: [{ contains: { const: 1 } }, { contains: { const: 1 }, minContains: 2 }],
  maxProperties: [{ maxProperties: 2 }, { maxProperties: 1 }],
  minProperties: [{}, { minProperties: 1 }],
  required: [{}, { required: ['a'] }],
  dependentRequired: [{}, { dependentRequired: { a: ['b'] } }],
  prefixItems: [{}, { prefixItems: [{ type: 'string' }] }],
  items: [{}, { items: { type: 'string' } }],
  contains: [{}, { contains: { const: 1 } }],
  additionalProperties: [{}, { additionalProperties: { type: 'string' } }],
  properties: [{ properties: { a: {} } }, { properties: { a: { type: 'string' } } }],
  patternProperties: [{}, { patternProperties: { a: { type: 'string' } } }],
  dependentSchemas: [{}, { dependentSchemas: { a: { required: ['b'] } } }],
  propertyNames: [{}, { propertyNames: { maxLength: 1 } }],
  ...Object.fromEntries(
    ['then', 'else'].map((name) => [name, [conditional(name, true), conditional(name, { required: ['b'] })]]),
  ),
  allOf: [{}, { allOf: [{ required: ['a'] }, { required: ['b'] }] }],
  anyOf: [{ anyOf: [{ const: 1 }, { const: 2 }] }, { anyOf: [{ const: 1 }] }],
  oneOf: [{ oneOf: [{ const: 1 }, { const: 2 }] }, { oneOf: [{ const: 1 }] }],
  not: [{}, { not: { type: 'string' } }],
  unevaluatedItems: [{}, { unevaluatedItems: false }],
  unevaluatedProperties: [{}, { unevaluatedProperties: false }],
}

/** Keywords for which any change is breaking in both directions. */
const either: Readonly<Record<string, readonly [old: object, now: object]>> = {
  if: [conditional('then', { required: ['b'] }), conditional('then', { required: ['b'] }, { required: ['c'] })],
  contentEncoding: [{}, { contentEncoding: 'base64' }],
  contentMediaType: [{}, { contentMediaType: 'text/html' }],
  contentSchema: [{}, { contentSchema: { type: 'string' } }],
  default: [{ default: 1 }, { default: 2 }],
  readOnly: [{}, { readOnly: true }],
  writeOnly: [{}, { writeOnly: true }],
}

/** The remaining keywords: documentation, references, and keywords without a rule. */
const prose = ['title', 'description', 'examples', '$comment']
const references = ['$ref', '$defs']
const unjudged = ['$id', '$schema', '$anchor', '$dynamicRef', '$dynamicAnchor', '$vocabulary']

const kindsOf = (old: object, now: object, use: Use): string[] => {
  const kinds: string[] = []
  const walk = startWalk({ old, now }, ({ kind }) => kinds.push(kind))
  compareUsed(walk, { old: { at: '', path: [], value: old }, now: { at: '', path: [], value: now } }, 'it', use)
  return [...new Set(kinds)]
}

it('every keyword of JSON Schema 2020-12 has a rule, or is known to have none', () => {
  const known = [...Object.keys(examples), ...Object.keys(either), ...prose, ...references, ...unjudged, 'deprecated']
  expect(vocabulary.length).toBeGreaterThan(50)
  expect(vocabulary).toEqual(known.toSorted())
  const others = ['discriminator'] // of OpenAPI
  const ruled = [...Object.keys(examples), ...Object.keys(either), 'deprecated', ...others]
  expect([...judgedKeywords].sort()).toEqual(ruled.sort())
})

describe.each(Object.entries(examples))('%s', (_keyword, [wide, narrow]) => {
  it('is breaking when narrower in a request, wider in a response, and either in an event', () => {
    expect(kindsOf(wide, narrow, 'request')).toEqual(['breaking'])
    expect(kindsOf(narrow, wide, 'request')).toEqual(['compatible'])
    expect(kindsOf(wide, narrow, 'response')).toEqual(['compatible'])
    expect(kindsOf(narrow, wide, 'response')).toEqual(['breaking'])
    expect(kindsOf(wide, narrow, 'event')).toEqual(['breaking'])
    expect(kindsOf(narrow, wide, 'event')).toEqual(['breaking'])
  })
})

it.each(Object.entries(either))('any change of %s is breaking', (_keyword, [old, now]) => {
  for (const use of ['request', 'response', 'event'] as const) {
    expect(kindsOf(old, now, use)).toEqual(['breaking'])
    expect(kindsOf(now, old, use)).toEqual(['breaking'])
  }
})

it.each(unjudged)('a change of %s is unknown', (keyword) => {
  expect(kindsOf({ [keyword]: 'https://example.org/a' }, { [keyword]: 'https://example.org/b' }, 'event')).toEqual([
    'unknown',
  ])
})

const only = (kinds: string[]): string => kinds.join()

/** The kind of a change in a request and in a response: `breaking compatible` means a narrower schema. */
const both = (old: object, now: object): string =>
  `${only(kindsOf(old, now, 'request'))} ${only(kindsOf(old, now, 'response'))}`

it('unevaluatedProperties no longer rejects a field once a branch lists it', () => {
  const closed = (branch: object) => ({ allOf: [branch, { required: ['b'] }], unevaluatedProperties: false })
  expect(both(closed({}), closed({ properties: { a: {} } }))).toBe('compatible breaking')
  expect(both(closed({ properties: { a: {} } }), closed({}))).toBe('breaking breaking')
  expect(both(closed({}), closed({ unevaluatedProperties: true }))).toBe('breaking breaking')
  expect(both(closed({}), closed({ additionalProperties: true }))).toBe('breaking breaking')
  const { allOf, ...rest } = closed({})
  expect(both({ ...rest, allOf }, { ...rest, allOf: [...allOf, { required: ['c'] }] })).toBe('breaking breaking')
})

it('branches of oneOf are compared like anyOf if they exclude each other, else in both directions', () => {
  const kind = (name: string, more: object = {}) => ({
    type: 'object',
    required: ['kind'],
    properties: { kind: { const: name }, ...more },
  })
  const wide = { oneOf: [kind('a', { n: { type: 'number' } }), kind('b')] }
  const narrow = { oneOf: [kind('a', { n: { type: 'integer' } }), kind('b')] }
  expect(both(wide, narrow)).toBe('breaking compatible')
  expect(both(narrow, { oneOf: [...narrow.oneOf, kind('c')] })).toBe('compatible breaking')
  const overlapping = (type: string) => ({ oneOf: [{ properties: { n: { type } } }, { required: ['m'] }] })
  expect(both(overlapping('number'), overlapping('integer'))).toBe('breaking breaking')
  expect(both(narrow, { oneOf: narrow.oneOf.toReversed() })).toBe(' ')
})

it('integers are numbers, null is a type, and an empty list equals a missing one', () => {
  expect(both({ type: 'integer' }, { type: 'number' })).toBe('compatible breaking')
  expect(both({ type: 'string' }, { type: ['string', 'null'] })).toBe('compatible breaking')
  expect(both({ type: 'string' }, { type: ['string'] })).toBe(' ')
  expect(both({ required: [] }, {})).toBe(' ')
  expect(both({ allOf: [{ type: 'string' }] }, { type: 'string' })).toBe(' ')
})
