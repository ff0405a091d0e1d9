import { isDeepStrictEqual } from 'node:util'
import { membersOf, type Node, nodeOf, resolved, textsOf } from './change.ts'

/**
 * What a change of a schema does to the values that it allows. `narrower`: values of the old one are refused by the new one;
 * `wider`: values of the new one are refused by, or unknown to, the old one.
 */
export type SchemaChange = {
  readonly rule: string
  readonly at: string
  readonly text: string
  readonly narrower: boolean
  readonly wider: boolean
}

type Sides = { readonly old: Node; readonly new: Node }
type Found = (rule: string, at: string, text: string, effect: 'narrower' | 'wider' | 'both' | 'none') => void

const lowers = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'] as const
const uppers = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'] as const
const exact = [
  'pattern',
  'format',
  'multipleOf',
  'uniqueItems',
  'additionalProperties',
  'oneOf',
  'anyOf',
  'allOf',
  'not',
] as const

const valuesOf = (schema: Node): string[] | undefined => {
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value))
  return 'const' in schema ? [JSON.stringify(schema.const)] : undefined
}
const typesOf = ({ type }: Node): string[] | undefined =>
  typeof type === 'string' ? [type] : Array.isArray(type) ? textsOf(type) : undefined

/** A set of allowed values or types that lost or gained members; no set is all of them. */
const compareSets = (
  what: string,
  old: string[] | undefined,
  now: string[] | undefined,
  at: string,
  found: Found,
): void => {
  const removed =
    old === undefined ? (now ? ['others'] : []) : now === undefined ? [] : old.filter((one) => !now.includes(one))
  const added =
    now === undefined ? (old ? ['others'] : []) : old === undefined ? [] : now.filter((one) => !old.includes(one))
  if (removed.length > 0) found(`${what}-removed`, at, `${what} ${removed.join(', ')} is no longer allowed`, 'narrower')
  if (added.length > 0) found(`${what}-added`, at, `${what} ${added.join(', ')} is allowed now`, 'wider')
}

const compareLimits = ({ old, new: now }: Sides, at: string, found: Found): void => {
  for (const [names, sign] of [
    [lowers, 1],
    [uppers, -1],
  ] as const)
    for (const name of names) {
      const [before, after] = [old[name], now[name]] as [number | undefined, number | undefined]
      if (before === after) continue
      const loosest = -sign * Number.POSITIVE_INFINITY
      const isTighter = sign * ((after ?? loosest) - (before ?? loosest)) > 0
      const text = `${name} ${before ?? 'none'} → ${after ?? 'none'}`
      found(isTighter ? 'limit-tightened' : 'limit-loosened', at, text, isTighter ? 'narrower' : 'wider')
    }
}

const compareProperties = (
  documents: Sides,
  { old, new: now }: Sides,
  at: string,
  found: Found,
  depth: number,
): void => {
  const [before, after] = [new Map(membersOf(old.properties)), new Map(membersOf(now.properties))]
  const [requiredBefore, requiredAfter] = [new Set(textsOf(old.required)), new Set(textsOf(now.required))]
  for (const [name, schema] of before) {
    const place = `${at}/${name}`
    const next = after.get(name)
    if (!next) {
      const wasRequired = requiredBefore.has(name)
      found(
        wasRequired ? 'required-property-removed' : 'optional-property-removed',
        place,
        `${name} is gone`,
        wasRequired ? 'wider' : 'none',
      )
      continue
    }
    if (requiredAfter.has(name) && !requiredBefore.has(name))
      found('property-became-required', place, `${name} must be there now`, 'narrower')
    if (!requiredAfter.has(name) && requiredBefore.has(name))
      found('property-became-optional', place, `${name} may be missing now`, 'wider')
    compare(documents, { old: schema, new: next }, place, found, depth + 1)
  }
  for (const name of after.keys())
    if (!before.has(name)) {
      const isRequired = requiredAfter.has(name)
      found(
        isRequired ? 'required-property-added' : 'optional-property-added',
        `${at}/${name}`,
        `${name} is new`,
        isRequired ? 'narrower' : 'none',
      )
    }
}

const depthMax = 40

const compare = (documents: Sides, sides: Sides, at: string, found: Found, depth: number): void => {
  if (depth > depthMax) return // A schema that contains itself was compared on the way here.
  const old = resolved(documents.old, sides.old)
  const now = resolved(documents.new, sides.new)
  compareSets('type', typesOf(old), typesOf(now), at, found)
  compareSets('value', valuesOf(old), valuesOf(now), at, found)
  compareLimits({ old, new: now }, at, found)
  for (const name of exact) {
    if (isDeepStrictEqual(old[name], now[name])) continue
    const effect = old[name] === undefined ? 'narrower' : now[name] === undefined ? 'wider' : 'both'
    found(
      `${name}-changed`,
      at,
      `${name} ${JSON.stringify(old[name]) ?? 'none'} → ${JSON.stringify(now[name]) ?? 'none'}`,
      effect,
    )
  }
  compareProperties(documents, { old, new: now }, at, found, depth)
  if (old.items !== undefined || now.items !== undefined)
    compare(documents, { old: nodeOf(old.items), new: nodeOf(now.items) }, `${at}/*`, found, depth + 1)
}

/** What changed between two schemas of two bundled documents. */
export const schemaChanges = (documents: Sides, schemas: Sides, at = ''): SchemaChange[] => {
  const changes: SchemaChange[] = []
  const found: Found = (rule, place, text, effect) =>
    changes.push({
      rule,
      at: place === '' ? '/' : place,
      text,
      narrower: effect === 'narrower' || effect === 'both',
      wider: effect === 'wider' || effect === 'both',
    })
  compare(documents, schemas, at, found, 0)
  return changes
}
