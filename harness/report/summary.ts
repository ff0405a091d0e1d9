import type { Figures } from '../judge/figures.ts'
import type { JudgedRun } from '../judge/judge.ts'
import type { Percentile } from '../judge/statistics.ts'
import type { Verdict } from '../judge/verdict.ts'
import type { Machine } from '../scenario/records.ts'
import { costsOf } from './costs.ts'
import { trustOf } from './trust.ts'

/** summary.json, described by summary.schema.json. Other programs read it: fields may be added, but never renamed or removed. */
export type Summary = {
  schema: 'sagabench/summary@1'
  commit: string
  startedAt: string
  machine: Machine
  scenarios: {
    id: string
    style: string
    verdict: Verdict
    seed: number
    measures: {
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
    }[]
  }[]
  invariants: { id: string; scenario: string; style: string; checked: number; violations: number }[]
  /** How many answers of services were checked against their specifications, and how many differ. */
  answers: { scenario: string; style: string; checked: number; differing: number }[]
  /** Cost of one unit of work; each name includes its unit. */
  costs: { scenario: string; style: string; load: string; units: number; perUnit: Record<string, number> }[]
  /** Reasons to trust or distrust the figures; `ok` is null for facts without a limit. */
  trust: { name: string; ok: boolean | null; text: string }[]
  /** SHA-256 of the documents that the run used, by folder. */
  hashes: Record<string, string>
  comparison: { note: string; loads: ComparedLoad[] }
}

type Value = { value: number; low: number | null; high: number | null }

export type ComparedLoad = {
  group: string
  load: string
  judged: boolean
  styles: {
    style: string
    scenario: string
    samples: number
    p50_ms: Value | null
    p95_ms: Value | null
    p99_ms: Value | null
    mean_ms: number | null
    accepted_p95_ms: Value | null
    rate_per_s: Value
    outcomes: Record<string, number>
  }[]
}

const round = (value: number): number => Math.round(value * 1_000) / 1_000
const roundOrNull = (value: number | null): number | null => (value === null ? null : round(value))
const rounded = (value: Value | Percentile | null): Value | null =>
  value === null ? null : { value: round(value.value), low: roundOrNull(value.low), high: roundOrNull(value.high) }

const comparedStyle = (style: string, scenario: string, figures: Figures): ComparedLoad['styles'][number] => ({
  style,
  scenario,
  samples: figures.samples,
  p50_ms: rounded(figures.p50),
  p95_ms: rounded(figures.p95),
  p99_ms: rounded(figures.p99),
  mean_ms: roundOrNull(figures.meanMs),
  accepted_p95_ms: rounded(figures.acceptedP95),
  rate_per_s: rounded(figures.rate) ?? { value: 0, low: null, high: null },
  outcomes: figures.outcomes,
})

/** Figures of both styles for each load of a group, in the order of the run. */
export const compare = (judged: JudgedRun): ComparedLoad[] => {
  const loads: ComparedLoad[] = []
  for (const { scenario, run, loads: judgedLoads, figures } of judged.scenarios) {
    for (const figure of figures) {
      const style = comparedStyle(run.style, scenario.id, figure)
      const known = loads.find((each) => each.group === scenario.group && each.load === figure.load)
      if (known !== undefined) known.styles.push(style)
      else {
        const isJudged = judgedLoads.some((each) => each.load.id === figure.load && each.load.judged)
        loads.push({ group: scenario.group, load: figure.load, judged: isJudged, styles: [style] })
      }
    }
  }
  return loads
}

export const summarise = (judged: JudgedRun): Summary => ({
  schema: 'sagabench/summary@1',
  commit: judged.record.commit,
  startedAt: judged.record.startedAt,
  machine: judged.record.machine,
  scenarios: judged.scenarios.map(({ scenario, run, measures, verdict }) => ({
    id: scenario.id,
    style: run.style,
    verdict,
    seed: scenario.seed,
    measures: measures.map(({ id, load, value, low, high, unit, limit, samples, slow, verdict: measured }) => ({
      id,
      load,
      value: roundOrNull(value),
      low: roundOrNull(low),
      high: roundOrNull(high),
      unit,
      limit,
      samples,
      slow,
      verdict: measured,
    })),
  })),
  invariants: judged.scenarios.flatMap(({ scenario, run }) =>
    run.invariants
      .filter((result) => scenario.invariants.some(({ id }) => id === result.id))
      .map(({ id, checked, violations }) => ({ id, scenario: scenario.id, style: run.style, checked, violations })),
  ),
  answers: judged.scenarios.flatMap(({ scenario, run: { style, answers } }) =>
    answers === undefined
      ? []
      : [{ scenario: scenario.id, style, checked: answers.checked, differing: answers.differing }],
  ),
  costs: costsOf(judged).map(({ scenario, style, load, units, perUnit }) => ({
    scenario,
    style,
    load,
    units,
    perUnit: Object.fromEntries(Object.entries(perUnit).map(([name, value]) => [name, round(value)])),
  })),
  trust: trustOf(judged),
  hashes: judged.record.hashes ?? {},
  comparison: {
    note: 'One run per style, side by side. It can’t show that one style is faster; npm run bench can.',
    loads: compare(judged),
  },
})

/** Summary of several rounds. Answers, costs and trust belong to a single round and stay in its own summary. */
export type RoundsSummary = Omit<Summary, 'answers' | 'costs' | 'trust'>

/** Merges several rounds into the form of one run. The seed is that of the first round. */
export const summariseRounds = (judged: JudgedRun, rounds: number): RoundsSummary => {
  const { answers: _answers, costs: _costs, trust: _trust, ...summary } = summarise(judged)
  const note = `${rounds} rounds per style, merged. bench.json compares the styles within each round.`
  return { ...summary, comparison: { ...summary.comparison, note } }
}
