import type { JudgedRun, JudgedScenario } from '../judge/judge.ts'
import { largestOf, type Percentile } from '../judge/statistics.ts'
import type { Verdict } from '../judge/verdict.ts'
import { parseLimit } from '../scenario/documents.ts'
import { capitalised, count, isBeyondClient, list, time } from './format.ts'

/** The report in two sentences: the verdict and the figures behind it. The scenario documents name the unit of work. */

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

/** The headline: which scenarios pass, and which don't. */
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

/** The result of the invariants. An invariant that the run couldn't check (without a gateway, say) doesn't count as holding. */
const invariantsText = (scenarios: readonly JudgedScenario[]): string => {
  const violations = scenarios.reduce(
    (sum, { run }) => sum + run.invariants.reduce((inner, result) => inner + (result.violations || 0), 0),
    0,
  )
  if (violations > 0) return `invariants were violated ${count(violations)} times`
  const unseen = scenarios.filter(({ run }) => !run.invariants.some(({ checked }) => checked >= 1))
  if (unseen.length === 0) return 'every invariant held in the databases afterwards'
  return unseen.length === scenarios.length
    ? 'no invariant was checked'
    : `every invariant held in the databases afterwards, but none was checked for ${list(named(unseen, scenarios))}`
}

const limitsText: Record<Verdict, string> = {
  pass: 'every limit was met',
  fail: 'not every limit was met',
  inconclusive: 'not every limit could be decided',
  invalid: 'not every result is valid',
}

const firstSentence = ({ scenarios }: JudgedRun): string => {
  if (scenarios.length === 0) return 'No limit and no invariant was checked.'
  const things = scenarios[0]?.scenario.unit_of_work.many ?? 'units'
  const [worst] = worstFirst.flatMap((verdict) => scenarios.find((judged) => judged.verdict === verdict) ?? [])
  const reason = `${worst?.scenario.id} ${worst?.run.style}: ${worst?.reasons[0] ?? worst?.verdict}`
  const verdict = `${limitsText[worst?.verdict ?? 'pass']}${worst === undefined || worst.verdict === 'pass' ? '' : ` (${reason})`}`
  return `Over ${count(totalSamples(scenarios))} ${things}, ${verdict}, and ${invariantsText(scenarios)}.`
}

type Timed = { text: string; limitMs: number; rows: { durationMs: number | null }[] }

/** Durations of each measure that has them, over all styles of its scenario. */
const timedEvidence = (scenarios: readonly JudgedScenario[]): Timed[] => {
  const found = new Map<string, Timed>()
  for (const { scenario, run } of scenarios) {
    for (const { id, kind, text, evidence = '', limit } of scenario.measures) {
      if (kind !== 'duration') continue
      const key = `${scenario.id}/${id}`
      const known = found.get(key) ?? { text, limitMs: parseLimit(limit).value, rows: [] }
      found.set(key, { ...known, rows: [...known.rows, ...(run.evidence[evidence] ?? [])] })
    }
  }
  return [...found.values()].filter(({ rows }) => rows.length > 0)
}

const slowest = ({ text, limitMs, rows }: Timed): string => {
  const came = rows.flatMap(({ durationMs }) => (durationMs === null ? [] : [durationMs]))
  const missing = rows.length - came.length
  const what = `${text.charAt(0).toLowerCase()}${text.slice(1)}`
  return missing > 0
    ? `${what}: ${count(missing)} of ${count(rows.length)} never finished`
    : `${what}: ${time(largestOf(came))} among ${count(rows.length)} (limit ${time(limitMs)})`
}

const withInterval = ({ value, low, high }: Percentile): string =>
  low === null || high === null ? time(value) : `${time(value)} (${time(low)} to ${time(high)})`

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
    const counted = loads.find((each) => each.load.id === load && each.invalid === null)
    return hasLatency && counted && figure?.p95 ? [{ text: counted.load.text, style: run.style, p95: figure.p95 }] : []
  })
  const ended = timed.filter(({ p95 }) => !isBeyondClient(p95.value))
  const late = timed.filter(({ p95 }) => isBeyondClient(p95.value))
  const latency = [
    ...(ended.length === 0
      ? []
      : [`95 % ended within ${list(ended.map(({ style, p95 }) => `${withInterval(p95)} ${style}`))}`]),
    ...(late.length === 0 ? [] : [`fewer than 95 % completed within 30 s ${list(late.map(({ style }) => style))}`]),
  ]
  const atLoad = latency.length === 0 ? undefined : `at ${timed[0]?.text}, ${list(latency)}`
  const parts = [atLoad, ...timedEvidence(scenarios).map(slowest)].filter((part) => part !== undefined)
  return parts.length === 0 ? '' : `${capitalised(parts.join('; '))}.`
}

export const answer = (judged: JudgedRun): string =>
  [firstSentence(judged), secondSentence(judged)].filter(Boolean).join(' ')
