import type { Pair } from '../core/located.ts'
import type { Walk } from '../core/walk.ts'
import { compareSchemas } from './compare.ts'
import { type Difference, type Effect, kindOf, type Use } from './scope.ts'

const consequences: Readonly<Record<Use, (effect: Effect) => string>> = {
  request: () => 'requests that follow the released document may be rejected',
  response: (effect) =>
    `callers that follow the released document may ${effect === 'gone' ? 'rely on it' : 'not accept it'}`,
  event: (effect) =>
    `breaks ${[
      effect === 'narrower' ? '' : 'readers of the released schema',
      effect === 'wider' ? '' : 'readers of stored events',
    ]
      .filter(Boolean)
      .join(' and ')}`,
}

const textOf = ({ text, effect }: Difference, use: Use): string =>
  kindOf(effect, use) === 'breaking' ? `${text}: ${consequences[use](effect)}` : text

/** Compares two schemas and reports what each difference means for this use. */
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
