import { histogramTotals, type Totals } from './exposition.ts'
import type { Hop } from './record.ts'

/** Which histograms of the processes tell where the time goes, and how a hop of each is named. */
const sources: readonly { metric: string; by: string; name: (process: string, value: string) => string }[] = [
  { metric: 'external_service_call_duration_seconds', by: 'service', name: (from, to) => `${from} → ${to}` },
  { metric: 'http_request_duration_seconds', by: 'operation', name: (process, what) => `${process}: ${what}` },
  { metric: 'event_latency_seconds', by: 'type', name: (process, type) => `${type} → ${process}` },
]

const scrapeLimitMs = 3_000

const scrape = async (process: string, address: string): Promise<[string, Totals][]> => {
  try {
    const response = await fetch(`${address}/metrics`, { signal: AbortSignal.timeout(scrapeLimitMs) })
    const text = await response.text()
    return sources.flatMap(({ metric, by, name }) =>
      [...histogramTotals(text, metric, by)].map(([value, totals]): [string, Totals] => [name(process, value), totals]),
    )
  } catch {
    return [] // A process without metrics, or one that is away, has no hops.
  }
}

/** Totals of every hop that the processes count, by its name. @param addresses process → http://host:port */
export const readHops = async (addresses: ReadonlyMap<string, string>): Promise<Map<string, Totals>> =>
  new Map((await Promise.all([...addresses].map(([process, address]) => scrape(process, address)))).flat())

const fewest = 5

/** What happened between two readings; hops that were hardly used are left out. */
export const hopsBetween = (
  before: ReadonlyMap<string, Totals>,
  after: ReadonlyMap<string, Totals>,
): Record<string, Hop> =>
  Object.fromEntries(
    [...after].flatMap(([name, totals]): [string, Hop][] => {
      const count = totals.count - (before.get(name)?.count ?? 0)
      const sum = totals.sum - (before.get(name)?.sum ?? 0)
      return count < fewest ? [] : [[name, { count, meanMs: (1_000 * sum) / count }]]
    }),
  )
