import type { Estimate } from '../judge/resampling.ts'
import type { Load } from '../scenario/scenario.ts'
import { controlFactor, type Measure, measureOf, ratioTo } from './figures.ts'
import type { BenchRecord } from './record.ts'

/** The ratio of one variant to another over common rounds, with the verdict. */
export type Pair = {
  arm: string
  to: string
  load: string
  measure: Measure
  estimate: Estimate
  /** A/A control: identical variants differ by up to this factor. */
  band: number
  verdict: 'more' | 'less' | 'faster' | 'slower' | 'no difference shown'
}

/** A difference is shown if the interval excludes 1 and the ratio exceeds the A/A control. */
export const verdictOf = (measure: Measure, estimate: Estimate, band: number): Pair['verdict'] => {
  const isShown = (estimate.low > 1 || estimate.high < 1) && Math.abs(Math.log(estimate.value)) > Math.log(band)
  if (!isShown) return 'no difference shown'
  const isLarger = estimate.value > 1
  if (measure === 'rate') return isLarger ? 'more' : 'less'
  return isLarger ? 'slower' : 'faster'
}

const styleMost = 3

/** Selects the pairs: each variant with the baseline, with the variant it derives from, and some with each other. */
const wanted = (record: BenchRecord): [string, string][] => {
  const arms = record.arms.map(({ id }) => id).filter((id) => id !== record.baseline)
  const others = arms.flatMap((arm, i) =>
    arms
      .slice(0, i)
      .filter((to) => arms.length <= styleMost || arm.startsWith(`${to}-`))
      .map((to): [string, string] => [arm, to]),
  )
  return [...arms.map((arm): [string, string] => [arm, record.baseline]), ...others]
}

/** All pairs under one load that have at least two common rounds. */
export const pairsOf = (record: BenchRecord, load: Load): Pair[] => {
  const measure = measureOf(load)
  const band = controlFactor(record, load.id, measure)
  return wanted(record).flatMap(([arm, to]) => {
    const estimate = ratioTo(record, arm, to, load.id, measure)
    return estimate === null
      ? []
      : [{ arm, to, load: load.id, measure, estimate, band, verdict: verdictOf(measure, estimate, band) }]
  })
}
