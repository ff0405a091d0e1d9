import { randomFrom } from '../base/random.ts'
import { changePoints } from '../judge/change-points.ts'
import { differenceOfMeans, type Estimate } from '../judge/resampling.ts'
import { mean, quantileRank } from '../judge/statistics.ts'
import type { Machine } from '../scenario/records.ts'
import { changedHop, confidence, type HopChange, type Measure } from '../variants/results.ts'
import type { HistoryFigures, HistoryLine } from './line.ts'

/** The observed figures: rate and CPU time without pause, P95 at a steady rate. */
export type Followed = Exclude<Measure, 'p50'> | 'cpu'

export type Point = {
  commit: string
  startedAt: string
  machine: Machine
  /** Mean over its rounds, as measured. */
  measured: number
  /** Normalized to the mean machine speed of the history. */
  value: number
  /** Mean time of each hop, normalized in the same way. */
  hopsMs: ReadonlyMap<string, number>
}

export type Level = { from: number; to: number; value: number }

export type LevelChange = {
  /** `first`: the first run of the new level; `last`: the last run before. The cause is a commit after `last`, up to `first`. */
  index: number
  first: string
  last: string
  startedAt: string
  before: number
  after: number
  /** after ÷ before, by a bootstrap over runs. */
  factor: Estimate
  p: number
  verdict: 'slower' | 'faster'
  hop: HopChange | null
  /** The run before was measured on another kind of machine, which may explain part of the change. */
  otherMachine: boolean
}

export type Series = {
  variant: string
  load: string
  measure: Followed
  points: Point[]
  /** Runs that had another load under this name. */
  otherLoads: number
  levels: Level[]
  changes: LevelChange[]
}

export type Levels = {
  runs: number
  from: string
  to: string
  /** A change is reported if p is at most this: 5 % divided by the number of series. */
  level: number
  series: Series[]
}

/** Fewest runs on each side of a detectable change. */
export const least = 3
const totalLevel = 1 - confidence

const measuresOf = ({ measure }: HistoryFigures): Followed[] => (measure === 'p95' ? ['p95'] : ['rate', 'cpu'])

const valuesOf = (figures: HistoryFigures, measure: Followed): readonly (number | null)[] =>
  ({ rate: figures.rate_per_s, p95: figures.p95_ms, cpu: figures.cpu_ms })[measure]

const kindOf = ({ cpu, cores, arch }: Machine): string => `${cpu}/${cores}/${arch}`

/** Geometric means over rounds: as measured, and normalized to the reference speed. */
const pointOf = (
  line: HistoryLine,
  figures: HistoryFigures,
  measure: Followed,
  reference: number,
): Point | undefined => {
  const usual = mean(line.speeds)
  const rounds = valuesOf(figures, measure).flatMap((value, at) => {
    if (value === null || !(value > 0)) return []
    const speed = (line.speeds[figures.rounds[at] ?? 0] ?? usual) / reference
    if (!(speed > 0)) return [] // Without a speed probe it can't be normalized.
    return [{ value, normalized: measure === 'rate' ? value / speed : value * speed }]
  })
  if (rounds.length === 0) return undefined
  const geometric = (values: readonly number[]): number => Math.exp(mean(values.map(Math.log)))
  const hops = Object.entries(figures.hops_ms).map(
    ([name, times]) => [name, (mean(times) * usual) / reference] as const,
  )
  return {
    commit: line.commit,
    startedAt: line.startedAt,
    machine: line.machine,
    measured: geometric(rounds.map(({ value }) => value)),
    value: geometric(rounds.map(({ normalized }) => normalized)),
    hopsMs: new Map(hops),
  }
}

const meanHops = (points: readonly Point[]): Map<string, number> => {
  const names = [...(points[0]?.hopsMs.keys() ?? [])].filter((name) => points.every(({ hopsMs }) => hopsMs.has(name)))
  return new Map(names.map((name) => [name, mean(points.map(({ hopsMs }) => hopsMs.get(name) ?? 0))]))
}

const levelsOf = (points: readonly Point[], indices: readonly number[]): Level[] =>
  [0, ...indices].map((from, at) => {
    const to = indices[at] ?? points.length
    return { from, to, value: Math.exp(mean(points.slice(from, to).map(({ value }) => Math.log(value)))) }
  })

const seriesOf = (
  lines: readonly HistoryLine[],
  { variant, load, load_digest }: HistoryFigures,
  measure: Followed,
  reference: number,
  level: number,
): Series => {
  const named = lines.flatMap((line) =>
    line.figures.filter((one) => one.variant === variant && one.load === load).map((figures) => ({ line, figures })),
  )
  const same = named.filter(({ figures }) => figures.load_digest === load_digest)
  const points = same.flatMap(({ line, figures }) => pointOf(line, figures, measure, reference) ?? [])
  const logs = points.map(({ value }) => Math.log(value))
  const permutations = Math.max(999, Math.ceil(10 / level))
  const found = changePoints(logs, { level, permutations, least, random: randomFrom(1) })
  const levels = levelsOf(
    points,
    found.map(({ index }) => index),
  )
  const changes = found.flatMap(({ index, p }, at): LevelChange[] => {
    const [left, right, first, last] = [levels[at], levels[at + 1], points[index], points[index - 1]]
    if (left === undefined || right === undefined || first === undefined || last === undefined) return []
    const [a, b] = [logs.slice(left.from, left.to), logs.slice(right.from, right.to)]
    const estimate = differenceOfMeans(a, b, confidence, randomFrom(1))
    if (estimate === undefined) return []
    const [value, low, high] = [estimate.value, estimate.low, estimate.high].map(Math.exp) as [number, number, number]
    const [before, after] = [points.slice(left.from, left.to), points.slice(right.from, right.to)]
    return [
      {
        index,
        first: first.commit,
        last: last.commit,
        startedAt: first.startedAt,
        before: left.value,
        after: right.value,
        factor: { value, low, high },
        p,
        verdict: (measure === 'rate' ? value < 1 : value > 1) ? 'slower' : 'faster',
        hop: changedHop(meanHops(before), meanHops(after), 1),
        otherMachine: kindOf(first.machine) !== kindOf(last.machine),
      },
    ]
  })
  return { variant, load, measure, points, otherLoads: named.length - same.length, levels, changes }
}

/** The variants and loads of the recent runs, as the newest run defines them; abandoned ones are dropped. */
const followed = (lines: readonly HistoryLine[]): HistoryFigures[] => {
  const newest = new Map<string, HistoryFigures>()
  for (const figures of lines.slice(-recentRuns).flatMap((line) => line.figures))
    newest.set(`${figures.variant}/${figures.load}`, figures)
  return [...newest.values()]
}

const recentRuns = 10

/**
 * Detects where the level of each figure changed over the runs. Ignores runs from before a load got its current definition.
 */
export const levelsOverTime = (lines: readonly HistoryLine[]): Levels => {
  const wanted = followed(lines).flatMap((figures) => measuresOf(figures).map((measure) => ({ figures, measure })))
  const reference = mean(lines.flatMap(({ speeds }) => speeds))
  const level = totalLevel / Math.max(1, wanted.length)
  return {
    runs: lines.length,
    from: lines[0]?.startedAt ?? '',
    to: lines.at(-1)?.startedAt ?? '',
    level,
    series: wanted.map(({ figures, measure }) => seriesOf(lines, figures, measure, reference, level)),
  }
}

const fewestNeighbours = 5

/**
 * The factor by which 95 % of neighbouring runs of the current level differ at most; undefined with too few runs. It covers
 * differences between days and machines.
 */
export const runBand = ({ series }: Levels, variant: string, load: string): number | undefined => {
  const own = series.find((one) => one.variant === variant && one.load === load && one.measure !== 'cpu')
  const logs = (own?.points ?? []).slice(own?.levels.at(-1)?.from).map(({ value }) => Math.log(value))
  const steps = logs.slice(1).map((value, at) => Math.abs(value - (logs[at] ?? value)))
  if (steps.length < fewestNeighbours) return undefined
  steps.sort((a, b) => a - b)
  return Math.exp(steps[quantileRank(steps.length, confidence) - 1] ?? 0)
}
