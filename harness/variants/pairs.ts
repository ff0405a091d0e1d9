import type { Estimate } from '../judge/resampling.ts'
import type { Load } from '../scenario/documents.ts'
import { controlFactor, type Measure, measureOf, ratioTo } from './figures.ts'
import type { BenchRecord } from './record.ts'

/** The ratio of one variant to another over common rounds, with the verdict. */
export type Pair = {
  variant: string
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
  const variants = record.variants.map(({ id }) => id).filter((id) => id !== record.baseline)
  const others = variants.flatMap((variant, i) =>
    variants
      .slice(0, i)
      .filter((to) => variants.length <= styleMost || variant.startsWith(`${to}-`))
      .map((to): [string, string] => [variant, to]),
  )
  return [...variants.map((variant): [string, string] => [variant, record.baseline]), ...others]
}

/** All pairs under one load that have at least two common rounds. */
export const pairsOf = (record: BenchRecord, load: Load): Pair[] => {
  const measure = measureOf(load)
  const band = controlFactor(record, load.id, measure)
  return wanted(record).flatMap(([variant, to]) => {
    const estimate = ratioTo(record, variant, to, load.id, measure)
    return estimate === null
      ? []
      : [{ variant, to, load: load.id, measure, estimate, band, verdict: verdictOf(measure, estimate, band) }]
  })
}
