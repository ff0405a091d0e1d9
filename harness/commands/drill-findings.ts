import type { InvariantResult } from '../scenario/raw.ts'

/** Sentences on what does not hold after a drill; a drill in which nothing was looked at does not hold either. */
export const drillFindings = (results: readonly InvariantResult[], storedBefore: number): string[] => [
  ...(storedBefore >= 1 ? [] : ['no event was stored before the loss: nothing could be lost']),
  ...(results.some(({ checked }) => checked >= 1) ? [] : ['no invariant was looked at']),
  ...results.flatMap(({ id, violations, examples }) =>
    violations === 0 ? [] : [`${id}: ${violations}, such as ${examples.slice(0, 3).join('; ')}`],
  ),
]

/** How many checks looked at something, and which of them did not: a drill runs no load whose clients could tell anything. */
export const drillCoverage = (results: readonly InvariantResult[]): string => {
  const seen = results.filter(({ checked }) => checked >= 1)
  const blind = results.filter((result) => !seen.includes(result)).map(({ id }) => id)
  const without = blind.length === 0 ? '' : ` (without data: ${blind.join(', ')})`
  return `${seen.length} invariants checked on what was restored${without}`
}
