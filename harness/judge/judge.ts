import { join } from 'node:path'
import { parseLimit } from '../scenario/limit.ts'
import { readTimed, type Timed } from '../scenario/raw.ts'
import { type RunRecord, rawFolder, readRun, type ScenarioRun } from '../scenario/run-record.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { type Figures, figuresOf } from './figures.ts'
import { type JudgedLoad, judgeLoad } from './judged-load.ts'
import { type MeasureResult, measureAll } from './measure.ts'
import { type Verdict, worst } from './verdict.ts'

export type JudgedScenario = {
  scenario: Scenario
  run: ScenarioRun
  loads: JudgedLoad[]
  figures: Figures[]
  measures: MeasureResult[]
  verdict: Verdict
  /** Everything that kept it from passing, in words; empty when it passed. */
  reasons: string[]
}

export type JudgedRun = { record: RunRecord; scenarios: JudgedScenario[]; verdict: Verdict }

/** A rise of latency below this share of the limit is no loss of steadiness. */
const materialShare = 0.1
const materialMsWithoutLimit = 50

const materialMs = (scenario: Scenario, load: string): number => {
  const limits = scenario.measures
    .filter((measure) => measure.kind === 'latency' && measure.loads?.includes(load))
    .map((measure) => parseLimit(measure.limit).value * materialShare)
  return limits.length > 0 ? Math.min(...limits) : materialMsWithoutLimit
}

const textOf = (scenario: Scenario, measure: MeasureResult): string =>
  scenario.measures.find(({ id }) => id === measure.id)?.text ?? measure.id

type Finding = { verdict: Verdict; reason: string }

const invariantFindings = (scenario: Scenario, run: ScenarioRun): Finding[] => {
  if (run.invalid !== undefined) return [] // None was looked at.
  return scenario.invariants.flatMap(({ id }): Finding[] => {
    const result = run.invariants.find((candidate) => candidate.id === id)
    // First: what is wrong is wrong also where little or nothing was there to look at.
    if (result !== undefined && result.violations > 0)
      return [{ verdict: 'fail', reason: `invariant ${id}: ${result.violations} violated of ${result.checked}` }]
    if (result?.skipped !== undefined) return []
    return result === undefined || result.checked === 0
      ? [{ verdict: 'inconclusive', reason: `invariant ${id}: no data` }]
      : []
  })
}

/** Judges one scenario in one style from its raw data. A violated invariant fails it, whatever the measures say. */
export const judgeScenario = (
  scenario: Scenario,
  run: ScenarioRun,
  samplesOf: (file: string) => Timed[],
  quick: boolean,
): JudgedScenario => {
  const loads = run.loads.flatMap(({ id, generator, file }) => {
    const load = scenario.loads.find((candidate) => candidate.id === id)
    if (load === undefined) return []
    return [judgeLoad({ load, generator, samples: samplesOf(file) }, scenario.decision, materialMs(scenario, id))]
  })
  return concluded({
    scenario,
    run,
    loads,
    figures: loads.map((judged) => figuresOf(judged, scenario.decision.confidence)),
    measures: measureAll(scenario, loads, run.evidence, quick),
  })
}

/** The verdict of what was measured, with its reasons. */
export const concluded = (measured: Omit<JudgedScenario, 'verdict' | 'reasons'>): JudgedScenario => {
  const { scenario, run, measures } = measured
  const findings: Finding[] = [
    ...(run.invalid === undefined ? [] : [{ verdict: 'invalid' as const, reason: run.invalid }]),
    ...measures
      .filter((measure) => measure.verdict !== 'pass')
      .map(
        (measure): Finding => ({
          verdict: measure.verdict,
          reason: `${textOf(scenario, measure)} (${measure.load}): ${measure.because}`,
        }),
      ),
    ...invariantFindings(scenario, run),
    ...(run.before === null ? [] : [{ verdict: 'invalid' as const, reason: run.before }]),
    ...(run.after === null ? [] : [{ verdict: 'fail' as const, reason: run.after }]),
  ]
  return {
    ...measured,
    verdict: worst([...measures.map((measure) => measure.verdict), ...findings.map((finding) => finding.verdict)]),
    reasons: findings.map((finding) => finding.reason),
  }
}

/** Judges everything that a run left in its folder. */
export const judgeRun = (folder: string): JudgedRun => {
  const record = readRun(folder)
  const scenarios = record.runs.flatMap((run) => {
    const scenario = record.scenarios.find((candidate) => candidate.id === run.scenario)
    if (scenario === undefined) return []
    return [judgeScenario(scenario, run, (file) => readTimed(join(rawFolder(folder), file)), record.quick)]
  })
  return { record, scenarios, verdict: worst(scenarios.map((judged) => judged.verdict)) }
}
