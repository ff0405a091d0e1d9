import { mean } from '../../judge/statistics.ts'
import { type HopCost, hopCosts } from '../../report/costs.ts'
import { family } from '../../scenario/records.ts'
import { validBlocks } from '../figures.ts'
import type { BenchRecord, Block } from '../record.ts'

/** The costs of one unit of work in one variant under one load, by name; means over its rounds. */
export const costsOfVariant = (record: BenchRecord, variant: string, load: string): Record<string, number> => {
  const blocks = validBlocks(record, variant, load)
  const all = blocks.map(({ costs, cpuMsPerUnit }) => ({
    ...(cpuMsPerUnit === null ? {} : { 'CPU ms': cpuMsPerUnit }),
    ...costs,
  }))
  const names = [...new Set(all.flatMap((costs) => Object.keys(costs)))] as (keyof (typeof all)[number])[]
  return Object.fromEntries(
    names.map((name) => [name, mean(all.flatMap((costs) => (costs[name] === undefined ? [] : [costs[name]])))]),
  )
}

/** The number of units that the counters cover, warm-up included. */
const unitsOf = (blocks: readonly Block[]): number => blocks.reduce((sum, { generator }) => sum + generator.started, 0)

/** CPU time in ms per unit by process, largest first; instances of a process are added up. */
export const cpuOfVariant = (record: BenchRecord, variant: string, load: string): Map<string, number> => {
  const blocks = validBlocks(record, variant, load)
  const units = unitsOf(blocks)
  const total = new Map<string, number>()
  for (const [name, ms] of blocks.flatMap(({ cpuMs }) => Object.entries(cpuMs))) {
    const process = family(name)
    total.set(process, (total.get(process) ?? 0) + ms)
  }
  return new Map(
    [...total].map(([name, ms]) => [name, units === 0 ? 0 : ms / units] as const).sort(([, a], [, b]) => b - a),
  )
}

/** The time that a unit spends in each hop in one variant, over all its rounds. */
export const hopsOfVariant = (record: BenchRecord, variant: string, load: string): HopCost[] => {
  const blocks = validBlocks(record, variant, load)
  const units = unitsOf(blocks)
  return units === 0
    ? []
    : hopCosts(
        blocks.flatMap(({ hops }) => Object.entries(hops)),
        units,
      )
}

/** The same without events for consumers that make no calls, because these run in parallel with the work. */
export const mainHopsOfVariant = (record: BenchRecord, variant: string, load: string): HopCost[] => {
  const processes = new Set(
    record.blocks.flatMap(({ cpuMs }) => Object.keys(cpuMs)).map((name) => name.replace(/-\d+$/, '')),
  )
  const all = hopsOfVariant(record, variant, load)
  const ends = all.map(({ name }) => name.split(' → '))
  const callers = new Set(
    ends.flatMap(([left = '', right]) => (right !== undefined && processes.has(left) ? [left] : [])),
  )
  return all.filter((_, i) => {
    const [left = '', right] = ends[i] ?? []
    return right === undefined || processes.has(left) || callers.has(right)
  })
}
