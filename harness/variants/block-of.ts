import { encodeIntoCompressedBase64 } from 'hdr-histogram-js'
import { latencyHistogram } from '../judge/figures.ts'
import type { JudgedLoad } from '../judge/judged-load.ts'
import { throughput } from '../judge/throughput.ts'
import { costsPerUnit, isGood, type Usage } from '../scenario/records.ts'
import type { Block } from './record.ts'

/** Figures sampled at run time, which can't be recomputed from the raw lines. */
type Counted = Pick<Block, 'cpuMs' | 'hops' | 'costs'>

type Where = Pick<Block, 'round' | 'variant' | 'startedAt'>

/** Time from the end of the load until rest, or what was still running. */
type Rest = { ms: number } | { unrest: string }

const cpuOf = ({ processes }: Usage): Record<string, number> =>
  Object.fromEntries(Object.entries(processes).flatMap(([name, { cpuMs }]) => (cpuMs === null ? [] : [[name, cpuMs]])))

const goodEnds = ({ all }: JudgedLoad): number => all.filter(isGood).length

const countedOf = (usage: Usage | undefined, judged: JudgedLoad): Counted =>
  usage === undefined
    ? { cpuMs: {}, hops: {} }
    : { cpuMs: cpuOf(usage), hops: usage.hops ?? {}, costs: costsPerUnit(usage, goodEnds(judged)) }

/** Builds a block from the judged raw lines of its load and the figures sampled at run time. */
export const blockFrom = (where: Where, judged: JudgedLoad, { cpuMs, hops, costs }: Counted, rest: Rest): Block => {
  const outcomes: Record<string, number> = {}
  for (const sample of judged.kept) outcomes[sample.outcome] = (outcomes[sample.outcome] ?? 0) + 1
  const total = Object.values(cpuMs).reduce((sum, ms) => sum + ms, 0)
  const ends = goodEnds(judged)
  return {
    ...where,
    load: judged.load.id,
    generator: judged.generator,
    invalid: judged.invalid ?? ('unrest' in rest ? rest.unrest : null),
    unsteady: judged.steadiness.steady ? null : judged.steadiness.reason,
    restMs: 'ms' in rest ? rest.ms : null,
    samples: judged.kept.length,
    outcomes,
    ratePerS: throughput(judged).value,
    histogram: encodeIntoCompressedBase64(latencyHistogram(judged.kept)),
    cpuMsPerUnit: ends === 0 || total === 0 ? null : total / ends,
    cpuMs,
    hops,
    ...(costs === undefined ? {} : { costs }),
  }
}

/** Builds the record of one load of one variant. `usage` is absent if it was not measured. */
export const blockOf = (where: Where, judged: JudgedLoad, usage: Usage | undefined, rest: Rest): Block =>
  blockFrom(where, judged, countedOf(usage, judged), rest)
