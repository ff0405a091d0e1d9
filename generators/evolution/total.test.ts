import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { differencesOf } from './compare.ts'
import type { Finding } from './core/walk.ts'
import { edited, type Fixture, fixtures } from './testing.ts'

// Properties of any change at any place: a gap in the rules must never make a change look compatible.

type Path = (string | number)[]
type Place = { name: Fixture; path: Path }

const pathsIn = function* (value: unknown, path: Path = []): Generator<Path> {
  if (path.length > 0) yield path
  if (typeof value !== 'object' || value === null) return
  const isList = Array.isArray(value)
  for (const [key, member] of Object.entries(value)) yield* pathsIn(member, [...path, isList ? Number(key) : key])
}

const names = Object.keys(fixtures) as Fixture[]
const places: Place[] = names.flatMap((name) => [...pathsIn(fixtures[name])].map((path) => ({ name, path })))
const valueAt = ({ name, path }: Place): unknown =>
  path.reduce<unknown>((node, key) => (node as Record<string | number, unknown>)[key], fixtures[name])

/** Members that only document something. A property of a schema may have the same name. */
const texts = new Set(['description', 'summary', 'title', 'example', 'examples', 'tags'])
const isProse = ({ path }: Place): boolean =>
  path.some((key, index) => texts.has(String(key)) && path[index - 1] !== 'properties')

const shownOf = ({ path }: Place, findings: readonly Finding[]): string =>
  [path.join('/'), ...findings.map(({ kind, rule, place }) => `${kind} ${rule} ${place}`)].join('\n')
const isGreen = (findings: readonly Finding[]): boolean =>
  !findings.some(({ kind }) => kind === 'breaking' || kind === 'unknown')

const outside = fc.constantFrom(...places.filter((place) => !isProse(place)))
/** Values that no specification allows anywhere. */
const garbage = fc.constantFrom<unknown>({ 'x-zz': [{ zz: true }] }, [[['zz']]], { $ref: '#/zz' })
const runs = { numRuns: 250 }

/** Changes that don't alter the meaning: an explicit default, an empty optional list, a raised version. */
const saysTheSame = (place: Place, value: unknown): boolean => {
  const last = String(place.path.at(-1))
  const defaults = ['required', 'explode', 'uniqueItems', 'deprecated', 'messages', 'contentType', 'type']
  const isEmpty = [[], {}].some((empty) => isDeepStrictEqual(value, empty))
  return (defaults.includes(last) && (value === undefined || value === false)) || isEmpty || last === 'version'
}

it('a change at a random place in a random document is reported', () => {
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.option(fc.jsonValue(), { nil: undefined }), (place, value) => {
      fc.pre(!isDeepStrictEqual(value, valueAt(place)))
      const findings = differencesOf(fixtures[place.name], edited(fixtures[place.name], place.path, value))
      expect(findings.length > 0 || saysTheSame(place, value), shownOf(place, findings)).toBe(true)
    }),
    runs,
  )
})

it('a value that has no text, anywhere in a document, is reported instead of ending the comparison', () => {
  const textless = { toString: null }
  for (const place of places) {
    const changed = edited(fixtures[place.name], place.path, textless)
    expect(differencesOf(fixtures[place.name], changed).length, place.path.join('/')).toBeGreaterThan(0)
    expect(differencesOf(changed, fixtures[place.name]).length, place.path.join('/')).toBeGreaterThan(0)
  }
})

it('a change to or from an invalid value is never compatible', () => {
  fc.assert(
    fc.property(outside, garbage, (place, value) => {
      fc.pre(place.path.at(-1) !== 'additionalProperties') // any mapping there is a schema
      fc.pre(!place.path.includes('enum')) // any value may be listed
      const changed = edited(fixtures[place.name], place.path, value)
      const findings = differencesOf(fixtures[place.name], changed)
      expect(isGreen(findings), shownOf(place, findings)).toBe(false)
      expect(differencesOf(changed, fixtures[place.name]).length, place.path.join('/')).toBeGreaterThan(0)
    }),
    runs,
  )
})

/** Mappings with names chosen by the author, where any new name is valid. */
const maps =
  /^(properties|messages|channels|operations|schemas|parameters|securitySchemes|headers|responses|webhooks|outputs|refusals|servers)$/

it('a keyword without a rule is unknown at every place', () => {
  const isKeyed = (place: Place): boolean => {
    const value = valueAt(place)
    const isMapping = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isMapping && !isProse(place) && !maps.test(String(place.path.at(-1)))
  }
  fc.assert(
    fc.property(
      fc.constantFrom(...places.filter(isKeyed)),
      fc.constantFrom('x-zz', 'zz'),
      fc.jsonValue(),
      (place, keyword, value) => {
        const changed = edited(fixtures[place.name], [...place.path, keyword], value)
        const findings = differencesOf(fixtures[place.name], changed)
        expect(isGreen(findings), shownOf(place, findings)).toBe(false)
      },
    ),
    runs,
  )
})
