/** Reads Prometheus' text format: sums and counts of histograms, counters, gauges. */

export type Totals = { sum: number; count: number }

type Reading = { metric: string; labels: Record<string, string>; value: number }

const line = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)/
const label = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g

const parseLine = (text: string): Reading | undefined => {
  const match = line.exec(text)
  if (match === null || text.startsWith('#')) return undefined
  const labels = Object.fromEntries(
    [...(match[2] ?? '').matchAll(label)].map(([, name = '', value = '']) => [name, value]),
  )
  return { metric: match[1] ?? '', labels, value: Number(match[3]) }
}

/**
 * Sum and count of a histogram for each value of one of its labels, other labels added up.
 * @param text the /metrics text of a process
 */
export const histogramTotals = (text: string, metric: string, by: string): Map<string, Totals> => {
  const totals = new Map<string, Totals>()
  for (const row of text.split('\n')) {
    if (!row.startsWith(metric)) continue
    const reading = parseLine(row)
    const part =
      reading?.metric === `${metric}_sum` ? 'sum' : reading?.metric === `${metric}_count` ? 'count' : undefined
    if (reading === undefined || part === undefined) continue
    const key = reading.labels[by] ?? ''
    const known = totals.get(key) ?? { sum: 0, count: 0 }
    totals.set(key, { ...known, [part]: known[part] + reading.value })
  }
  return totals
}

/** The sum of a counter or gauge over all labels; undefined if the text has no value. */
export const totalOf = (text: string, metric: string): number | undefined => {
  let total: number | undefined
  for (const row of text.split('\n')) {
    if (!row.startsWith(metric)) continue
    const reading = parseLine(row)
    if (reading?.metric === metric) total = (total ?? 0) + reading.value
  }
  return total
}
