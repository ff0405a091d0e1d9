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

/** Every keyword with a rule, and what its value has to be for the rule to be right. */
const known: ReadonlyMap<string, (value: unknown) => boolean> = new Map(
  groups.flatMap(({ keywords }) => Object.entries(keywords)),
)
export const judgedKeywords: readonly string[] = [...known.keys()]

/** Keywords whose values hold schemas, which are compared one by one; those of the others are looked at as a whole. */
const applicators = new Set([
  ...['properties', 'patternProperties', 'additionalProperties', 'unevaluatedProperties', 'propertyNames'],
  ...['dependentSchemas', 'prefixItems', 'items', 'contains', 'unevaluatedItems'],
  ...['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else'],
])

/** Keywords that no rule knows, or whose value is not of the kind that the rule is for, are unknown where they differ. */
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
    const why = isUnknown ? 'no rule judges it' : 'its value is not one that JSON Schema 2020-12 allows'
    report(scope, 'no-rule', 'unknown', `${name} ${shown(pair.old.value)} → ${shown(pair.now.value)}: ${why}`, pair)
  }
  return isMalformed
}

/** One of them is no schema with keywords: it allows all, or nothing. */
const comparePlain = ({ old, now }: Shapes, scope: Scope): boolean => {
  const pair = { old: old.at, now: now.at }
  if (old.allows === now.allows && old.allows !== 'malformed') return old.allows !== 'some'
  if (old.allows === 'malformed' || now.allows === 'malformed') {
    judge(scope.walk, pair)
    if (!isSame(scope.walk, pair)) report(scope, 'no-rule', 'unknown', 'it is no schema', pair)
    return true
  }
  if (old.allows === 'nothing' || now.allows === 'nothing') {
    judge(scope.walk, pair)
    const isShut = now.allows === 'nothing'
    const text = isShut ? 'nothing is allowed any more' : 'it is allowed now'
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

/** Compares two schemas. A pair that is met again within itself was compared on the way here. */
const compare = (pair: Pair, scope: Scope): void => {
  const { walk } = scope
  if (walk.budget.left === 0) return
  walk.budget.left--
  if (walk.budget.left === 0) {
    report(scope, 'too-many-places', 'unknown', 'there are too many ways to too many schemas to compare them all', pair)
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

/** Compares two schemas, each with the document that its references lead into, and reports what differs. */
export const compareSchemas = (
  walk: Walk,
  pair: Pair,
  place: string,
  reportDifference: (difference: Difference) => void,
): void => {
  // What mounts here is another use of the schemas: what was under way elsewhere doesn't count.
  const own = { ...walk, active: new Set<string>() }
  compare(pair, { walk: own, place, isClosed: false, isWithin: false, report: reportDifference, compare, mode: '' })
}
