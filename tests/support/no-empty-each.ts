import { describe, it, test } from 'vitest'

// Runs before the tests of each file: a list that turned out empty, such as the pages of a site that was not built, would
// leave no test behind and no trace.

const accepted = new WeakSet<object>()

/** Cases of which there may be none, as where not every service has an operation of a kind. */
export const mayBeNone = <Case>(cases: readonly Case[]): readonly Case[] => {
  const own = [...cases]
  accepted.add(own)
  return own
}

const isNone = (cases: unknown): boolean => Array.isArray(cases) && cases.length === 0 && !accepted.has(cases)

const refuseNone =
  <This, Rest extends unknown[], Result>(each: (this: This, cases: unknown, ...rest: Rest) => Result) =>
  (that: This, cases: unknown, ...rest: Rest): Result => {
    if (isNone(cases))
      throw new Error('each() of no cases: nothing would be tested; mayBeNone(cases) where that is right')
    return each.call(that, cases, ...rest)
  }

for (const api of new Set<{ each: unknown }>([describe, it, test])) {
  const each = refuseNone(api.each as (this: unknown, cases: unknown, ...rest: unknown[]) => unknown)
  Object.defineProperty(api, 'each', {
    value(this: unknown, cases: unknown, ...rest: unknown[]) {
      return each(this, cases, ...rest)
    },
  })
}
