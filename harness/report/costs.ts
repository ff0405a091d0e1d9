import type { JudgedRun, JudgedScenario } from '../judge/judge.ts'
import {
  costsPerUnit,
  family,
  type Hop,
  hopsTogether,
  type ProcessUse,
  type ScenarioRun,
  type Usage,
} from '../scenario/records.ts'
import { count } from './format.ts'

/** Cost of one unit of work in one style under one load. Loads of older runs have none. */
export type Cost = {
  scenario: string
  /** Reports compare the loads of a group: scenarios with one style share their group; others form a group of their own. */
  group: string
  style: string
  load: string
  loadText: string
  isJudged: boolean
  /** Whether its scenario limits the latency of a unit. */
  isTimed: boolean
  /** Units of work that ended, warm-up included. */
  units: number
  perUnit: Record<string, number>
  processes: ProcessCost[]
  hops: HopCost[]
  /** Hops with all events that a process consumes merged, without consumers that publish no events of their own. */
  mainHops: HopCost[]
  usage: Usage
}

export type ProcessCost = { process: string; cpuMs: number; statements: number; requests: number; events: number }
/** `msPerUnit`: calls × mean; the time of a call includes the calls that it makes. */
export type HopCost = { name: string; callsPerUnit: number; meanMs: number; msPerUnit: number }

const processCosts = (processes: Readonly<Record<string, ProcessUse>>, units: number): ProcessCost[] =>
  [...Map.groupBy(Object.entries(processes), ([name]) => family(name))]
    .map(([process, uses]) => {
      const each = (of: (use: ProcessUse) => number): number => uses.reduce((sum, [, use]) => sum + of(use), 0) / units
      return {
        process,
        cpuMs: each(({ cpuMs }) => cpuMs ?? 0),
        statements: each(({ statements }) => statements),
        requests: each(({ requests }) => requests),
        events: each(({ published, handled }) => published + handled),
      }
    })
    .sort((a, b) => b.cpuMs - a.cpuMs)

/** Hops, merged over the instances of a process, the longest per unit of work first. */
export const hopCosts = (hops: readonly (readonly [string, Hop])[], units: number): HopCost[] =>
  Object.entries(hopsTogether(hops, family))
    .map(([name, { count, meanMs }]) => ({
      ...{ name, meanMs, callsPerUnit: count / units, msPerUnit: (count * meanMs) / units },
    }))
    .sort((a, b) => b.msPerUnit - a.msPerUnit)

/** An event's hop is named `type → process`, a call's `process → process`. A consumer that publishes nothing delays no unit. */
const eventsTogether = ({ hops, processes }: Usage): Record<string, Hop> => {
  const known = new Set(Object.keys(processes).map(family))
  const named = Object.entries(hops).flatMap(([name, hop]): [string, Hop][] => {
    const [left = '', right] = name.split(' → ')
    if (right === undefined || known.has(family(left))) return [[name, hop]]
    return (processes[right]?.published ?? 0) > 0 ? [[`events → ${right}`, hop]] : []
  })
  return hopsTogether(named, family)
}

const costOf = (judged: JudgedScenario, ran: ScenarioRun['loads'][number]): Cost[] => {
  const load = judged.loads.find(({ load: { id } }) => id === ran.id)
  if (ran.usage === undefined || load === undefined || load.all.length === 0) return []
  const units = load.all.length
  return [
    {
      scenario: judged.scenario.id,
      group: judged.scenario.styles.length > 1 ? judged.scenario.id : judged.scenario.group,
      style: judged.run.style,
      load: ran.id,
      loadText: load.load.text,
      isJudged: load.load.judged,
      isTimed: judged.scenario.measures.some(({ kind }) => kind === 'latency'),
      units,
      perUnit: costsPerUnit(ran.usage, units),
      processes: processCosts(ran.usage.processes, units),
      hops: hopCosts(Object.entries(ran.usage.hops), units),
      mainHops: hopCosts(Object.entries(eventsTogether(ran.usage)), units),
      usage: ran.usage,
    },
  ]
}

/** The costs of every measured load, in the order of the run. */
export const costsOf = ({ scenarios }: JudgedRun): Cost[] =>
  scenarios.flatMap((judged) => judged.run.loads.flatMap((ran) => costOf(judged, ran)))

/** Costs grouped by load, in the order of the run. */
export const sideBySide = (costs: readonly Cost[]): Cost[][] => [
  ...Map.groupBy(costs, ({ group, loadText }) => `${group}/${loadText}`).values(),
]

/** A number per unit of work, with as many digits as are useful. */
export const amount = (value: number): string => {
  if (value === 0) return '0'
  if (value >= 1_000) return count(value)
  if (value >= 99.95) return value.toFixed(0)
  if (value < 0.005) return '0'
  return value >= 0.095 ? value.toFixed(1).replace(/\.0$/, '') : value.toFixed(2)
}
