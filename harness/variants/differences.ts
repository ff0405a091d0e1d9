import type { Estimate } from '../judge/resampling.ts'
import { mean } from '../judge/statistics.ts'
import { controlFactor, measureOf, validBlocks, valueOfBlock } from './figures.ts'
import { type Pair, pairsOf } from './pairs.ts'
import type { BenchRecord } from './record.ts'

/** One variant compared with the baseline of the same record under one load, even with too few rounds for a verdict. */
export type Difference = {
  load: string
  text: string
  measure: 'rate' | 'p95'
  variant: string
  /** Means over rounds. */
  value: number
  baselineValue: number
  /** Rounds that are valid for both. */
  rounds: number
  /** variant ÷ baseline within each round, by a paired bootstrap over rounds. */
  ratio: Estimate | null
  /** A/A control: smaller factors don't count as a difference. */
  band: number
  verdict: Pair['verdict'] | 'too few rounds'
}

/** Fewest rounds for which a difference is claimed; see ADR-042. */
const fewestRounds = 5

/** Compares all variants with the baseline under each load that both ran. */
export const differencesOf = (record: BenchRecord): Difference[] =>
  record.loads.flatMap((load) => {
    const { baseline } = record
    const measure = measureOf(load)
    const pairs = pairsOf(record, load)
    const countedOf = (variant: string) => validBlocks(record, variant, load.id)
    const meanOf = (variant: string): number => mean(countedOf(variant).map((block) => valueOfBlock(block, measure)))
    const wasRun = (variant: string): boolean =>
      record.blocks.some((one) => one.variant === variant && one.load === load.id)
    const others = record.variants.map(({ id }) => id).filter((id) => id !== baseline && wasRun(id) && wasRun(baseline))
    return others.map((variant): Difference => {
      const pair = pairs.find((one) => one.variant === variant && one.to === baseline)
      const own = new Set(countedOf(variant).map(({ round }) => round))
      const rounds = countedOf(baseline).filter(({ round }) => own.has(round)).length
      return {
        load: load.id,
        text: load.text,
        measure,
        variant,
        value: meanOf(variant),
        baselineValue: meanOf(baseline),
        rounds,
        ratio: pair?.estimate ?? null,
        band: pair?.band ?? controlFactor(record, load.id, measure),
        verdict: pair === undefined || rounds < fewestRounds ? 'too few rounds' : pair.verdict,
      }
    })
  })
