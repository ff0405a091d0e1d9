import { encodeIntoCompressedBase64 } from 'hdr-histogram-js'
import { latencyHistogram } from '../judge/figures.ts'
import type { JudgedLoad } from '../judge/judged-load.ts'
import { throughput } from '../judge/throughput.ts'
import { isGood } from '../scenario/raw.ts'
import { costsPerUnit, systemCpuMs, type Usage } from '../scenario/usage.ts'
import type { Block } from './record.ts'

const cpuOf = ({ processes }: Usage): Record<string, number> =>
  Object.fromEntries(Object.entries(processes).flatMap(([name, { cpuMs }]) => (cpuMs === null ? [] : [[name, cpuMs]])))

/** Everything that is kept of one load of one arm. `usage`: absent where nobody counted. */
export const blockOf = (
  where: Pick<Block, 'round' | 'arm' | 'startedAt'>,
  judged: JudgedLoad,
  usage: Usage | undefined,
  rest: { ms: number } | { unrest: string },
): Block => {
  const outcomes: Record<string, number> = {}
  for (const sample of judged.kept) outcomes[sample.outcome] = (outcomes[sample.outcome] ?? 0) + 1
  const total = usage === undefined ? null : systemCpuMs(usage)
  const ends = judged.all.filter(isGood).length
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
    cpuMsPerUnit: ends === 0 || total === null ? null : total / ends,
    cpuMs: usage === undefined ? {} : cpuOf(usage),
    hops: usage?.hops ?? {},
    ...(usage === undefined ? {} : { costs: costsPerUnit(usage, ends) }),
  }
}
