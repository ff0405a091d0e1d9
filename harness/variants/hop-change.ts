export type HopChange = { name: string; firstMs: number; secondMs: number }

/**
 * Finds the hop that caused a change from the mean times before and after. A slow call delays every enclosing hop by the same
 * milliseconds; the innermost one is shortest, so it grows by the largest factor.
 * @param speed machine speed after ÷ before
 */
export const changedHop = (
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
  speed: number,
): HopChange | null => {
  const all = [...before].flatMap(([name, firstMs]) => {
    const secondMs = after.get(name)
    return secondMs === undefined ? [] : [{ name, firstMs, secondMs, byMs: Math.abs(secondMs * speed - firstMs) }]
  })
  const largest = Math.max(0, ...all.map(({ byMs }) => byMs))
  const factorOf = ({ firstMs, secondMs }: HopChange): number => Math.abs(Math.log((secondMs * speed) / firstMs))
  const [innermost] = all.filter(({ byMs }) => byMs >= largest / 2).sort((a, b) => factorOf(b) - factorOf(a))
  if (innermost === undefined) return null
  const { name, firstMs, secondMs } = innermost
  return { name, firstMs, secondMs }
}
