import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { System } from '../system/system.ts'
import { cpuTimes, type MachineTime, machineTime } from './cpu.ts'
import { totalOf } from './exposition.ts'
import { type Hop, hopsBetween, hopTotals } from './hops.ts'
import type { State } from './plugin.ts'
import { scrapeAll } from './scrape.ts'

/** What one process used during a load; null where it has no such metric. */
export type ProcessUse = {
  cpuMs: number | null
  /** Statements sent to a database. */
  statements: number
  /** Requests answered. */
  requests: number
  /** Events written to a stream, and events handled. */
  published: number
  handled: number
  /** Lag of its event loop, without the sampling interval. */
  lagP99Ms: number | null
  lagMaxMs: number | null
}

/** What a load cost the system, from its start until everything was at rest again. */
export type Usage = {
  ms: number
  processes: Record<string, ProcessUse>
  /** Counters of the stores, by name with unit. */
  stores: Record<string, number>
  hops: Record<string, Hop>
  /** All processors of the machine together; null if the system has no /proc. */
  machine: MachineTime | null
  /** The harness itself, without the generator. */
  harness: { cpuMs: number; lagP99Ms: number; lagMaxMs: number }
}

export type UsedSystem = Pick<System, 'services' | 'extras' | 'address' | 'pid'>

const stepMs = 20
const perMs = 1e6

const pidsOf = (system: UsedSystem): Map<string, number> =>
  new Map(
    [...system.services, ...system.extras].flatMap((name) => {
      const pid = system.pid(name)
      return pid === undefined ? [] : [[name, pid] as const]
    }),
  )

const read = async (system: UsedSystem, state: State) => ({
  atMs: performance.now(),
  // Read first, because the readings below cost CPU time, which must not count after the load.
  cpu: cpuTimes(pidsOf(system)),
  machine: machineTime(),
  own: process.cpuUsage(),
  texts: await scrapeAll(system),
  // A fault may make the counters unreadable; the load counts without them.
  stores: (await state.counters?.().catch(() => ({}))) ?? {},
})

type Reading = Awaited<ReturnType<typeof read>>

/** A process that restarted in between counts from zero again. */
const grown = (before = 0, after = 0): number => (after >= before ? after - before : after)

/** prom-client reports the time between two ticks of the event loop; the lag is the excess over the shortest one. */
const lagMs = (text: string, which: 'p99' | 'max'): number | null => {
  const [least, value] = ['min', which].map((name) => totalOf(text, `nodejs_eventloop_lag_${name}_seconds`))
  if (least === undefined || value === undefined || !Number.isFinite(least) || !Number.isFinite(value)) return null
  return Math.max(0, 1_000 * (value - least))
}

const processUse = (name: string, before: Reading, after: Reading): ProcessUse => {
  const [first = '', last = ''] = [before.texts.get(name), after.texts.get(name)]
  const counted = (metric: string): number => grown(totalOf(first, metric), totalOf(last, metric))
  const cpuMs = after.cpu.get(name)
  return {
    cpuMs: cpuMs === undefined ? null : grown(before.cpu.get(name), cpuMs),
    statements: counted('sql_statements_total'),
    requests: counted('http_request_duration_seconds_count'),
    published: counted('events_published_total'),
    handled: counted('events_consumed_total'),
    lagP99Ms: lagMs(last, 'p99'),
    lagMaxMs: lagMs(last, 'max'),
  }
}

const difference = (before: Readonly<Record<string, number>>, after: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(after).map(([name, value]) => [name, grown(before[name], value)]))

const machineBetween = (before: MachineTime | null, after: MachineTime | null): MachineTime | null =>
  before === null || after === null
    ? null
    : {
        busyMs: after.busyMs - before.busyMs,
        stolenMs: after.stolenMs - before.stolenMs,
        totalMs: after.totalMs - before.totalMs,
      }

/**
 * Reads all counters now and again when the returned function is called; in between it only monitors its own event
 * loop.
 */
export const openMeter = async (system: UsedSystem, state: State): Promise<() => Promise<Usage>> => {
  const before = await read(system, state)
  const loop = monitorEventLoopDelay({ resolution: stepMs })
  loop.enable()
  return async () => {
    loop.disable()
    const after = await read(system, state)
    const names = [...system.services, ...system.extras].filter(
      (name) => after.cpu.has(name) || after.texts.has(name), // A process with neither was a finished one-off task.
    )
    const own = process.cpuUsage(before.own)
    const late = (ns: number): number => Math.max(0, ns / perMs - stepMs)
    return {
      ms: after.atMs - before.atMs,
      processes: Object.fromEntries(names.map((name) => [name, processUse(name, before, after)])),
      stores: difference(before.stores, after.stores),
      hops: hopsBetween(hopTotals(before.texts), hopTotals(after.texts)),
      machine: machineBetween(before.machine, after.machine),
      harness: {
        cpuMs: (own.user + own.system) / 1_000,
        lagP99Ms: late(loop.percentile(99)),
        lagMaxMs: late(loop.max),
      },
    }
  }
}

const sum = (usage: Usage, of: (use: ProcessUse) => number | null): number =>
  Object.values(usage.processes).reduce((total, use) => total + (of(use) ?? 0), 0)

/** CPU time of all processes of the system; null if unknown. */
export const systemCpuMs = (usage: Usage): number | null => {
  const total = sum(usage, ({ cpuMs }) => cpuMs)
  return total === 0 ? null : total
}

/** All counters per unit of work, by name. Empty if there was no unit. */
export const costsPerUnit = (usage: Usage, units: number): Record<string, number> => {
  if (units === 0) return {}
  const cpuMs = systemCpuMs(usage)
  const counted: Record<string, number> = {
    ...(cpuMs === null ? {} : { 'CPU ms': cpuMs }),
    'SQL statements': sum(usage, ({ statements }) => statements),
    'HTTP requests answered': sum(usage, ({ requests }) => requests),
    'Events published': sum(usage, ({ published }) => published),
    'Events handled': sum(usage, ({ handled }) => handled),
    ...usage.stores,
  }
  return Object.fromEntries(Object.entries(counted).map(([name, value]) => [name, value / units]))
}
