import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock } from '#platform/base/clock.ts'
import { type JudgedScenario, judgeScenario } from '../judge/judge.ts'
import type { Scenario } from '../scenario/documents.ts'
import { rawFolder, readSamples, type ScenarioRun } from '../scenario/records.ts'
import { type Progress, type RunContext, runScenario } from '../scenario/running.ts'
import { type Cell, cellOf, isLate, redOf } from './cell.ts'
import type { Change, Lab, Specimen } from './change.ts'
import type { Control, SensitivityRecord } from './record.ts'
import { delayOf, shortForm } from './short-form.ts'

export type SensitivityContext = {
  lab: Lab
  scenariosFolder: string
  /** Output folder for raw lines, with a folder for each change. */
  folder: string
  k6: string
  runId: string
  clock: Clock
  progress: Progress
  signal: AbortSignal
  onCell?: (cell: Cell) => void
}

type Subject = { scenario: Scenario; style: string }
type Looked = { judged: JudgedScenario; effects: number }

/** A scenario that disturbs processes takes longer to come to rest. */
const restLimitMs = ({ method }: Scenario): number => ((method.disturbances ?? []).length > 0 ? 30_000 : 12_000)

const attemptsMax = 3

const isClean = (run: ScenarioRun): boolean =>
  run.after === null && run.invalid === undefined && run.invariants.every(({ violations }) => violations === 0)

/** Runs one change after the other; reuses a system only if the last scenario left it clean. */
const runner = (context: SensitivityContext, workFolder: string) => {
  let kept: { key: string; specimen: Specimen; run: Omit<RunContext, 'runId' | 'restLimitMs'> } | undefined
  let runs = 0

  const close = async (): Promise<void> => {
    const closing = kept
    kept = undefined
    await closing?.specimen.stop()
  }
  const open = async (change: Change | undefined, delayMs: number): Promise<NonNullable<typeof kept>> => {
    const key = `${change?.id ?? 'control'} ${delayMs}`
    if (kept?.key === key) return kept
    await close()
    const specimen = await context.lab.open(change, delayMs)
    const folder = join(context.folder, change?.id ?? 'control')
    mkdirSync(rawFolder(folder), { recursive: true })
    const { scenariosFolder, k6, clock, signal, progress } = context
    const run: NonNullable<typeof kept>['run'] = {
      ...{ system: specimen.system, scenariosFolder, folder, workFolder, k6, quick: true, clock, signal },
      progress: { status: progress.status, line: () => {} },
      seen: [],
      disturbed: [],
    }
    kept = { key, specimen, run }
    return kept
  }
  const lookOnce = async ({ scenario, style }: Subject, change: Change | undefined): Promise<Looked> => {
    const { specimen, run } = await open(change, change === undefined ? 0 : delayOf(scenario, change))
    const raw = rawFolder(run.folder)
    for (const file of readdirSync(raw)) if (file.startsWith(`${scenario.id}-${style}-`)) rmSync(join(raw, file))
    const before = specimen.effects()
    const own = { ...run, runId: `${context.runId}-${++runs}`, restLimitMs: restLimitMs(scenario) }
    const ran = await runScenario(own, scenario, style)
    const judged = judgeScenario(scenario, ran, (file) => readSamples(join(raw, file)), true)
    const effects = specimen.effects() - before
    if (!isClean(ran)) await close()
    return { judged, effects }
  }
  /** Repeats a run once if the only problem was that the generator did not offer the planned load. */
  const look = async (subject: Subject, change: Change | undefined): Promise<Looked> => {
    for (let attempt = 1; ; attempt++) {
      const looked = await lookOnce(subject, change)
      if (attempt === attemptsMax || !isLate(looked.judged) || redOf(looked.judged).length > 0) return looked
    }
  }
  return { look, close }
}

const controlOf = ({ scenario, run, verdict, reasons }: JudgedScenario): Control => ({
  scenario: scenario.id,
  style: run.style,
  verdict,
  reasons,
  measures: scenario.measures.map(({ id }) => id),
})

const cellWithout = ({ scenario, style }: Subject, change: Change, why: string, outcome: Cell['outcome']): Cell => ({
  ...{ scenario: scenario.id, style, change: change.id, outcome, verdict: null, effects: 0, by: [], why },
})

/**
 * Runs each scenario in its short form without a change and then with each change, and judges the effect. A scenario that can't
 * run with a change is undecided; the others still run.
 */
export const runSensitivity = async (
  context: SensitivityContext,
  scenarios: readonly Scenario[],
  changes: readonly Change[],
): Promise<Pick<SensitivityRecord, 'controls' | 'cells'>> => {
  const { progress, signal, onCell } = context
  const subjects = scenarios.map(shortForm).flatMap((scenario) => scenario.styles.map((style) => ({ scenario, style })))
  const workFolder = mkdtempSync(join(tmpdir(), 'sagabench-sensitivity-'))
  const { look, close } = runner(context, workFolder)
  const cellFor = async (subject: Subject, control: JudgedScenario, change: Change): Promise<Cell> => {
    const { scenario, style } = subject
    if (!(change.styles ?? [style]).includes(style))
      return cellWithout(subject, change, `changes only ${change.styles?.join(', ')}`, 'absent')
    if (redOf(control).length > 0) {
      return cellWithout(subject, change, `red without the change: ${control.reasons.join('; ')}`, 'no-control')
    }
    try {
      const { judged, effects } = await look(subject, change)
      return cellOf(change, { control, changed: judged, effects, delayMs: delayOf(scenario, change) })
    } catch (error) {
      signal.throwIfAborted()
      await close()
      return cellWithout(subject, change, `could not be run: ${(error as Error).message}`, 'undecided')
    }
  }
  try {
    const controls: JudgedScenario[] = []
    for (const subject of subjects) {
      const { judged } = await look(subject, undefined)
      controls.push(judged)
      progress.line(`without a change: ${judged.scenario.id} ${judged.run.style}: ${judged.verdict}`)
    }
    const cells: Cell[] = []
    for (const change of changes) {
      for (const [i, subject] of subjects.entries()) {
        signal.throwIfAborted()
        progress.status(`${change.id}: ${subject.scenario.id} ${subject.style}`)
        const control = controls[i]
        if (control === undefined) continue
        const cell = await cellFor(subject, control, change)
        onCell?.(cell)
        cells.push(cell)
      }
    }
    return { controls: controls.map(controlOf), cells }
  } finally {
    await close()
    rmSync(workFolder, { recursive: true, force: true })
  }
}
