import { type EvidenceRow, type GeneratorReport, isGood, latencyMs, type Sample, startLagMs } from '../scenario/raw.ts'
import {
  type Decision,
  type Limit,
  type Load,
  type Measure,
  meets,
  parseLimit,
  type Scenario,
} from '../scenario/scenario.ts'
import {
  allowedSlow,
  decideShare,
  fewestSamples,
  histogramOf,
  mean,
  type Percentile,
  percentile,
  shareInterval,
} from './statistics.ts'
import { type Steadiness, steadiness } from './steadiness.ts'
import type { Verdict } from './verdict.ts'

/** A load as it was run, with what came of it. */
export type LoadResult = { load: Load; generator: GeneratorReport; samples: Sample[] }

/** The samples that count, and why the load counts at all. */
export type JudgedLoad = {
  load: Load
  generator: GeneratorReport
  /** After the warm-up. */
  kept: Sample[]
  all: Sample[]
  steadiness: Steadiness
  startLagMs: number | null
  /** Why what this load measured is invalid; null when it isn't. */
  invalid: string | null
}

export type MeasureResult = {
  id: string
  load: string
  value: number | null
  low: number | null
  high: number | null
  unit: string
  limit: number
  samples: number
  slow: number | null
  verdict: Verdict
  /** In words: why this verdict. */
  because: string
}

const generatorTroubles = (
  generator: GeneratorReport,
  samples: readonly Sample[],
  lagMs: number | null,
  decision: Decision,
): string[] => {
  const limits = decision.generator
  const expected = generator.offered ?? generator.started
  const troubles: string[] = []
  if (generator.dropped > limits.dropped_share * expected)
    troubles.push(`${generator.dropped} of ${expected} were never started`)
  if (
    generator.offered !== null &&
    samples.length + generator.dropped < generator.offered * (1 - limits.dropped_share)
  ) {
    troubles.push(`${samples.length} of ${generator.offered} were recorded`)
  }
  if (lagMs !== null && lagMs > limits.start_lag_ms) {
    troubles.push(
      `started up to ${lagMs.toFixed(0)} ms late (limit ${limits.start_lag_ms} ms at P${limits.start_lag_quantile * 100})`,
    )
  }
  if (generator.exitCode !== 0) troubles.push(`the generator ended with ${generator.exitCode}`)
  return troubles
}

/** Cuts the warm-up and decides whether the load was the one offered. `materialMs`: a rise that would matter. */
export const judgeLoad = (result: LoadResult, decision: Decision, materialMs: number): JudgedLoad => {
  const { load, generator, samples } = result
  const lag = percentile(
    histogramOf(samples.map(startLagMs)),
    decision.generator.start_lag_quantile,
    decision.confidence,
  )
  const steady = steadiness(
    samples.map((sample) => ({ atMs: sample.intended, valueMs: latencyMs(sample) })),
    materialMs,
  )
  const troubles = generatorTroubles(generator, samples, lag?.value ?? null, decision)
  return {
    load,
    generator,
    all: samples,
    kept: samples.filter((sample) => sample.intended >= steady.cutMs),
    steadiness: steady,
    startLagMs: lag?.value ?? null,
    invalid: troubles.length > 0 ? troubles.join('; ') : null,
  }
}

const undecided = (measure: Measure, load: string, limit: Limit, samples: number, because: string): MeasureResult => ({
  id: measure.id,
  load,
  value: null,
  low: null,
  high: null,
  unit: limit.unit,
  limit: limit.value,
  samples,
  slow: null,
  verdict: 'inconclusive',
  because,
})

/** The first reason, if any, why what was seen of a load is not the verdict. */
const obstacle = (
  judged: JudgedLoad,
  needed: number,
  seen: Verdict,
): { verdict: Verdict; because: string } | undefined => {
  if (judged.invalid !== null) return { verdict: 'invalid', because: judged.invalid }
  if (judged.kept.length < needed) {
    return { verdict: 'inconclusive', because: `${judged.kept.length} samples, ${needed} are needed` }
  }
  // A load that never settles may still have failed: a growing backlog is a failure, not an open question.
  if (seen === 'pass' && !judged.steadiness.steady)
    return { verdict: 'inconclusive', because: judged.steadiness.reason ?? 'not steady' }
  return undefined
}

const measureLatency = (measure: Measure, judged: JudgedLoad, decision: Decision): MeasureResult => {
  const limit = parseLimit(measure.limit)
  const target = measure.target ?? 0.95
  const samples = judged.kept.length
  if (samples === 0) return undecided(measure, judged.load.id, limit, 0, 'no data')
  const isSlow = (sample: Sample): boolean => !isGood(sample) || !meets(latencyMs(sample), limit)
  const slow = judged.kept.filter(isSlow).length
  const figure = percentile(latencyHistogram(judged.kept), target, decision.confidence)
  const allowed = allowedSlow(samples, target, decision.confidence)
  const decided = decideShare(samples, slow, target, decision.confidence)
  const needed = Math.max(measure.minimum_samples ?? 1, fewestSamples(target, decision.confidence))
  const counted = `${slow} slow of ${samples}, ${allowed ?? 0} allowed`
  const verdict: Verdict = { shown: 'pass', refuted: 'fail', undecided: 'inconclusive' }[decided] as Verdict
  return {
    ...undecided(measure, judged.load.id, limit, samples, counted),
    value: figure?.value ?? null,
    low: figure?.low ?? null,
    high: figure?.high ?? null,
    slow,
    verdict,
    ...(obstacle(judged, needed, verdict) ?? {}),
  }
}

/** Failed or missing ends are as slow as the slowest thing there was, and never fast. */
export const countedLatencyMs = (sample: Sample): number =>
  isGood(sample) ? latencyMs(sample) : Math.max(latencyMs(sample), badEndMs)
const badEndMs = 30_000

export const latencyHistogram = (samples: readonly Sample[]) => histogramOf(samples.map(countedLatencyMs))

/**
 * Good ends per second between the end of the warm-up and the last intended start, with a 95 % interval from the counts
 * of whole seconds. What was under way when the warm-up ended counts where it ends, so that neither edge biases the rate.
 */
export const throughput = (judged: JudgedLoad): { value: number; low: number | null; high: number | null } => {
  const from = judged.steadiness.cutMs
  const to = judged.all.reduce((last, { intended }) => Math.max(last, intended), from)
  const seconds = (to - from) / 1_000
  const ends = judged.all.flatMap((sample) =>
    isGood(sample) && sample.ended > from && sample.ended <= to ? [sample.ended] : [],
  )
  if (ends.length === 0 || seconds <= 0) return { value: 0, low: null, high: null }
  const value = ends.length / seconds
  const whole = Math.floor(seconds)
  if (whole < 3) return { value, low: null, high: null }
  const counts = Array.from({ length: whole }, () => 0)
  for (const end of ends) {
    const second = Math.floor((end - from) / 1_000)
    if (second < whole) counts[second] = (counts[second] ?? 0) + 1
  }
  const average = mean(counts)
  const deviation = Math.sqrt(counts.reduce((sum, count) => sum + (count - average) ** 2, 0) / (whole - 1))
  const half = (studentT(whole - 1) * deviation) / Math.sqrt(whole)
  return { value, low: Math.max(0, value - half), high: value + half }
}

/** 97.5 % quantile of Student's t, by the Cornish–Fisher expansion (good to 1 % from 3 degrees of freedom). */
const studentT = (freedom: number): number => {
  const z = 1.959964
  const g1 = (z ** 3 + z) / 4
  const g2 = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96
  return z + g1 / freedom + g2 / freedom ** 2 + (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384 / freedom ** 3
}

const measureRate = (measure: Measure, judged: JudgedLoad): MeasureResult => {
  const limit = parseLimit(measure.limit)
  const samples = judged.kept.length
  if (samples === 0) return undecided(measure, judged.load.id, limit, 0, 'no data')
  const scale = limit.unit === '/min' ? 60 : 1
  const rate = throughput(judged)
  const value = rate.value * scale
  const low = rate.low === null ? null : rate.low * scale
  const isMet = meets(value, limit)
  const isShown = low === null ? isMet : meets(low, limit)
  const verdict: Verdict = isShown ? 'pass' : isMet ? 'inconclusive' : 'fail'
  return {
    ...undecided(measure, judged.load.id, limit, samples, `${value.toFixed(1)} ${limit.unit}`),
    value,
    low,
    high: rate.high === null ? null : rate.high * scale,
    slow: judged.kept.filter((sample) => !isGood(sample)).length,
    verdict,
    ...(obstacle(judged, measure.minimum_samples ?? 1, verdict) ?? {}),
  }
}

const invalidLoad = (loads: readonly JudgedLoad[]): { verdict: Verdict; because: string } | undefined => {
  const invalid = loads.find((judged) => judged.load.judged && judged.invalid !== null)
  return invalid === undefined ? undefined : { verdict: 'invalid', because: `${invalid.load.id}: ${invalid.invalid}` }
}

const measureEvidence = (
  measure: Measure,
  rows: readonly EvidenceRow[],
  loads: readonly JudgedLoad[],
  decision: Decision,
  needed: number,
): MeasureResult => {
  const limit = parseLimit(measure.limit)
  const load = loads.map((judged) => judged.load.id).join('+')
  if (rows.length === 0) return undecided(measure, load, limit, 0, 'no data')
  const answered = rows.flatMap((row) => (row.durationMs === null ? [] : [row.durationMs]))
  const missing = rows.length - answered.length
  const enough = rows.length >= needed
  const base = undecided(measure, load, limit, rows.length, '')
  const decide = (isMet: boolean): Verdict => (!isMet ? 'fail' : enough ? 'pass' : 'inconclusive')
  const tooFew = enough ? '' : `; ${needed} are needed`
  if (measure.kind === 'answered') {
    const share = (100 * answered.length) / rows.length
    const interval = shareInterval(rows.length, answered.length, decision.confidence)
    return {
      ...base,
      value: share,
      low: interval.low * 100,
      high: interval.high * 100,
      slow: missing,
      verdict: decide(meets(share, limit)),
      because: `${answered.length} of ${rows.length}${tooFew}`,
      ...(missing > 0 ? {} : (invalidLoad(loads) ?? {})),
    }
  }
  const slowest = answered.length === 0 ? null : Math.max(...answered)
  const slow = missing + answered.filter((value) => !meets(value, limit)).length
  return {
    ...base,
    value: slowest,
    slow,
    verdict: decide(slow === 0),
    because: `${slow} beyond the limit of ${rows.length}${tooFew}`,
    ...(slow > 0 ? {} : (invalidLoad(loads) ?? {})),
  }
}

/** All measures of one scenario in one style, each with its verdict. No data is never a pass. */
export const measureAll = (
  scenario: Scenario,
  loads: readonly JudgedLoad[],
  evidence: Readonly<Record<string, readonly EvidenceRow[]>>,
  quick: boolean,
): MeasureResult[] =>
  scenario.measures.flatMap((measure) => {
    const { decision } = scenario
    if (measure.kind === 'duration' || measure.kind === 'answered') {
      const needed = (quick ? measure.minimum_samples_quick : undefined) ?? measure.minimum_samples ?? 1
      return [measureEvidence(measure, evidence[measure.evidence ?? ''] ?? [], loads, decision, needed)]
    }
    return (measure.loads ?? []).map((id) => {
      const judged = loads.find((candidate) => candidate.load.id === id)
      if (judged === undefined)
        return undecided(measure, id, parseLimit(measure.limit), 0, 'no data: the load was not run')
      return measure.kind === 'latency' ? measureLatency(measure, judged, decision) : measureRate(measure, judged)
    })
  })

export type Figures = {
  load: string
  samples: number
  outcomes: Record<string, number>
  p50: Percentile | null
  p95: Percentile | null
  p99: Percentile | null
  meanMs: number | null
  acceptedP95: Percentile | null
  rate: { value: number; low: number | null; high: number | null }
}

/** Descriptive figures of a load. Percentiles count a bad end as slow; the mean, which it would swamp, is of good ends. */
export const figuresOf = (judged: JudgedLoad, confidence: number): Figures => {
  const good = judged.kept.filter(isGood)
  const histogram = latencyHistogram(judged.kept)
  const accepted = histogramOf(
    good.flatMap((sample) => (sample.accepted === null ? [] : [sample.accepted - sample.intended])),
  )
  const outcomes: Record<string, number> = {}
  for (const sample of judged.kept) outcomes[sample.outcome] = (outcomes[sample.outcome] ?? 0) + 1
  return {
    load: judged.load.id,
    samples: judged.kept.length,
    outcomes,
    p50: percentile(histogram, 0.5, confidence) ?? null,
    p95: percentile(histogram, 0.95, confidence) ?? null,
    p99: percentile(histogram, 0.99, confidence) ?? null,
    meanMs: good.length === 0 ? null : mean(good.map(latencyMs)),
    acceptedP95: percentile(accepted, 0.95, confidence) ?? null,
    rate: throughput(judged),
  }
}
