import { child, childPair, isNode, keysOf, type Located, nodeOf, type Pair, textsOf } from '../core/located.ts'
import { compareMap, judge } from '../core/walk.ts'
import {
  below,
  compareCounted,
  type Effect,
  exactly,
  type Group,
  keywordPair,
  report,
  type Scope,
  type Shape,
  type Shapes,
  valuesOf,
} from './scope.ts'

const isSchema = (value: unknown): boolean => typeof value === 'boolean' || isNode(value)
const isMapOfSchemas = (value: unknown): boolean => isNode(value) && Object.values(value).every(isSchema)
const isNames = (value: unknown): boolean => Array.isArray(value) && value.every((one) => typeof one === 'string')

const matches = (pattern: string, name: string): boolean => {
  try {
    return new RegExp(pattern, 'u').test(name)
  } catch {
    return true // an invalid pattern may match anything
  }
}

const keywordOf = (shape: Shape, name: string): Located =>
  shape.keywords.get(name) ?? child({ ...shape.at, value: undefined }, name)

/** The schema for a field that `properties` doesn't list. */
const unlisted = (shape: Shape, name: string): { schema: Located; isOpen: boolean; isShut: boolean } => {
  const patterns = keywordOf(shape, 'patternProperties')
  const pattern = Object.keys(nodeOf(patterns.value)).find((one) => matches(one, name))
  const schema = pattern === undefined ? keywordOf(shape, 'additionalProperties') : child(patterns, pattern)
  const isOpen = schema.value === undefined || schema.value === true
  return { schema, isOpen, isShut: schema.value === false }
}

type Names = { old: ReadonlySet<string>; now: ReadonlySet<string> }
const requiredIn = (shapes: Shapes): Names => {
  const { old, now } = valuesOf<string[]>(shapes, 'required')
  return { old: new Set(textsOf(old)), now: new Set(textsOf(now)) }
}

const propertyRemoved = (shapes: Shapes, scope: Scope, pair: Pair, name: string, required: Names): void => {
  const rest = unlisted(shapes.now, name)
  const wasRequired = required.old.has(name)
  const stillRequired = required.now.has(name)
  const isRefused = rest.isShut || (rest.isOpen && scope.isClosed)
  // Even if the new schema accepts the field, readers of the old schema may rely on it.
  const effect: Effect = isRefused ? 'both' : wasRequired && !stillRequired ? 'wider' : 'gone'
  const at = { ...scope, place: `${scope.place}/${name}` }
  const rule = wasRequired ? 'required-property-removed' : 'optional-property-removed'
  report(at, rule, effect, `${name} was removed`, pair)
  if (stillRequired || !(rest.isOpen || rest.isShut)) scope.compare({ old: pair.old, now: rest.schema }, at)
}

const propertyAdded = (shapes: Shapes, scope: Scope, pair: Pair, name: string, required: Names): void => {
  const rest = unlisted(shapes.old, name)
  const isRequired = required.now.has(name) && !required.old.has(name)
  const wasRefused = rest.isShut || (rest.isOpen && scope.isClosed)
  const effect: Effect = isRequired ? (wasRefused ? 'both' : 'narrower') : wasRefused ? 'wider' : 'none'
  const at = { ...scope, place: `${scope.place}/${name}` }
  const rule = isRequired ? 'required-property-added' : 'optional-property-added'
  report(at, rule, effect, `${name} was added`, pair)
  if (required.old.has(name) || !(rest.isOpen || rest.isShut)) scope.compare({ old: rest.schema, now: pair.now }, at)
}

const compareProperties = (shapes: Shapes, scope: Scope, required: Names): void => {
  const pair = keywordPair(shapes, 'properties')
  compareMap(scope.walk, pair, {
    both: (member, name) => below(scope, member, name),
    removed: (_old, name) => propertyRemoved(shapes, scope, childPair(pair, name), name, required),
    added: (_now, name) => propertyAdded(shapes, scope, childPair(pair, name), name, required),
  })
}

/** Compares required names, including those that `properties` doesn't list. */
const compareRequired = (shapes: Shapes, scope: Scope, { old, now }: Names): void => {
  const pair = keywordPair(shapes, 'required')
  const listed = {
    old: nodeOf(valuesOf(shapes, 'properties').old),
    now: nodeOf(valuesOf(shapes, 'properties').now),
  }
  const isListed = (side: 'old' | 'now', name: string): boolean => Object.hasOwn(listed[side], name)
  for (const name of now) {
    if (old.has(name) || (isListed('now', name) && !isListed('old', name))) continue
    const at = { ...scope, place: `${scope.place}/${name}` }
    report(at, 'property-became-required', 'narrower', `${name} is required now`, pair)
  }
  for (const name of old) {
    if (now.has(name) || (isListed('old', name) && !isListed('now', name))) continue
    const at = { ...scope, place: `${scope.place}/${name}` }
    report(at, 'property-became-optional', 'wider', `${name} is optional now`, pair)
  }
}

/** Compares patternProperties. Adding or removing a pattern also changes which fields are additional. */
const comparePatterns = (shapes: Shapes, scope: Scope): void => {
  const isRestCounted = [shapes.old, shapes.now].some((shape) => {
    const rest = keywordOf(shape, 'additionalProperties').value
    return scope.isClosed || !(rest === undefined || rest === true)
  })
  const pair = keywordPair(shapes, 'patternProperties')
  const changed = (name: string, effect: Effect, text: string): void =>
    report(
      scope,
      `pattern-property-${text}`,
      isRestCounted ? 'both' : effect,
      `pattern ${name} was ${text}`,
      childPair(pair, name),
    )
  compareMap(scope.walk, pair, {
    both: (member, name) => below(scope, member, name),
    removed: (_old, name) => changed(name, 'wider', 'removed'),
    added: (_now, name) => changed(name, 'narrower', 'added'),
  })
}

const compareDependentNames = (shapes: Shapes, scope: Scope): void => {
  const pair = keywordPair(shapes, 'dependentRequired')
  for (const name of keysOf(pair)) {
    const { old, now } = childPair(pair, name)
    const [before, after] = [textsOf(old.value), textsOf(now.value)]
    const added = after.filter((one) => !before.includes(one))
    const removed = before.filter((one) => !after.includes(one))
    const reportNames = (rule: string, effect: Effect, names: string[], text: string): void => {
      if (names.length > 0)
        report(scope, rule, effect, `${names.join(', ')} ${text} if ${name} is present`, { old, now })
    }
    reportNames('property-became-required', 'narrower', added, 'became required')
    reportNames('property-became-optional', 'wider', removed, 'became optional')
  }
}

const compareDependentSchemas = (shapes: Shapes, scope: Scope): void => {
  const pair = keywordPair(shapes, 'dependentSchemas')
  for (const name of keysOf(pair)) {
    const member = childPair(pair, name)
    const at = { ...scope, place: `${scope.place}/${name}?` }
    const isCounted = scope.isClosed && (member.old.value === undefined || member.now.value === undefined)
    scope.compare(member, isCounted ? exactly(at) : at)
  }
}

/** Compares a schema for the remaining fields or for names. A missing schema counts as true. */
const compareRest = (shapes: Shapes, scope: Scope, keyword: string): void => {
  const pair = keywordPair(shapes, keyword)
  const at = { ...scope, place: `${scope.place}/${keyword === 'propertyNames' ? 'names' : '*'}` }
  const isCounted = scope.isClosed && keyword === 'additionalProperties'
  if (keyword !== 'propertyNames') compareCounted(shapes, scope, keyword)
  scope.compare(pair, { ...(isCounted ? exactly(at) : at), isClosed: false })
}

export const objects: Group = {
  keywords: {
    properties: isMapOfSchemas,
    patternProperties: isMapOfSchemas,
    additionalProperties: isSchema,
    unevaluatedProperties: isSchema,
    propertyNames: isSchema,
    required: isNames,
    dependentRequired: (value) => isNode(value) && Object.values(value).every(isNames),
    dependentSchemas: isMapOfSchemas,
  },
  compare: (shapes, scope) => {
    const required = requiredIn(shapes)
    judge(scope.walk, keywordPair(shapes, 'required'))
    judge(scope.walk, keywordPair(shapes, 'dependentRequired'))
    compareProperties(shapes, scope, required)
    compareRequired(shapes, scope, required)
    comparePatterns(shapes, scope)
    compareRest(shapes, scope, 'additionalProperties')
    compareRest(shapes, scope, 'unevaluatedProperties')
    compareRest(shapes, scope, 'propertyNames')
    compareDependentNames(shapes, scope)
    compareDependentSchemas(shapes, scope)
  },
}
