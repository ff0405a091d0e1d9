import { randomFrom } from '../base/random.ts'
import { differenceOfMeans, type Estimate, holm, permutationP } from '../judge/resampling.ts'
import { mean } from '../judge/statistics.ts'
import { hopsOfRounds } from '../scenario/records.ts'
import { confidence, controlFactor, type Measure, measureOf, validBlocks, valueOfBlock } from './figures.ts'
import { changedHop, type HopChange } from './hop-change.ts'
import { type BenchRecord, type Block, nameOf } from './record.ts'

/** The changes between two comparisons of variants, `second` relative to `first`. */
export type Change = {
  variant: string
  load: string
  measure: Measure
  first: number
  second: number
  /** second ÷ first, both divided by the speed of their machine. */
  factor: Estimate | null
  /** Exact permutation test over rounds. */
  p: number
  /** A/A control: smaller factors don't count as a difference. */
  band: number
  verdict: 'slower' | 'faster' | 'no difference shown' | 'no data'
  /** The hop that explains a significant change. */
  hop: HopChange | null
}

export type BenchComparison = {
  first: Pick<BenchRecord, 'commit' | 'startedAt'>
  second: Pick<BenchRecord, 'commit' | 'startedAt'>
  /** Machine speed of the second record ÷ that of the first. */
  speed: number
  changes: Change[]
  /** Variants and loads that are only in the first record. */
  missing: string[]
  /** The worst of all changes; `no data` if something is missing. */
  verdict: Change['verdict']
}

const level = 1 - confidence

const speedOf = (record: BenchRecord): number => mean(record.speeds.map(({ hashesPerMs }) => hashesPerMs))

/** Logarithm of a value normalized to machine speed 1: times are multiplied by the speed, rates divided. */
const normalised = (record: BenchRecord, block: Block, measure: Measure): number => {
  const speed = record.speeds.find(({ round }) => round === block.round)?.hashesPerMs ?? speedOf(record)
  const value = valueOfBlock(block, measure)
  return Math.log(measure === 'rate' ? value / speed : value * speed)
}

const valuesOf = (record: BenchRecord, variant: string, load: string, measure: Measure): number[] =>
  validBlocks(record, variant, load)
    .map((block) => normalised(record, block, measure))
    .filter(Number.isFinite)

/** Whether a valid round has no figure because nothing completed in it; the other rounds can't replace it. */
const lacksOne = (record: BenchRecord, variant: string, load: string, measure: Measure): boolean =>
  validBlocks(record, variant, load).some((block) => !(valueOfBlock(block, measure) > 0))

/** Mean time of each hop over the rounds of one variant under one load. */
const hopMeans = (record: BenchRecord, variant: string, load: string): Map<string, number> => {
  const rounds = hopsOfRounds(validBlocks(record, variant, load).map(({ hops }) => hops))
  return new Map([...rounds].map(([name, hops]) => [name, mean(hops.map(({ meanMs }) => meanMs))]))
}

const hopOf = (first: BenchRecord, second: BenchRecord, variant: string, load: string): HopChange | null =>
  changedHop(hopMeans(first, variant, load), hopMeans(second, variant, load), speedOf(second) / speedOf(first))

const isWorse = (measure: Measure, factor: number): boolean => (measure === 'rate' ? factor < 1 : factor > 1)

const exponential = (estimate: Estimate | undefined): Estimate | null =>
  estimate === undefined
    ? null
    : { value: Math.exp(estimate.value), low: Math.exp(estimate.low), high: Math.exp(estimate.high) }

const absolute = (record: BenchRecord, variant: string, load: string, measure: Measure): number =>
  mean(validBlocks(record, variant, load).map((block) => valueOfBlock(block, measure)))

/**
 * Compares two records by variant: the rate without pause and the P95 at a steady rate. A change is significant if the exact
 * permutation test, corrected for all comparisons (Holm), rejects equality and it exceeds the A/A control of both records.
 */
export const compareBenches = (first: BenchRecord, second: BenchRecord): BenchComparison => {
  const wasRun = (variant: string, load: string): boolean =>
    first.blocks.some((block) => block.variant === variant && block.load === load)
  const pairs = first.variants
    .filter(({ id }) => second.variants.some((variant) => variant.id === id))
    .flatMap(({ id }) =>
      first.loads
        .filter((load) => second.loads.some((one) => one.id === load.id) && wasRun(id, load.id))
        .map((load) => ({ variant: id, load })),
    )
  const drafts = pairs.map(({ variant, load: { id: load, ...rest } }) => {
    const measure = measureOf({ id: load, ...rest })
    const [a, b] = [valuesOf(first, variant, load, measure), valuesOf(second, variant, load, measure)]
    const factor = exponential(differenceOfMeans(a, b, confidence, randomFrom(first.seed)))
    const band = Math.max(controlFactor(first, load, measure), controlFactor(second, load, measure))
    return { variant, load, measure, factor, band, p: permutationP(a, b) }
  })
  const significant = holm(
    drafts.map(({ p }) => p),
    level,
  )
  const changes = drafts.map((draft, index): Change => {
    const { variant, load, measure, factor, band } = draft
    const isLarge = factor !== null && Math.abs(Math.log(factor.value)) > Math.log(band)
    const isShown = significant[index] === true && isLarge
    const isPartial = factor === null || [first, second].some((record) => lacksOne(record, variant, load, measure))
    const change = factor !== null && isWorse(measure, factor.value) ? 'slower' : 'faster'
    return {
      ...draft,
      first: absolute(first, variant, load, measure),
      second: absolute(second, variant, load, measure),
      verdict: isShown && (change === 'slower' || !isPartial) ? change : isPartial ? 'no data' : 'no difference shown',
      hop: isShown ? hopOf(first, second, variant, load) : null,
    }
  })
  const missing = [
    ...first.variants
      .filter(({ id }) => !second.variants.some((variant) => variant.id === id))
      .map(({ id }) => `the variant ${id}`),
    ...first.loads.filter(({ id }) => !second.loads.some((load) => load.id === id)).map(({ id }) => `the load ${id}`),
  ]
  const worst = (['slower', 'no data', 'faster', 'no difference shown'] as const).find(
    (verdict) => changes.some((change) => change.verdict === verdict) || (verdict === 'no data' && missing.length > 0),
  )
  return {
    first: { commit: nameOf(first), startedAt: first.startedAt },
    second: { commit: nameOf(second), startedAt: second.startedAt },
    speed: speedOf(second) / speedOf(first),
    changes,
    missing,
    verdict: worst ?? 'no data',
  }
}
