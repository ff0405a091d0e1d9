import type { Pair } from '../core/located.ts'
import type { Walk } from '../core/walk.ts'
import { compareSchemas } from './compare.ts'
import { type Difference, type Effect, kindOf, type Use } from './scope.ts'

const refused: Readonly<Record<Use, (effect: Effect) => string>> = {
  request: () => 'refused of callers that follow the released document',
  response: () => 'unknown to callers that follow the released document',
  event: (effect) =>
    [effect === 'narrower' ? '' : 'readers of the old schema', effect === 'wider' ? '' : 'readers of stored events']
      .filter(Boolean)
      .join(' and '),
}

const textOf = ({ text, effect }: Difference, use: Use): string => {
  if (kindOf(effect, use) !== 'breaking') return text
  return use === 'event' ? `${text}: refused by ${refused.event(effect)}` : `${text}: ${refused[use](effect)}`
}

/** Compares two schemas that are used in this way, and reports each difference as what it means to their users. */
export const compareUsed = (walk: Walk, pair: Pair, place: string, use: Use): void =>
  compareSchemas(walk, pair, place, (one) =>
    walk.report({
      kind: kindOf(one.effect, use),
      rule: one.rule,
      place: one.place,
      text: textOf(one, use),
      affected: [],
      ...one.pair,
    }),
  )
