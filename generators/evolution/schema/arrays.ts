import { child, isNode, type Located, listOf, type Pair } from '../core/located.ts'
import { isSame } from '../core/walk.ts'
import {
  below,
  compareCounted,
  exactly,
  type Group,
  judgeWhole,
  keywordPair,
  report,
  type Scope,
  type Shapes,
  valuesOf,
} from './scope.ts'
import { compareCount, isCount } from './values.ts'

const isSchema = (value: unknown): boolean => typeof value === 'boolean' || isNode(value)

/** Compares items by index: `items` applies to the indexes after the tuple. */
const compareItems = (shapes: Shapes, scope: Scope): void => {
  const tuple = keywordPair(shapes, 'prefixItems')
  const rest = keywordPair(shapes, 'items')
  const lengths = [listOf(tuple.old.value).length, listOf(tuple.now.value).length]
  const at = (side: 'old' | 'now', index: number): Located =>
    index < listOf(tuple[side].value).length ? child(tuple[side], index) : rest[side]
  for (let index = 0; index < Math.max(...lengths); index++)
    below(scope, { old: at('old', index), now: at('now', index) }, index)
  below(scope, rest, '*')
  if (lengths.includes(0)) judgeWhole(scope, tuple)
}

const compareContains = (shapes: Shapes, scope: Scope): void => {
  const pair = keywordPair(shapes, 'contains')
  const limits = ['minContains', 'maxContains'].map((name) => keywordPair(shapes, name))
  const { old, now } = pair
  if (old.value === undefined && now.value === undefined) {
    for (const limit of limits)
      if (!isSame(scope.walk, limit))
        report(scope, 'contains-missing', 'none', 'a limit for contains has no effect without contains', limit)
    return
  }
  if (old.value === undefined || now.value === undefined) {
    judgeWhole(scope, pair)
    const effect = scope.isClosed ? 'both' : now.value === undefined ? 'wider' : 'narrower'
    report(scope, 'contains-changed', effect, `contains was ${now.value === undefined ? 'removed' : 'added'}`, pair)
    return
  }
  const max = valuesOf<number>(shapes, 'maxContains')
  const isMonotone = max.old === undefined && max.now === undefined && !scope.isClosed
  below(isMonotone ? scope : exactly(scope), pair, 'some')
  const min = valuesOf<number>(shapes, 'minContains')
  const by = (min.now ?? 1) - (min.old ?? 1)
  if (by !== 0) {
    const rule = by > 0 ? 'limit-tightened' : 'limit-loosened'
    const text = `minContains ${min.old ?? 1} → ${min.now ?? 1}`
    report(scope, rule, by > 0 ? 'narrower' : 'wider', text, keywordPair(shapes, 'minContains'))
  }
  compareCount(scope, shapes, 'maxContains')
}

/** The items that `unevaluatedItems` applies to depend on all other keywords for items. */
const compareUnevaluated = (shapes: Shapes, scope: Scope): void => {
  const same = (name: string): boolean => isSame(scope.walk, keywordPair(shapes, name))
  if (!scope.isClosed || (same('prefixItems') && same('items') && same('contains'))) return
  const pair: Pair = { old: shapes.old.at, now: shapes.now.at }
  report(scope, 'unevaluated-items-changed', 'both', 'unevaluatedItems applies to different items now', pair)
}

export const arrays: Group = {
  keywords: {
    prefixItems: (value) => Array.isArray(value) && value.every(isSchema),
    items: isSchema,
    contains: isSchema,
    minContains: isCount,
    maxContains: isCount,
    uniqueItems: (value) => typeof value === 'boolean',
    unevaluatedItems: isSchema,
  },
  compare: (shapes, scope) => {
    for (const name of ['minContains', 'maxContains', 'uniqueItems']) judgeWhole(scope, keywordPair(shapes, name))
    compareItems(shapes, scope)
    compareContains(shapes, scope)
    compareUnevaluated(shapes, scope)
    compareCounted(shapes, scope, 'unevaluatedItems')
    below(scope, keywordPair(shapes, 'unevaluatedItems'), '*')
    const { old = false, now = false } = valuesOf<boolean>(shapes, 'uniqueItems')
    if (old === now) return
    const text = now ? 'items must be unique now' : 'items may repeat now'
    report(scope, 'unique-changed', now ? 'narrower' : 'wider', text, keywordPair(shapes, 'uniqueItems'))
  },
}
