import { decodeFromCompressedBase64, type Histogram } from 'hdr-histogram-js'
import { randomFrom } from '../base/random.ts'
import { controlBand, type Estimate, pairedDifference } from '../judge/resampling.ts'
import { histogramOf, mean, type Percentile, percentile } from '../judge/statistics.ts'
import type { Load } from '../scenario/documents.ts'
import { badEnds } from '../scenario/records.ts'
import type { BenchRecord, Block } from './record.ts'

export const confidence = 0.95

/** The compared figures: the rate without pause, and the latency at a steady rate. */
export type Measure = 'rate' | 'p50' | 'p95'

/**
 * The meaningful figure of a load: the P95 if the offered rate is fixed, because it also caps the rate; otherwise the rate.
 */
export const measureOf = ({ model }: Load): 'rate' | 'p95' =>
  model.kind === 'open' || model.paced_to !== null ? 'p95' : 'rate'

export type VariantFigures = {
  variant: string
  load: string
  /** Valid rounds. */
  rounds: number
  samples: number
  p50: Percentile | null
  p95: Percentile | null
  p99: Percentile | null
  ratePerS: number
  cpuMsPerUnit: number | null
  bad: number
  /** To the baseline in the same round: 0.8 is four fifths of its rate, or four fifths of its time. */
  ratio: Record<'rate' | 'p95', Estimate | null>
}

const perMs = 1_000

export const histogramOfBlock = (block: Block): Histogram => decodeFromCompressedBase64(block.histogram)

export const valueOfBlock = (block: Block, measure: Measure): number => {
  if (measure === 'rate') return block.ratePerS
  const histogram = histogramOfBlock(block)
  return histogram.getValueAtPercentile(measure === 'p50' ? 50 : 95) / perMs
}

export const validBlocks = (record: BenchRecord, variant: string, load: string): Block[] =>
  record.blocks.filter((block) => block.variant === variant && block.load === load && block.invalid === null)

/** The reference of a variant's ratios: the variant that differs by one guarantee, or the baseline. */
export const againstOf = (record: BenchRecord, variant: string): string =>
  record.variants.find(({ id }) => id === variant)?.against ?? record.baseline

/** Logarithms of one variant ÷ another, by round. */
const logRatios = (record: BenchRecord, variant: string, to: string, load: string, measure: Measure): number[] => {
  const baseline = new Map(validBlocks(record, to, load).map((block) => [block.round, block]))
  return validBlocks(record, variant, load).flatMap((block) => {
    const other = baseline.get(block.round)
    const ratio = other === undefined ? Number.NaN : valueOfBlock(block, measure) / valueOfBlock(other, measure)
    return Number.isFinite(ratio) && ratio > 0 ? [Math.log(ratio)] : []
  })
}

/** One variant as a factor of another, over common rounds; null for a variant and itself, and for fewer than two rounds. */
export const ratioTo = (
  record: BenchRecord,
  variant: string,
  to: string,
  load: string,
  measure: Measure,
): Estimate | null => {
  if (variant === to) return null
  const estimate = pairedDifference(logRatios(record, variant, to, load, measure), confidence, randomFrom(record.seed))
  return estimate === undefined
    ? null
    : { value: Math.exp(estimate.value), low: Math.exp(estimate.low), high: Math.exp(estimate.high) }
}

/** How much a variant differs between consecutive rounds: the A/A control of every comparison. */
export const controlDifferences = (record: BenchRecord, load: string, measure: Measure): number[] =>
  record.variants.flatMap(({ id }) => {
    const blocks = validBlocks(record, id, load).sort((a, b) => a.round - b.round)
    return blocks.slice(1).flatMap((block, index) => {
      const before = blocks[index]
      const ratio = before === undefined ? Number.NaN : valueOfBlock(block, measure) / valueOfBlock(before, measure)
      return Number.isFinite(ratio) && ratio > 0 ? [Math.log(ratio)] : []
    })
  })

/**
 * How much two means over this number of rounds can differ by chance, as a factor above 1, from neighbouring rounds of the
 * same variant.
 */
export const controlFactor = (record: BenchRecord, load: string, measure: Measure): number => {
  const differences = controlDifferences(record, load, measure)
  const rounds = Math.max(1, ...record.blocks.map(({ round }) => round + 1))
  const band = controlBand(differences, confidence, randomFrom(record.seed))
  // The band is for a mean over all differences; a comparison uses a mean over one variant's rounds.
  return Math.exp(band * Math.sqrt(differences.length / rounds))
}

/** All figures of one variant under one load over its rounds; distributions are merged, never averaged. */
export const figuresOfVariant = (record: BenchRecord, variant: string, load: string): VariantFigures => {
  const blocks = validBlocks(record, variant, load)
  const merged = histogramOf([])
  for (const block of blocks) merged.add(histogramOfBlock(block))
  const at = (quantile: number): Percentile | null => percentile(merged, quantile, confidence) ?? null
  const cpu = blocks.flatMap(({ cpuMsPerUnit }) => (cpuMsPerUnit === null ? [] : [cpuMsPerUnit]))
  return {
    variant,
    load,
    rounds: blocks.length,
    samples: blocks.reduce((sum, block) => sum + block.samples, 0),
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    ratePerS: mean(blocks.map(({ ratePerS }) => ratePerS)),
    cpuMsPerUnit: cpu.length === 0 ? null : mean(cpu),
    bad: blocks.reduce((sum, { outcomes }) => sum + badEnds(outcomes), 0),
    ratio: {
      rate: ratioTo(record, variant, againstOf(record, variant), load, 'rate'),
      p95: ratioTo(record, variant, againstOf(record, variant), load, 'p95'),
    },
  }
}
