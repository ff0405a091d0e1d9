import { histogramTotals, type Totals } from './exposition.ts'

/** Where a mean came from: calls of one process to another, requests of an operation, events on their way. */
export type Hop = { count: number; meanMs: number }

/** Which histograms of the processes tell where the time goes, and how a hop of each is named. */
const sources: readonly { metric: string; by: string; name: (process: string, value: string) => string }[] = [
  { metric: 'external_service_call_duration_seconds', by: 'service', name: (from, to) => `${from} → ${to}` },
  { metric: 'http_request_duration_seconds', by: 'operation', name: (process, what) => `${process}: ${what}` },
  { metric: 'event_latency_seconds', by: 'type', name: (process, type) => `${type} → ${process}` },
]

/** Totals of every hop that the processes count, by its name. @param texts process → what it answers at /metrics */
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

/** `name-2` and `name-2: what` are the same as `name` and `name: what`: instances of one process. */
export const family = (name: string): string => name.replace(/-\d+(?=$|:| )/g, '')

/** Hops under the names that `nameOf` gives them; those that get the same name are one, its mean over all of their calls. */
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

/** The hops, all instances of a process together, that every one of these rounds has: what each was in each round. */
export const hopsOfRounds = (rounds: readonly Readonly<Record<string, Hop>>[]): Map<string, Hop[]> => {
  const all = rounds.map((hops) => hopsTogether(Object.entries(hops), family))
  return new Map(
    Object.keys(all[0] ?? {}).flatMap((name): [string, Hop[]][] => {
      const found = all.flatMap((hops) => hops[name] ?? [])
      return found.length === all.length ? [[name, found]] : []
    }),
  )
}
