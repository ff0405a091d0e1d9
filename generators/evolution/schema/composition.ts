import { isNode, items, type Located, type Pair, type Side } from '../core/located.ts'
import { isSame } from '../core/walk.ts'
import { areDisjoint } from './disjoint.ts'
import {
  type Effect,
  exactly,
  type Group,
  isEquivalent,
  judgeWhole,
  keywordPair,
  report,
  type Scope,
  type Shapes,
  shapeOf,
} from './scope.ts'

const isSchema = (value: unknown): boolean => typeof value === 'boolean' || isNode(value)
const isList = (value: unknown): boolean => Array.isArray(value) && value.every(isSchema)

type Branches = Readonly<Record<Side, readonly Located[]>>
type Matched = { readonly pairs: Pair[]; readonly removed: Located[]; readonly added: Located[] }

const refOf = ({ value }: Located): unknown => (isNode(value) ? value.$ref : undefined)

/** Pairs branches that are equal, then those with the same reference, then equivalent ones, then the rest in order. */
const matchBranches = ({ old, now }: Branches, scope: Scope): Matched => {
  const pairs: Pair[] = []
  const [left, right] = [[...old], [...now]]
  const take = (isPair: (pair: Pair) => boolean): void => {
    for (const one of [...left]) {
      const index = right.findIndex((other) => isPair({ old: one, now: other }))
      const other = right[index]
      if (other === undefined) continue
      pairs.push({ old: one, now: other })
      left.splice(left.indexOf(one), 1)
      right.splice(index, 1)
    }
  }
  take((pair) => isSame(scope.walk, pair))
  take((pair) => refOf(pair.old) !== undefined && refOf(pair.old) === refOf(pair.now))
  if (left.length > 1 || right.length > 1) take((pair) => isEquivalent(scope, pair))
  take(() => true)
  return { pairs, removed: left, added: right }
}

type Effects = { readonly removed: Effect; readonly added: Effect }

const compareBranches = (name: string, lists: Pair, branches: Branches, scope: Scope, effects: Effects): void => {
  const { pairs, removed, added } = matchBranches(branches, scope)
  for (const pair of pairs) scope.compare(pair, scope)
  const reportBranch = (one: Located, effect: Effect, what: 'removed' | 'added', pair: Pair): void => {
    judgeWhole(scope, { old: one, now: one })
    report(scope, `${name}-branch-${what}`, effect, `a branch of ${name} was ${what}`, pair)
  }
  for (const old of removed)
    reportBranch(old, effects.removed, 'removed', { old, now: { ...lists.now, value: undefined } })
  for (const now of added) reportBranch(now, effects.added, 'added', { old: { ...lists.old, value: undefined }, now })
  if (branches.old.length === 0 || branches.now.length === 0) judgeWhole(scope, lists)
}

const compareAllOf = (shapes: Shapes, scope: Scope): void => {
  const lists = keywordPair(shapes, 'allOf')
  const counted: Effects = { removed: 'both', added: 'both' }
  const effects: Effects = scope.isClosed ? counted : { removed: 'wider', added: 'narrower' }
  compareBranches('allOf', lists, { old: shapes.old.allOf, now: shapes.now.allOf }, scope, effects)
}

/** Compares anyOf or oneOf. A missing list allows everything. */
const compareAlternatives = (shapes: Shapes, scope: Scope, name: 'anyOf' | 'oneOf'): void => {
  const lists = keywordPair(shapes, name)
  const branches = { old: items(lists.old), now: items(lists.now) }
  if (branches.old.length === 0 && branches.now.length === 0) return
  if (branches.old.length === 0 || branches.now.length === 0) {
    judgeWhole(scope, lists)
    const isAdded = branches.old.length === 0
    const effect = scope.isClosed ? 'both' : isAdded ? 'narrower' : 'wider'
    report(
      scope,
      `${name}-${isAdded ? 'added' : 'removed'}`,
      effect,
      `${name} was ${isAdded ? 'added' : 'removed'}`,
      lists,
    )
    return
  }
  // oneOf rejects a value that two branches allow, so a wider branch can make it reject more, and a narrower one less.
  const shapesOf = (side: Side) => branches[side].map((branch) => shapeOf(scope.walk, side, branch))
  const isMonotone =
    name === 'anyOf' ||
    (areDisjoint(scope.walk, 'old', shapesOf('old')) && areDisjoint(scope.walk, 'now', shapesOf('now')))
  const effects: Effects = { removed: 'narrower', added: 'wider' }
  compareBranches(name, lists, branches, isMonotone ? scope : exactly(scope), effects)
}

const compareNot = (shapes: Shapes, scope: Scope): void => {
  const pair = keywordPair(shapes, 'not')
  const { old, now } = pair
  if (old.value === undefined && now.value === undefined) return
  if (old.value !== undefined && now.value !== undefined) {
    scope.compare(pair, { ...exactly(scope), isClosed: false })
    return
  }
  judgeWhole(scope, pair)
  const isAdded = old.value === undefined
  report(scope, 'not-changed', isAdded ? 'narrower' : 'wider', `not was ${isAdded ? 'added' : 'removed'}`, pair)
}

const compareCondition = (shapes: Shapes, scope: Scope): void => {
  const condition = keywordPair(shapes, 'if')
  const branches = ['then', 'else'].map((name) => [name, keywordPair(shapes, name)] as const)
  const { old, now } = condition
  if (old.value === undefined && now.value === undefined) {
    for (const [name, pair] of branches) {
      judgeWhole(scope, pair)
      if (!isSame(scope.walk, pair))
        report(scope, 'condition-missing', 'none', `${name} has no effect without if`, pair)
    }
    return
  }
  if (old.value === undefined || now.value === undefined || !isEquivalent(scope, condition)) {
    for (const [, pair] of [['if', condition] as const, ...branches]) judgeWhole(scope, pair)
    report(scope, 'condition-changed', 'both', 'the condition for then and else changed', condition)
    return
  }
  scope.compare(condition, scope)
  for (const [, pair] of branches) {
    const isCounted = scope.isClosed && (pair.old.value === undefined) !== (pair.now.value === undefined)
    scope.compare(pair, isCounted ? exactly(scope) : scope)
  }
}

/** Compares the annotations that programs act on. */
const compareAnnotations = (shapes: Shapes, scope: Scope): void => {
  const changed = (name: string, effect: Effect, text: string): void => {
    const pair = keywordPair(shapes, name)
    judgeWhole(scope, pair)
    if (!isSame(scope.walk, pair)) report(scope, `${name}-changed`, effect, text, pair)
  }
  changed('default', 'both', 'an omitted value has a different meaning now')
  changed('readOnly', 'both', 'readOnly changed')
  changed('writeOnly', 'both', 'writeOnly changed')
  changed('deprecated', 'none', 'deprecated changed')
  changed('discriminator', 'both', 'branches are selected differently now')
}

const isFlag = (value: unknown): boolean => typeof value === 'boolean'

export const composition: Group = {
  keywords: {
    allOf: isList,
    anyOf: isList,
    oneOf: isList,
    ...Object.fromEntries(['not', 'if', 'then', 'else'].map((name) => [name, isSchema])),
    default: () => true,
    readOnly: isFlag,
    writeOnly: isFlag,
    deprecated: isFlag,
    discriminator: isNode,
  },
  compare: (shapes, scope) => {
    compareAllOf(shapes, scope)
    compareAlternatives(shapes, scope, 'anyOf')
    compareAlternatives(shapes, scope, 'oneOf')
    compareNot(shapes, scope)
    compareCondition(shapes, scope)
    compareAnnotations(shapes, scope)
  },
}
