import type { JudgedRun, JudgedScenario } from '../judge/judge.ts'
import type { Verdict } from '../judge/verdict.ts'
import { parseLimit } from '../scenario/scenario.ts'
import { capitalised, count, list, time } from './format.ts'

/** The report in two sentences: what the verdict is, and the figures behind it. Words of the subject come from the documents. */

const verbs: Record<Verdict, [one: string, many: string]> = {
  pass: ['passes', 'pass'],
  fail: ['fails', 'fail'],
  inconclusive: ['is inconclusive', 'are inconclusive'],
  invalid: ['is invalid', 'are invalid'],
}

const worstFirst: readonly Verdict[] = ['fail', 'invalid', 'inconclusive', 'pass']

const named = (scenarios: readonly JudgedScenario[], all: readonly JudgedScenario[]): string[] => {
  const ids = [...new Set(scenarios.map(({ scenario }) => scenario.id))]
  return ids.map((id) => {
    const total = all.filter(({ scenario }) => scenario.id === id).length
    const here = scenarios.filter(({ scenario }) => scenario.id === id)
    return here.length === total ? id : `${id} ${list(here.map(({ run }) => run.style))}`
  })
}

/** The headline: who passes, who doesn't. */
export const headline = ({ scenarios }: JudgedRun): string => {
  if (scenarios.length === 0) return 'Nothing was run'
  const parts = worstFirst.flatMap((verdict) => {
    const names = named(
      scenarios.filter((judged) => judged.verdict === verdict),
      scenarios,
    )
    return names.length === 0 ? [] : [`${list(names)} ${verbs[verdict][names.length === 1 ? 0 : 1]}`]
  })
  return parts.join('; ')
}

const totalSamples = (scenarios: readonly JudgedScenario[]): number =>
  scenarios.reduce((sum, judged) => sum + judged.loads.reduce((inner, load) => inner + load.all.length, 0), 0)

const firstSentence = ({ scenarios }: JudgedRun): string => {
  const things = scenarios[0]?.scenario.unit_of_work.many ?? 'units'
  const violations = scenarios.reduce(
    (sum, { run }) => sum + run.invariants.reduce((inner, result) => inner + result.violations, 0),
    0,
  )
  const held =
    violations === 0
      ? 'every invariant held in the databases afterwards'
      : `invariants were violated ${count(violations)} times`
  const failing = scenarios.find((judged) => judged.verdict !== 'pass')
  const verdict =
    failing === undefined
      ? 'every limit was met'
      : `not every limit was met (${failing.scenario.id} ${failing.run.style}: ${failing.reasons[0] ?? failing.verdict})`
  return `Over ${count(totalSamples(scenarios))} ${things}, ${verdict}, and ${held}.`
}

/** Rows of the evidence that a scenario measures durations of. */
const durationRows = ({ scenario, run }: JudgedScenario): { durationMs: number | null; limitMs: number }[] =>
  scenario.measures
    .filter(({ kind }) => kind === 'duration')
    .flatMap(({ evidence, limit }) =>
      (run.evidence[evidence ?? ''] ?? []).map(({ durationMs }) => ({ durationMs, limitMs: parseLimit(limit).value })),
    )

const slowestUndo = (scenarios: readonly JudgedScenario[]): string | undefined => {
  const rows = scenarios.flatMap(durationRows)
  const undone = rows.flatMap(({ durationMs }) => (durationMs === null ? [] : [durationMs]))
  const [first] = rows
  if (first === undefined) return undefined
  const missing = rows.length - undone.length
  const head = `of the ${count(rows.length)} made to fail`
  if (missing > 0) return `${head}, ${count(missing)} ${missing === 1 ? 'was' : 'were'} never undone`
  return `${head}, the slowest was undone ${time(Math.max(...undone))} after its failure (limit ${time(first.limitMs)})`
}

const lastJudgedLoad = (scenarios: readonly JudgedScenario[]): string | undefined =>
  scenarios
    .flatMap(({ scenario, loads }) => (scenario.measures.some(({ kind }) => kind === 'latency') ? loads : []))
    .filter(({ load }) => load.judged)
    .at(-1)?.load.id

const secondSentence = ({ scenarios }: JudgedRun): string => {
  const load = lastJudgedLoad(scenarios)
  const timed = scenarios.flatMap(({ scenario, run, loads, figures }) => {
    const figure = figures.find((each) => each.load === load)
    const hasLatency = scenario.measures.some(({ kind }) => kind === 'latency')
    const text = loads.find((each) => each.load.id === load)?.load.text
    return hasLatency && figure?.p95 ? [{ text: text ?? '', part: `${time(figure.p95.value)} ${run.style}` }] : []
  })
  const latency =
    timed.length === 0 ? undefined : `at ${timed[0]?.text}, 95 % ended within ${list(timed.map(({ part }) => part))}`
  const parts = [latency, slowestUndo(scenarios)].filter((part) => part !== undefined)
  return parts.length === 0 ? '' : `${capitalised(parts.join('; '))}.`
}

export const answer = (judged: JudgedRun): string =>
  [firstSentence(judged), secondSentence(judged)].filter(Boolean).join(' ')
