import { randomFrom } from '../base/random.ts'
import type { EvidenceRow, ScenarioRun } from '../scenario/records.ts'
import { figuresOf } from './figures.ts'
import { concluded, type JudgedRun, type JudgedScenario } from './judge.ts'
import type { JudgedLoad } from './judged-load.ts'
import { measureAll } from './measure.ts'
import { pairedDifference } from './resampling.ts'
import { type Rate, throughput } from './throughput.ts'
import { worst } from './verdict.ts'

const countedIn = (rounds: readonly JudgedLoad[]): JudgedLoad[] => rounds.filter(({ invalid }) => invalid === null)

/**
 * Merges one load of several runs: the results of all valid rounds. Invalid unless more than half of the rounds are valid.
 * The merged samples have no common course over time.
 */
const mergedLoad = (rounds: readonly JudgedLoad[]): JudgedLoad | undefined => {
  const [first] = rounds
  if (first === undefined) return undefined
  const counted = countedIn(rounds)
  const isEnough = counted.length * 2 > rounds.length
  // An invalid load appears with its reason and affects no other verdict.
  const used = isEnough ? counted : rounds
  const unsteady = counted.filter(({ steadiness }) => !steadiness.steady)
  const why = rounds.find(({ invalid }) => invalid !== null)?.invalid ?? null
  const lags = counted.flatMap(({ startLagMs }) => (startLagMs === null ? [] : [startLagMs]))
  const sum = (of: (judged: JudgedLoad) => number | null): number =>
    rounds.reduce((total, judged) => total + (of(judged) ?? 0), 0)
  return {
    load: first.load,
    generator: {
      ...first.generator,
      offered: first.generator.offered === null ? null : sum(({ generator }) => generator.offered),
      started: sum(({ generator }) => generator.started),
      dropped: sum(({ generator }) => generator.dropped),
      durationMs: sum(({ generator }) => generator.durationMs),
    },
    kept: used.flatMap(({ kept }) => kept),
    all: used.flatMap(({ all }) => all),
    steadiness: {
      cutMs: 0,
      cutCount: counted.reduce((total, { steadiness }) => total + steadiness.cutCount, 0),
      steady: unsteady.length === 0,
      reason:
        unsteady.length === 0
          ? null
          : `${unsteady.length} of ${counted.length} rounds: ${unsteady[0]?.steadiness.reason ?? 'not steady'}`,
    },
    startLagMs: lags.length === 0 ? null : Math.max(...lags),
    invalid: isEnough ? null : `only ${counted.length} of ${rounds.length} rounds are valid: ${why}`,
  }
}

/** The mean rate of the valid rounds, with an interval from a bootstrap over rounds; a single round keeps its own. */
const rateOver = (rounds: readonly JudgedLoad[], confidence: number): Rate => {
  const rates = countedIn(rounds).map(throughput)
  const [only = { value: 0, low: null, high: null }] = rates
  const values = rates.map(({ value }) => value)
  return pairedDifference(values, confidence, randomFrom(1)) ?? only
}

const firstOf = <T>(values: readonly (T | null | undefined)[]): T | null =>
  values.find((value) => value !== null && value !== undefined) ?? null

/** The findings of all runs: all evidence, all violations, the first failed hypothesis. */
const mergedRun = (runs: readonly ScenarioRun[], first: ScenarioRun): ScenarioRun => {
  const evidence: Record<string, EvidenceRow[]> = {}
  // Rows of different rounds may have the same id.
  for (const [round, run] of runs.entries())
    for (const [id, rows] of Object.entries(run.evidence))
      evidence[id] = [...(evidence[id] ?? []), ...rows.map((row) => ({ ...row, id: `round ${round + 1}: ${row.id}` }))]
  const { invalid: _one, ...rest } = first
  const invalid = firstOf(runs.map((run) => run.invalid))
  return {
    ...rest,
    endedAt: runs.at(-1)?.endedAt ?? first.endedAt,
    loads: first.loads.map(({ id, generator, file }) => ({ id, generator, file })),
    evidence,
    // Each check covers everything since the start, so the worst one includes the others.
    invariants: first.invariants.map((result) => {
      const all = runs.flatMap(({ invariants }) => invariants.filter(({ id }) => id === result.id))
      return all.reduce(
        (a, b) => (b.violations > a.violations || (b.violations === a.violations && b.checked > a.checked) ? b : a),
        result,
      )
    }),
    before: firstOf(runs.map(({ before }) => before)),
    after: firstOf(runs.map(({ after }) => after)),
    ...(invalid === null ? {} : { invalid }),
  }
}

const mergedScenario = (rounds: readonly JudgedScenario[], quick: boolean): JudgedScenario[] => {
  const [first] = rounds
  if (first === undefined) return []
  const { scenario } = first
  const { confidence } = scenario.decision
  const ofLoad = (id: string): JudgedLoad[] => rounds.flatMap(({ loads }) => loads.filter(({ load }) => load.id === id))
  const loads = scenario.loads.flatMap(({ id }) => mergedLoad(ofLoad(id)) ?? [])
  const rateOf = ({ load }: JudgedLoad): Rate => rateOver(ofLoad(load.id), confidence)
  const run = mergedRun(
    rounds.map((round) => round.run),
    first.run,
  )
  return [
    concluded({
      scenario,
      run,
      loads,
      figures: loads.map((judged) => figuresOf(judged, confidence, rateOf)),
      measures: measureAll(scenario, loads, run.evidence, quick, rateOf),
    }),
  ]
}

/** Judges several runs of the same scenarios as one: merges latencies and evidence, and averages rates over rounds. */
export const judgeRounds = (rounds: readonly JudgedRun[]): JudgedRun => {
  const [first] = rounds
  if (first === undefined) throw new Error('no round')
  const { record } = first
  // Every second round runs in reverse; the first one determines the order of the report.
  const scenarios = first.scenarios.flatMap(({ scenario, run }) => {
    const same = rounds.flatMap((round) =>
      round.scenarios.filter((one) => one.scenario.id === scenario.id && one.run.style === run.style),
    )
    return mergedScenario(same, record.quick)
  })
  const ended = { ...record, endedAt: rounds.at(-1)?.record.endedAt ?? record.endedAt }
  return { record: ended, scenarios, verdict: worst(scenarios.map(({ verdict }) => verdict)) }
}
