import { join } from 'node:path'
import { DamagedRecord } from '../base/errors.ts'
import { parseLimit, type Scenario } from '../scenario/documents.ts'
import { type RunRecord, rawFolder, readRun, readTimed, type ScenarioRun, type Timed } from '../scenario/records.ts'
import { beganAt } from '../scenario/running.ts'
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
  /** The reasons why it didn't pass; empty if it passed. */
  reasons: string[]
}

export type JudgedRun = { record: RunRecord; scenarios: JudgedScenario[]; verdict: Verdict }

/** A rise of latency below this share of the limit doesn't make a load unsteady. */
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
  if (run.invalid !== undefined) return [] // An invalid run checks no invariants.
  return scenario.invariants.flatMap(({ id }): Finding[] => {
    const result = run.invariants.find((candidate) => candidate.id === id)
    // Violations come first: they count even if a check had little or no data.
    if (result !== undefined && result.violations !== 0)
      return [
        { verdict: 'fail', reason: `invariant ${id}: ${result.violations} violations in ${result.checked} checks` },
      ]
    if (result?.skipped !== undefined) return []
    return result === undefined || !(result.checked >= 1)
      ? [{ verdict: 'inconclusive', reason: `invariant ${id}: no data` }]
      : []
  })
}

/** Loads that recorded nothing: their scenario can't pass, whatever the other loads say. */
const loadFindings = (scenario: Scenario, run: ScenarioRun, loads: readonly JudgedLoad[]): Finding[] => {
  if (run.invalid !== undefined) return []
  return scenario.loads.flatMap(({ id, judged: isJudged }): Finding[] => {
    const load = loads.find((one) => one.load.id === id)
    if (load === undefined) return isJudged ? [{ verdict: 'inconclusive', reason: `load ${id}: was not run` }] : []
    if (load.all.length > 0) return []
    return [{ verdict: load.invalid === null ? 'inconclusive' : 'invalid', reason: `load ${id}: has no results` }]
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

/** The verdict on the measurements, with its reasons. */
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
    ...loadFindings(scenario, run, measured.loads),
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

/** Scenarios, by style, that should have run but left no record. */
const notRun = ({ scenarios, runs, startedAt, endedAt }: RunRecord): ScenarioRun[] =>
  scenarios.flatMap(({ id, styles }) =>
    styles
      .filter((style) => !runs.some((run) => run.scenario === id && run.style === style))
      .map((style) => ({
        ...{ scenario: id, style, startedAt, endedAt, loads: [], evidence: {}, faults: {}, invariants: [] },
        ...{ before: null, after: null, restMs: null, invalid: 'the scenario was not run' },
      })),
  )

const checkRuns = ({ scenarios, runs }: RunRecord, folder: string): void => {
  const names = runs.map(({ scenario, style }) => `${scenario} ${style}`)
  const twice = names.find((name, at) => names.indexOf(name) < at)
  if (twice !== undefined) throw new DamagedRecord(`${folder}: ${twice} occurs twice in the record of the run`)
  const stray = runs.find(
    (run) => !scenarios.some(({ id, styles }) => id === run.scenario && styles.includes(run.style)),
  )
  if (stray !== undefined)
    throw new DamagedRecord(`${folder}: the record has no scenario ${stray.scenario} in the style ${stray.style}`)
}

/** Samples of a load. The first line has the start of the load, which detects lines of another run. */
const samplesOfLoad = (folder: string, { file, generator }: ScenarioRun['loads'][number]): Timed[] => {
  const path = join(rawFolder(folder), file)
  const { startedAt } = beganAt(path)
  if (startedAt !== undefined && generator.startedAt !== undefined && startedAt !== generator.startedAt)
    throw new DamagedRecord(
      `${path}: these lines began at ${startedAt}, the load of this run at ${generator.startedAt}`,
    )
  return readTimed(path)
}

/** Judges the raw data in the folder of a run. */
export const judgeRun = (folder: string): JudgedRun => {
  const record = readRun(folder)
  checkRuns(record, folder)
  const scenarios = [...record.runs, ...notRun(record)].flatMap((run) => {
    const scenario = record.scenarios.find((candidate) => candidate.id === run.scenario)
    if (scenario === undefined) return []
    const samplesOf = (file: string): Timed[] => {
      const load = run.loads.find((one) => one.file === file)
      return load === undefined ? [] : samplesOfLoad(folder, load)
    }
    return [judgeScenario(scenario, run, samplesOf, record.quick)]
  })
  return { record, scenarios, verdict: worst(scenarios.map((judged) => judged.verdict)) }
}
