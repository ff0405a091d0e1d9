export type HopChange = { name: string; firstMs: number; secondMs: number }

/**
 * The hop that a change comes from, of mean times before and after it. A slow call makes every hop slow that encloses it,
 * by as many milliseconds; the innermost one has the least time besides, so it grows by the largest factor.
 * @param speed of the machine afterwards, as a factor of that before
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
