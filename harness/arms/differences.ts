import type { Estimate } from '../judge/resampling.ts'
import { mean } from '../judge/statistics.ts'
import { controlFactor, figuresOfArm, measureOf, validBlocks, valueOfBlock } from './figures.ts'
import type { BenchRecord } from './record.ts'

/** One arm against the baseline of its own record, under one load. */
export type Difference = {
  load: string
  text: string
  measure: 'rate' | 'p95'
  arm: string
  baseline: string
  /** Means over rounds. */
  value: number
  baselineValue: number
  rounds: number
  /** arm ÷ baseline within each round, by a paired bootstrap over rounds. */
  ratio: Estimate | null
  /** A/A: factors nearer to 1 than this are no difference. */
  band: number
  verdict: 'slower' | 'faster' | 'no difference shown' | 'too few rounds'
}

/** Fewest rounds for which a difference is claimed; see ADR-042. */
const fewestRounds = 5

const isShown = (ratio: Estimate, band: number): boolean =>
  (ratio.low > 1 || ratio.high < 1) && Math.abs(Math.log(ratio.value)) > Math.log(band)

/** All arms against the baseline, load by load, where both were run. */
export const differencesOf = (record: BenchRecord): Difference[] =>
  record.loads.flatMap((load) => {
    const measure = measureOf(load)
    const meanOf = (arm: string): number =>
      mean(validBlocks(record, arm, load.id).map((block) => valueOfBlock(block, measure)))
    const others = record.arms.filter(
      ({ id }) =>
        id !== record.baseline &&
        [id, record.baseline].every((arm) => record.blocks.some((one) => one.arm === arm && one.load === load.id)),
    )
    return others.map(({ id: arm }): Difference => {
      const figures = figuresOfArm(record, arm, load.id)
      const rounds = Math.min(figures.rounds, validBlocks(record, record.baseline, load.id).length)
      const ratio = figures.ratio[measure]
      const band = controlFactor(record, load.id, measure)
      const isWorse = ratio !== null && (measure === 'rate' ? ratio.value < 1 : ratio.value > 1)
      const claimed = ratio !== null && isShown(ratio, band) ? (isWorse ? 'slower' : 'faster') : 'no difference shown'
      return {
        load: load.id,
        text: load.text,
        measure,
        arm,
        baseline: record.baseline,
        value: meanOf(arm),
        baselineValue: meanOf(record.baseline),
        rounds,
        ratio,
        band,
        verdict: rounds < fewestRounds ? 'too few rounds' : claimed,
      }
    })
  })
