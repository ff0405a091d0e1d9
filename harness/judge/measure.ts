import { type Decision, type Limit, type Measure, meets, parseLimit, type Scenario } from '../scenario/documents.ts'
import { type EvidenceRow, isGood, latencyMs, type Timed } from '../scenario/records.ts'
import { latencyHistogram } from './figures.ts'
import type { JudgedLoad } from './judged-load.ts'
import {
  allowedSlow,
  decideShare,
  fewestSamples,
  isRefuted,
  largestOf,
  percentile,
  shareInterval,
} from './statistics.ts'
import { type Rate, throughput } from './throughput.ts'
import type { Verdict } from './verdict.ts'

type RateOf = (judged: JudgedLoad) => Rate

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
  /** The reason for this verdict. */
  because: string
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

/** The first reason, if any, why a load can't have the verdict that its samples suggest. */
const obstacle = (
  judged: JudgedLoad,
  needed: number,
  seen: Verdict,
): { verdict: Verdict; because: string } | undefined => {
  if (judged.invalid !== null) return { verdict: 'invalid', because: judged.invalid }
  if (judged.kept.length === 0) return { verdict: 'inconclusive', because: 'no data' }
  if (judged.kept.length < needed) {
    return { verdict: 'inconclusive', because: `${judged.kept.length} samples; ${needed} are needed` }
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
  if (samples === 0)
    return { ...undecided(measure, judged.load.id, limit, 0, 'no data'), ...obstacle(judged, 1, 'pass') }
  const isSlow = (sample: Timed): boolean => !isGood(sample) || !meets(latencyMs(sample), limit)
  const slow = judged.kept.filter(isSlow).length
  const figure = percentile(latencyHistogram(judged.kept), target, decision.confidence)
  const allowed = allowedSlow(samples, target, decision.confidence)
  const decided = decideShare(samples, slow, target, decision.confidence)
  // With this many slow samples, no further sample could meet the target.
  const needed = isRefuted(samples, slow, target, decision.confidence)
    ? 1
    : Math.max(measure.minimum_samples ?? 1, fewestSamples(target, decision.confidence))
  const counted = `${slow} of ${samples} slow, ${allowed ?? 0} allowed`
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

const measureRate = (measure: Measure, judged: JudgedLoad, rateOf: RateOf): MeasureResult => {
  const limit = parseLimit(measure.limit)
  const samples = judged.kept.length
  if (samples === 0)
    return { ...undecided(measure, judged.load.id, limit, 0, 'no data'), ...obstacle(judged, 1, 'pass') }
  const scale = limit.unit === '/min' ? 60 : 1
  const rate = rateOf(judged)
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

/** Reports rows that contradict each other: two with one cause, or an answer before its cause. */
const contradictionOf = (rows: readonly EvidenceRow[]): string | undefined => {
  const ids = new Set<string>()
  for (const { id, durationMs } of rows) {
    if (ids.has(id)) return `two rows of evidence have the id ${id}`
    ids.add(id)
    if (durationMs !== null && !(durationMs >= 0))
      return `the evidence of ${id} has an impossible duration: ${durationMs} ms`
  }
  return undefined
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
  if (rows.length === 0) return { ...undecided(measure, load, limit, 0, 'no data'), ...invalidLoad(loads) }
  const contradiction = contradictionOf(rows)
  if (contradiction !== undefined)
    return { ...undecided(measure, load, limit, rows.length, contradiction), verdict: 'invalid' }
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
      because: `${answered.length} of ${rows.length} answered${tooFew}`,
      ...(missing > 0 ? {} : (invalidLoad(loads) ?? {})),
    }
  }
  const slowest = answered.length === 0 ? null : largestOf(answered)
  const slow = missing + answered.filter((value) => !meets(value, limit)).length
  return {
    ...base,
    value: slowest,
    slow,
    verdict: decide(slow === 0),
    because: `${slow} of ${rows.length} beyond the limit${tooFew}`,
    ...(slow > 0 ? {} : (invalidLoad(loads) ?? {})),
  }
}

/** All measures of one scenario in one style, each with its verdict. No data is never a pass. */
export const measureAll = (
  scenario: Scenario,
  loads: readonly JudgedLoad[],
  evidence: Readonly<Record<string, readonly EvidenceRow[]>>,
  quick: boolean,
  rateOf: RateOf = throughput,
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
      return measure.kind === 'latency'
        ? measureLatency(measure, judged, decision)
        : measureRate(measure, judged, rateOf)
    })
  })
