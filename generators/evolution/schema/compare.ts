import { type Pair, shown } from '../core/located.ts'
import { isSame, judge, type Walk } from '../core/walk.ts'
import { arrays } from './arrays.ts'
import { composition } from './composition.ts'
import { objects } from './objects.ts'
import {
  type Difference,
  type Group,
  keywordPair,
  report,
  type Scope,
  type Shape,
  type Shapes,
  shapeOf,
} from './scope.ts'
import { values } from './values.ts'

const groups: readonly Group[] = [values, objects, arrays, composition]

/** Every keyword with a rule, and a check that its value is valid for the rule. */
const known: ReadonlyMap<string, (value: unknown) => boolean> = new Map(
  groups.flatMap(({ keywords }) => Object.entries(keywords)),
)
export const judgedKeywords: readonly string[] = [...known.keys()]

/** Keywords whose values contain schemas, which are compared one by one. Other values are compared as a whole. */
const applicators = new Set([
  ...['properties', 'patternProperties', 'additionalProperties', 'unevaluatedProperties', 'propertyNames'],
  ...['dependentSchemas', 'prefixItems', 'items', 'contains', 'unevaluatedItems'],
  ...['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else'],
])

/** Reports differences in keywords without a rule, or with a malformed value, as unknown. Returns whether a value is malformed. */
const compareUnknown = (shapes: Shapes, scope: Scope): boolean => {
  let isMalformed = false
  for (const name of new Set([...shapes.old.keywords.keys(), ...shapes.now.keywords.keys()])) {
    const pair = keywordPair(shapes, name)
    const isRight = known.get(name)
    const isUnknown = isRight === undefined
    const hasWrong =
      !isUnknown && [pair.old.value, pair.now.value].some((value) => value !== undefined && !isRight(value))
    if (!isUnknown && !hasWrong) {
      if (!applicators.has(name)) judge(scope.walk, pair)
      continue
    }
    judge(scope.walk, pair)
    if (isSame(scope.walk, pair)) continue
    isMalformed ||= hasWrong
    const why = isUnknown ? 'no rule covers this keyword' : 'JSON Schema 2020-12 does not allow this value'
    report(scope, 'no-rule', 'unknown', `${name} ${shown(pair.old.value)} → ${shown(pair.now.value)}: ${why}`, pair)
  }
  return isMalformed
}

/** Handles schemas that allow everything or nothing, and malformed ones. Returns whether that completes the comparison. */
const comparePlain = ({ old, now }: Shapes, scope: Scope): boolean => {
  const pair = { old: old.at, now: now.at }
  if (old.allows === now.allows && old.allows !== 'malformed') return old.allows !== 'some'
  if (old.allows === 'malformed' || now.allows === 'malformed') {
    judge(scope.walk, pair)
    if (!isSame(scope.walk, pair)) report(scope, 'no-rule', 'unknown', 'the value is not a schema', pair)
    return true
  }
  if (old.allows === 'nothing' || now.allows === 'nothing') {
    judge(scope.walk, pair)
    const isShut = now.allows === 'nothing'
    const text = isShut ? 'no value is allowed any more' : 'values are allowed now'
    report(scope, isShut ? 'closed' : 'opened', isShut ? 'narrower' : 'wider', text, pair)
    return true
  }
  return false
}

const isClosing = ({ keywords }: Shape): boolean =>
  ['unevaluatedProperties', 'unevaluatedItems'].some((name) => {
    const value = keywords.get(name)?.value
    return value !== undefined && value !== true
  })

/** Compares two schemas. Skips a pair that is already under comparison, because a recursive schema contains itself. */
const compare = (pair: Pair, scope: Scope): void => {
  const { walk } = scope
  if (walk.budget.left === 0) return
  walk.budget.left--
  if (walk.budget.left === 0) {
    report(scope, 'too-many-places', 'unknown', 'too many paths to schemas to compare them all', pair)
    return
  }
  const shapes: Shapes = { old: shapeOf(walk, 'old', pair.old), now: shapeOf(walk, 'now', pair.now) }
  const { old, now } = shapes
  const key = [old.at.at, now.at.at, scope.mode, scope.isClosed].join('|')
  if (walk.active.has(key)) return
  if (comparePlain(shapes, scope) || compareUnknown(shapes, scope)) return
  walk.active.add(key)
  const isClosed = scope.isClosed || isClosing(old) || isClosing(now)
  for (const group of groups) group.compare(shapes, { ...scope, isClosed, isWithin: scope.isClosed })
  walk.active.delete(key)
}

/** Compares two schemas, resolving references in their documents, and reports the differences. */
export const compareSchemas = (
  walk: Walk,
  pair: Pair,
  place: string,
  reportDifference: (difference: Difference) => void,
): void => {
  // A new use of the schemas starts its own detection of recursion.
  const own = { ...walk, active: new Set<string>() }
  compare(pair, { walk: own, place, isClosed: false, isWithin: false, report: reportDifference, compare, mode: '' })
}
