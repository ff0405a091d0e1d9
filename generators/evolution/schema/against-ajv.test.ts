import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { startWalk } from '../core/walk.ts'
import { compareSchemas } from './compare.ts'
import type { Effect } from './scope.ts'

// Compares the rules with Ajv: if Ajv accepts a value under only one of two schemas, the rules must report that effect.

type Schema = boolean | { [keyword: string]: unknown }

const ajv = new Ajv2020({ strict: false, logger: false })

const names = ['a', 'b'] as const
const value: fc.Arbitrary<unknown> = fc.letrec((again) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, 0, 1, 2, 3, 1.5, '', 'x', 'xyz'),
    fc.array(again('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...names), again('value'), { maxKeys: 2, noNullPrototype: true }),
  ),
})).value

const small = fc.integer({ min: 0, max: 3 })
const type = fc.constantFrom('null', 'boolean', 'object', 'array', 'number', 'integer', 'string')

const { schema, keyword } = fc.letrec<{ schema: Schema; keyword: Schema }>((again) => {
  const schemas = fc.array(again('schema'), { minLength: 1, maxLength: 2 })
  const map = fc.dictionary(fc.constantFrom(...names), again('schema'), {
    minKeys: 1,
    maxKeys: 2,
    noNullPrototype: true,
  })
  const required = fc.uniqueArray(fc.constantFrom(...names), { maxLength: 2 })
  const one = fc.oneof(
    fc.record({ type: fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 2 })) }),
    fc.record({ enum: fc.uniqueArray(fc.constantFrom(0, 1, 'x', null), { minLength: 1 }) }),
    fc.record({ const: fc.constantFrom(0, 1, 'x', null) }),
    ...[
      'minimum',
      'maximum',
      'exclusiveMinimum',
      'exclusiveMaximum',
      'minLength',
      'maxLength',
      'minItems',
      'maxItems',
    ].map((name) => fc.record({ [name]: small })),
    ...['minProperties', 'maxProperties', 'minContains', 'maxContains'].map((name) => fc.record({ [name]: small })),
    fc.record({ multipleOf: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ uniqueItems: fc.boolean() }),
    fc.record({ required }),
    fc.record({
      dependentRequired: fc.dictionary(fc.constantFrom(...names), required, { maxKeys: 2, noNullPrototype: true }),
    }),
    ...[
      'items',
      'contains',
      'additionalProperties',
      'propertyNames',
      'not',
      'if',
      'then',
      'else',
      'unevaluatedProperties',
      'unevaluatedItems',
    ].map((name) => fc.record({ [name]: again('schema') })),
    ...['allOf', 'anyOf', 'oneOf', 'prefixItems'].map((name) => fc.record({ [name]: schemas })),
    ...['properties', 'patternProperties', 'dependentSchemas'].map((name) => fc.record({ [name]: map })),
  ) as fc.Arbitrary<Schema>
  const several = fc.array(one, { minLength: 1, maxLength: 3 }).map((parts): Schema => Object.assign({}, ...parts))
  return {
    keyword: one,
    schema: fc.oneof({ depthSize: 'small', withCrossShrink: true }, fc.constantFrom<Schema>(true, false, {}), several),
  }
})

const effectsOf = (old: Schema, now: Schema): Set<Effect> => {
  const effects = new Set<Effect>()
  const walk = startWalk({ old, now }, () => effects.add('unknown'))
  const at = (one: unknown) => ({ at: '', path: [], value: one })
  compareSchemas(walk, { old: at(old), now: at(now) }, '', ({ effect }) => effects.add(effect))
  return effects
}

/** Every field listed in `properties`, with its place. */
const listed = (schema: unknown, at = ''): string[] => {
  if (typeof schema !== 'object' || schema === null) return []
  return Object.entries(schema).flatMap(([key, member]) => [
    ...(key === 'properties' ? Object.keys(member as object).map((name) => `${at} ${name}`) : []),
    ...listed(member, `${at}/${key}`),
  ])
}

/** Ajv allows an empty array here, although it contains nothing: `contains` that allows anything, beside `prefixItems`. */
const misreadByAjv = (schema: unknown): boolean =>
  typeof schema === 'object' &&
  schema !== null &&
  (('contains' in schema && 'prefixItems' in schema) || Object.values(schema).some(misreadByAjv))

/** Whether a value can test the rules: they assume that fields listed in only one version are ignored and never sent. */
const isJudged = (one: unknown, old: Schema, now: Schema): boolean => {
  if (misreadByAjv(old) || misreadByAjv(now)) return false
  const [before, after] = [listed(old), listed(now)]
  const once = [...before.filter((name) => !after.includes(name)), ...after.filter((name) => !before.includes(name))]
  return !once.some((place) => JSON.stringify(one).includes(`"${place.split(' ').at(-1)}":`))
}

/** Embeds a schema in a larger one. */
const surroundings: readonly ((one: Schema, other: Schema) => Schema)[] = [
  (one) => one,
  (one) => ({ properties: { a: one }, required: ['a'] }),
  (one) => ({ items: one }),
  (one, other) => ({ prefixItems: [other, one] }),
  (one, other) => ({ allOf: [other, one] }),
  (one, other) => ({ anyOf: [one, other] }),
  (one, other) => ({ oneOf: [one, other] }),
  (one) => ({ not: one }),
  (one, other) =>
    Object.fromEntries([
      ['if', one],
      ['then', other],
    ]),
  (one, other) =>
    Object.fromEntries([
      ['if', other],
      ['else', one],
    ]),
  (one) => ({ contains: one, maxContains: 2 }),
  (one) => ({ allOf: [one], unevaluatedProperties: false }),
  (one) => ({ allOf: [one], unevaluatedItems: false }),
]

/** Two schemas that differ in one keyword, embedded in the same way. */
const two = fc
  .tuple(fc.constantFrom(...surroundings), schema, keyword, fc.option(keyword, { nil: {} }), schema, fc.boolean())
  .map(([around, base, more, instead, other, isTurned]): [Schema, Schema] => {
    const withKeyword = (one: Schema): Schema =>
      around(Object.assign({}, typeof base === 'boolean' ? {} : base, one), other)
    return isTurned ? [withKeyword(more), withKeyword(instead)] : [withKeyword(instead), withKeyword(more)]
  })

/** Ajv's result; undefined if Ajv throws, as it does for some combinations with unevaluatedProperties. */
const allowedBy = (check: (one: unknown) => boolean, one: unknown): boolean | undefined => {
  try {
    return check(one)
  } catch {
    return undefined
  }
}

it('the reported effect agrees with Ajv on values that only one version allows', () => {
  let shown = 0
  fc.assert(
    fc.property(two, fc.array(value, { minLength: 20, maxLength: 40 }), ([old, now], values) => {
      const effects = effectsOf(old, now)
      const has = (...some: Effect[]): boolean => some.some((one) => effects.has(one))
      const [before, after] = [ajv.compile(old), ajv.compile(now)]
      for (const one of values.filter((candidate) => isJudged(candidate, old, now))) {
        const [allowed, allows] = [allowedBy(before, one), allowedBy(after, one)]
        if (allowed === undefined || allows === undefined || allowed === allows) continue
        shown++
        const text = `${JSON.stringify(old)} → ${JSON.stringify(now)} for ${JSON.stringify(one)}: ${[...effects]}`
        expect(has(allowed ? 'narrower' : 'wider', 'both', 'unknown'), text).toBe(true)
      }
    }),
    { numRuns: Number(process.env.RUNS ?? 400) },
  )
  expect(shown).toBeGreaterThan(100) // values that only one version allows
})
