import type { InvariantResult } from '../scenario/records.ts'

/** The failures of a drill as sentences. A drill that checked nothing fails, too. */
export const drillFindings = (results: readonly InvariantResult[], storedBefore: number): string[] => [
  ...(storedBefore >= 1 ? [] : ['no event was stored before the loss, so nothing could be lost']),
  ...(results.some(({ checked }) => checked >= 1) ? [] : ['no invariant was checked']),
  ...results.flatMap(({ id, violations, examples }) =>
    violations === 0 ? [] : [`${id}: ${violations} violations, such as ${examples.slice(0, 3).join('; ')}`],
  ),
]

/** How many checks had data, and which had none: a drill runs no load, so some checks find nothing to compare. */
export const drillCoverage = (results: readonly InvariantResult[]): string => {
  const seen = results.filter(({ checked }) => checked >= 1)
  const blind = results.filter((result) => !seen.includes(result)).map(({ id }) => id)
  const without = blind.length === 0 ? '' : ` (without data: ${blind.join(', ')})`
  return `${seen.length} invariants checked on the restored data${without}`
}
