import { histogramTotals, type Totals } from './exposition.ts'

/** Where a mean came from: calls of one process to another, requests of an operation, events on their way. */
export type Hop = { count: number; meanMs: number }

/** The histograms that time the hops, and how each hop is named. */
const sources: readonly { metric: string; by: string; name: (process: string, value: string) => string }[] = [
  { metric: 'external_service_call_duration_seconds', by: 'service', name: (from, to) => `${from} → ${to}` },
  { metric: 'http_request_duration_seconds', by: 'operation', name: (process, what) => `${process}: ${what}` },
  { metric: 'event_latency_seconds', by: 'type', name: (process, type) => `${type} → ${process}` },
]

/** The totals of every hop by name. @param texts process → its /metrics text */
export const hopTotals = (texts: ReadonlyMap<string, string>): Map<string, Totals> =>
  new Map(
    [...texts].flatMap(([process, text]) =>
      sources.flatMap(({ metric, by, name }) =>
        [...histogramTotals(text, metric, by)].map(([value, totals]): [string, Totals] => [
          name(process, value),
          totals,
        ]),
      ),
    ),
  )

const fewest = 5

/** The hops between two readings, without those that were hardly used. */
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

/** Drops the instance number: `name-2` and `name-2: what` become `name` and `name: what`. */
export const family = (name: string): string => name.replace(/-\d+(?=$|:| )/g, '')

/** Renames hops; hops with the same new name are merged, with the mean over all their calls. */
export const hopsTogether = (
  hops: readonly (readonly [string, Hop])[],
  nameOf: (name: string) => string,
): Record<string, Hop> =>
  Object.fromEntries(
    [...Map.groupBy(hops, ([name]) => nameOf(name))].map(([name, all]): [string, Hop] => {
      const count = all.reduce((sum, [, hop]) => sum + hop.count, 0)
      return [name, { count, meanMs: all.reduce((sum, [, hop]) => sum + hop.count * hop.meanMs, 0) / count }]
    }),
  )

/** The hops that occur in every round, with the instances of a process merged: their values by round. */
export const hopsOfRounds = (rounds: readonly Readonly<Record<string, Hop>>[]): Map<string, Hop[]> => {
  const all = rounds.map((hops) => hopsTogether(Object.entries(hops), family))
  return new Map(
    Object.keys(all[0] ?? {}).flatMap((name): [string, Hop[]][] => {
      const found = all.flatMap((hops) => hops[name] ?? [])
      return found.length === all.length ? [[name, found]] : []
    }),
  )
}
