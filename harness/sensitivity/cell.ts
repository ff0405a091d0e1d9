import type { JudgedScenario } from '../judge/judge.ts'
import type { MeasureResult } from '../judge/measure.ts'
import type { Verdict } from '../judge/verdict.ts'
import { limitText, quantity } from '../report/format.ts'
import type { Scenario } from '../scenario/documents.ts'
import type { Change } from './change.ts'

/**
 * The effect of a change on a scenario.
 * `caught`: red with the change, not red without it. `insensitive`: the change took effect, harms what the scenario states, and it
 * stays green. `hidden`: a delay that it measures and that its limit allows. `declared`: green, and its document says why.
 * `no-claim`: it states nothing that the change harms. `idle`: the change had no occasion to take effect. `absent`: its style
 * does not run the changed code. `undecided`: neither red nor green. `no-control`: red without the change already.
 */
export const outcomes = [
  'caught',
  'insensitive',
  'hidden',
  'declared',
  'no-claim',
  'idle',
  'absent',
  'undecided',
  'no-control',
] as const
export type Outcome = (typeof outcomes)[number]

export type Cell = {
  scenario: string
  style: string
  change: string
  outcome: Outcome
  verdict: Verdict | null
  /** How often the change took effect while this scenario ran. */
  effects: number
  /** Measures, invariants and hypotheses that the change turned red. */
  by: string[]
  /** The reason for the outcome. */
  why: string
}

type Red = { what: string; text: string }

const measureText = ({ scenario }: JudgedScenario, measure: MeasureResult): string => {
  const limit = scenario.measures.find(({ id }) => id === measure.id)?.limit ?? ''
  return `${quantity(measure.value, measure.unit)}, limit ${limitText(limit)}; ${measure.because}`
}

/** Whether the machine was too busy to offer the load, which proves nothing about the system. */
export const isLate = ({ loads, scenario }: JudgedScenario): boolean =>
  loads.some(({ startLagMs }) => (startLagMs ?? 0) > scenario.decision.generator.start_lag_ms)

/** Everything that is red, except measures that are invalid because the generator was late. */
export const redOf = (judged: JudgedScenario): Red[] => {
  const { scenario, run, measures } = judged
  const stated = new Set(scenario.invariants.map(({ id }) => id))
  return [
    ...measures
      .filter(({ verdict }) => verdict === 'fail' || (verdict === 'invalid' && !isLate(judged)))
      .map((measure) => ({ what: measure.id, text: measureText(judged, measure) })),
    ...run.invariants
      .filter(({ id, violations }) => stated.has(id) && violations > 0)
      .map(({ id, checked, violations }) => ({ what: id, text: `${violations} violations in ${checked} checks` })),
    ...(run.after === null ? [] : [{ what: 'rest afterwards', text: run.after }]),
    ...(run.before === null ? [] : [{ what: 'rest before', text: run.before }]),
    ...(run.invalid === undefined ? [] : [{ what: 'way in', text: run.invalid }]),
  ]
}

/** The statements of the document that the change harms. */
const claimsOf = ({ measures, invariants }: Scenario, { harms }: Change): string[] => [
  ...measures.filter(({ id, kind }) => harms.includes(id) || harms.includes(kind)).map(({ id }) => id),
  ...invariants.filter(({ id }) => harms.includes(id)).map(({ id }) => id),
]

const medianOf = ({ figures }: JudgedScenario): number | null => figures[0]?.p50?.value ?? null

/**
 * A sentence on a delay that the limit allows; undefined if the delay doesn't show in the median. A busy machine can hide it,
 * which doesn't make the scenario insensitive.
 */
const hiddenBy = (control: JudgedScenario, changed: JudgedScenario, delayMs: number): string | undefined => {
  const [before, after] = [medianOf(control), medianOf(changed)]
  if (before === null || after === null || after < delayMs) return undefined
  const noise = after - before < delayMs / 2 ? ' (the machine is too busy to show it)' : ''
  const closest = changed.measures
    .filter(({ unit, value }) => unit === 'ms' && value !== null)
    .sort((a, b) => a.limit - (a.value ?? 0) - (b.limit - (b.value ?? 0)))[0]
  if (closest === undefined) return undefined
  const room = quantity(closest.limit - (closest.value ?? 0), 'ms')
  return `not sensitive to ${quantity(delayMs, 'ms')}: the median went from ${quantity(before, 'ms')} to ${quantity(after, 'ms')}${noise}, and ${closest.id} is at ${quantity(closest.value, 'ms')} of ${quantity(closest.limit, 'ms')}: ${room} of headroom hide it`
}

export type Seen = { control: JudgedScenario; changed: JudgedScenario; effects: number; delayMs: number }

/** Judges the effect of one change on one scenario in one style, from a run with it and one without. Pure. */
export const cellOf = (change: Change, { control, changed, effects, delayMs }: Seen): Cell => {
  const { scenario, run, verdict } = changed
  const base = { scenario: scenario.id, style: run.style, change: change.id, verdict, effects }
  const cellOf = (outcome: Outcome, why: string, by: string[] = []): Cell => ({ ...base, outcome, by, why })
  const before = new Set(redOf(control).map(({ what }) => what))
  if (before.size > 0) return cellOf('no-control', `red without the change: ${control.reasons.join('; ')}`)
  if (effects === 0) return cellOf('idle', change.idle)
  const red = redOf(changed)
  if (red.length > 0) {
    const by = [...new Set(red.map(({ what }) => what))]
    return cellOf('caught', red.map(({ what, text }) => `${what}: ${text}`).join('; '), by)
  }
  const claims = claimsOf(scenario, change)
  if (claims.length === 0) return cellOf('no-claim', `states none of: ${change.harms.join(', ')}`)
  const hidden = typeof change.delay === 'number' ? hiddenBy(control, changed, delayMs) : undefined
  if (hidden !== undefined) return cellOf('hidden', hidden)
  const declared = scenario.blind_to?.find((one) => one.change === change.id)
  if (declared !== undefined) return cellOf('declared', declared.because)
  if (verdict !== 'pass') return cellOf('undecided', changed.reasons.join('; '))
  if (control.verdict !== 'pass') return cellOf('undecided', `without the change: ${control.reasons.join('; ')}`)
  return cellOf('insensitive', `it took effect ${effects} times and stays green, although stated: ${claims.join(', ')}`)
}
