import { describe, it, test } from 'vitest'

// Runs before the tests of each file: an unexpectedly empty list, such as the pages of a site that was not built, would
// otherwise silently produce no tests.

const accepted = new WeakSet<object>()

/** Cases that may be empty, for example when not every service has an operation of a kind. */
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
      throw new Error('each() has no cases, so nothing would be tested; use mayBeNone(cases) if that is right')
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
