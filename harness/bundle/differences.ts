/** Encoded histograms are too long to print. */
const longest = 240

const shown = (value: unknown): string => {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value)
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}

/** The paths at which two JSON values differ, each with both values. */
export const jsonDifferences = (recorded: unknown, computed: unknown, path: string): string[] => {
  if (Object.is(recorded, computed)) return []
  if (typeof recorded !== 'object' || typeof computed !== 'object' || recorded === null || computed === null)
    return [`${path}: recorded ${shown(recorded)}, recomputed ${shown(computed)}`]
  const [first, second] = [recorded, computed] as Record<string, unknown>[]
  const names = new Set([...Object.keys(first ?? {}), ...Object.keys(second ?? {})])
  return [...names].flatMap((name) => jsonDifferences(first?.[name], second?.[name], `${path}/${name}`))
}

/** A value after a round trip through JSON. */
export const asJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
