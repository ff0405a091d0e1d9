import type { InvariantResult } from './scenario/raw.ts'

/** Sentences on what does not hold after a drill. A check that looked at nothing does not hold either. */
export const drillFindings = (results: readonly InvariantResult[], storedBefore: number): string[] => [
  ...(storedBefore >= 1 ? [] : ['no event was stored before the loss: nothing could be lost']),
  ...(results.length === 0 ? ['no invariant was looked at'] : []),
  ...results.flatMap(({ id, checked, violations, examples, skipped }) => {
    if (violations !== 0) return [`${id}: ${violations}, such as ${examples.slice(0, 3).join('; ')}`]
    return skipped === undefined && !(checked >= 1) ? [`${id}: no data`] : []
  }),
]
