import type { JudgedRun, JudgedScenario } from '../judge/judge.ts'
import { family, type Hop, hopsTogether } from '../scenario/hops.ts'
import type { ScenarioRun } from '../scenario/run-record.ts'
import { costsPerUnit, type ProcessUse, type Usage } from '../scenario/usage.ts'
import { count } from './format.ts'

/** What one unit of work cost, in one style under one load; loads of older runs have no such thing. */
export type Cost = {
  scenario: string
  /** Whose loads it stands beside: scenarios of one style each are set side by side in their group, others stand for themselves. */
  group: string
  style: string
  load: string
  loadText: string
  isJudged: boolean
  /** Whether its scenario says how long a unit may take. */
  isTimed: boolean
  /** Units of work that ended, warm-up included. */
  units: number
  perUnit: Record<string, number>
  processes: ProcessCost[]
  hops: HopCost[]
  /** The same, with all events that one process consumes as one; those that publish nothing in turn are left out. */
  mainHops: HopCost[]
  usage: Usage
}

export type ProcessCost = { process: string; cpuMs: number; statements: number; requests: number; events: number }
/** `msPerUnit`: calls × mean; a call encloses those that it makes in turn. */
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

/** Hops of all instances of a process together, the longest per unit of work first. */
export const hopCosts = (hops: readonly (readonly [string, Hop])[], units: number): HopCost[] =>
  Object.entries(hopsTogether(hops, family))
    .map(([name, { count, meanMs }]) => ({
      ...{ name, meanMs, callsPerUnit: count / units, msPerUnit: (count * meanMs) / units },
    }))
    .sort((a, b) => b.msPerUnit - a.msPerUnit)

/** Hops of events are named `type → process`; whoever calls is a process itself. Nobody waits for who publishes nothing. */
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

/** The costs of every load that was measured, in the order of the run. */
export const costsOf = ({ scenarios }: JudgedRun): Cost[] =>
  scenarios.flatMap((judged) => judged.run.loads.flatMap((ran) => costOf(judged, ran)))

/** Costs of the same load side by side, in the order in which the loads came. */
export const sideBySide = (costs: readonly Cost[]): Cost[][] => [
  ...Map.groupBy(costs, ({ group, loadText }) => `${group}/${loadText}`).values(),
]

/** A number of things per unit of work, as many digits as help. */
export const amount = (value: number): string => {
  if (value === 0) return '0'
  if (value >= 1_000) return count(value)
  if (value >= 99.95) return value.toFixed(0)
  if (value < 0.005) return '0'
  return value >= 0.095 ? value.toFixed(1).replace(/\.0$/, '') : value.toFixed(2)
}
