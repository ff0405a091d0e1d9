/** Histograms are long, and nobody reads them. */
const longest = 240

const shown = (value: unknown): string => {
  const text = `${JSON.stringify(value)}`
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}

/** Where two values of JSON differ, as paths with both values. */
export const jsonDifferences = (told: unknown, computed: unknown, path: string): string[] => {
  if (Object.is(told, computed)) return []
  if (typeof told !== 'object' || typeof computed !== 'object' || told === null || computed === null)
    return [`${path}: ${shown(told)} is told, the data give ${shown(computed)}`]
  const [first, second] = [told, computed] as Record<string, unknown>[]
  const names = new Set([...Object.keys(first ?? {}), ...Object.keys(second ?? {})])
  return [...names].flatMap((name) => jsonDifferences(first?.[name], second?.[name], `${path}/${name}`))
}

/** A value as it is once it was written and read again. */
export const asJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
