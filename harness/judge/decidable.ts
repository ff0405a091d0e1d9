import { type Load, type Measure, parseLimit, type Scenario } from '../scenario/documents.ts'
import { planLoad } from '../scenario/running.ts'
import { fewestSamples } from './statistics.ts'

/** What can't be decided, at the field of a measure. */
export type Undecidable = { readonly index: number; readonly field: keyof Measure; readonly message: string }

type Finding = Omit<Undecidable, 'index'>
type Runs = { readonly quick: boolean; readonly repeats: number }

const durationOf = (load: Load, { quick }: Runs): number => (quick ? load.quick_duration_s : load.duration_s)

/** Units of work that a load asks for in all repeats; undefined where it asks for as many as possible. */
const offeredBy = (load: Load, runs: Runs): number | undefined => {
  const { offered } = planLoad(load, durationOf(load, runs))
  return offered === null ? undefined : offered * runs.repeats
}

const count = (value: number): string => value.toLocaleString('en-US')

/** The highest target that so many samples could show, rounded down to four digits. */
const highestTarget = (samples: number, confidence: number): number =>
  Math.floor(10_000 * (1 - confidence) ** (1 / samples)) / 10_000

/** As long as a scenario document lets a load be. */
const longestS = 600
/** As many as --repeats takes. */
export const mostRepeats = 12

/** How a load could offer so many samples, where it could. */
const howToOffer = (load: Load, offered: number, needed: number, runs: Runs): string => {
  const factor = needed / Math.max(1, offered)
  const seconds = Math.ceil(durationOf(load, runs) * factor)
  const repeats = Math.ceil(runs.repeats * factor)
  const lengthen = seconds <= longestS ? `, or lengthen the load to ${seconds} s` : ''
  return repeats <= mostRepeats ? `${lengthen}, or run it with --repeats ${repeats}` : lengthen
}

/** More samples than a load offers: what it takes, and what would be right. */
const tooFew = (
  measure: Measure,
  load: Load,
  { decision, unit_of_work }: Scenario,
  runs: Runs,
): Finding | undefined => {
  const offered = offeredBy(load, runs)
  const { target, minimum_samples = 1 } = measure
  const { confidence } = decision
  const ofTarget = target === undefined ? 1 : fewestSamples(target, confidence)
  const needed = Math.max(minimum_samples, ofTarget)
  if (target === 1) {
    const less = highestTarget(offered ?? 10_000, confidence)
    return { field: 'target', message: `no number of samples can show a share of 1; state less, such as ${less}` }
  }
  if (offered === undefined || offered >= needed) return undefined
  const there = `the load ${load.id} offers ${count(offered)} ${unit_of_work.many}`
  const how = howToOffer(load, offered, needed, runs)
  return ofTarget > offered
    ? {
        field: 'target',
        message: `a share of ${target} takes at least ${count(needed)} samples at ${confidence * 100} % confidence, but ${there}; lower it to ${highestTarget(offered, confidence)}${how}`,
      }
    : {
        field: 'minimum_samples',
        message: `${count(needed)} samples are asked for, but ${there}; ask for fewer${how}`,
      }
}

/** A rate that is to be exceeded, by a load that asks for less. */
const outOfReach = (measure: Measure, load: Load, runs: Runs): Finding | undefined => {
  const offered = offeredBy(load, runs)
  const { operator, value, unit } = parseLimit(measure.limit)
  if (measure.kind !== 'rate' || offered === undefined || operator === '<' || operator === '<=') return undefined
  const most = (offered / runs.repeats / durationOf(load, runs)) * (unit === '/min' ? 60 : 1)
  if (most > value || (operator !== '>' && most === value)) return undefined
  const there = `the load ${load.id} offers ${count(Math.round(most * 10) / 10)} ${unit}`
  return { field: 'limit', message: `"${measure.limit}" can't be met: ${there}` }
}

/** Of several loads the one that offers least is named: what suits it suits the others. */
const ofLoads = (measure: Measure, index: number, scenario: Scenario, runs: Runs): Undecidable[] => {
  const loads = scenario.loads
    .filter(({ id }) => measure.loads?.includes(id))
    .sort((a, b) => (offeredBy(a, runs) ?? Number.MAX_VALUE) - (offeredBy(b, runs) ?? Number.MAX_VALUE))
  const [few] = loads.flatMap((load) => tooFew(measure, load, scenario, runs) ?? [])
  const [slow] = loads.flatMap((load) => outOfReach(measure, load, runs) ?? [])
  return [few, slow].flatMap((found) => (found === undefined ? [] : [{ index, ...found }]))
}

/** The fewest rows that chance leaves (three standard deviations) when each unit of work leaves one with this probability. */
const fewestRows = (units: number, share: number): number =>
  Math.floor(units * share - 3 * Math.sqrt(units * share * (1 - share)))

/** Each unit of work leaves at most one row of evidence, and the expected share of them leaves one. */
const ofEvidence = (measure: Measure, index: number, scenario: Scenario, runs: Runs): Undecidable[] => {
  const field = runs.quick && measure.minimum_samples_quick !== undefined ? 'minimum_samples_quick' : 'minimum_samples'
  const needed = measure[field] ?? 1
  const offered = scenario.loads.reduce((sum, load) => sum + (offeredBy(load, runs) ?? Number.POSITIVE_INFINITY), 0)
  const share = scenario.evidence.find(({ id }) => id === measure.evidence)?.expected_share ?? 1
  if (offered === Number.POSITIVE_INFINITY || fewestRows(offered, share) >= needed) return []
  const units = `${count(offered)} ${scenario.unit_of_work.many}`
  const there =
    share === 1
      ? `all loads together offer ${units}`
      : `of ${units} as few as ${count(fewestRows(offered, share))} may leave a row (expected_share ${share}); lengthen the load`
  return [{ index, field, message: `${count(needed)} are asked for, but ${there}` }]
}

/** A limit that no value meets, or that every value meets. */
const emptyLimit = ({ kind, limit }: Measure, index: number): Undecidable[] => {
  const { operator, value } = parseLimit(limit)
  const least = operator === '<' && value === 0
  const most = kind === 'answered' && (value > 100 || (value === 100 && operator === '>'))
  if (!least && !(most && operator !== '<' && operator !== '<=')) return []
  return [{ index, field: 'limit', message: `"${limit}" can't be met by anything` }]
}

/** Measures that these loads can never decide, however the run ends. */
export const undecidable = (scenario: Scenario, runs: Runs): Undecidable[] =>
  scenario.measures.flatMap((measure, index) => [
    ...emptyLimit(measure, index),
    ...(measure.kind === 'latency' || measure.kind === 'rate'
      ? ofLoads(measure, index, scenario, runs)
      : ofEvidence(measure, index, scenario, runs)),
  ])
