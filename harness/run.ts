import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Clock, systemClock } from '#platform/clock.ts'
import type { JudgedRun } from './judge/judge.ts'
import type { Verdict } from './judge/verdict.ts'
import { verdictExitCodes } from './judge/verdict.ts'
import { writeReport } from './report/write.ts'
import { hashDocuments } from './scenario/hashes.ts'
import { findK6 } from './scenario/k6.ts'
import { describeCommit, describeMachine } from './scenario/machine.ts'
import { type RunRecord, rawFolder, type ScenarioRun, writeRun } from './scenario/run-record.ts'
import { type MeasuredSystem, type Progress, type RunContext, runScenario } from './scenario/run-scenario.ts'
import { readScenarios, type Scenario, scenariosFolder } from './scenario/scenario.ts'
import { probeSpeed } from './scenario/speed.ts'

export type RunOptions = {
  /** Ids of the scenarios to run, all when empty. */
  only?: readonly string[]
  /** What to run instead of the scenario documents. */
  scenarios?: readonly Scenario[]
  /** Short loads, for tests: the verdicts are of few samples. */
  quick?: boolean
  /** Where reports go; default `reports/`. */
  reportsFolder?: string
  /** Scenario documents; default `scenarios/`. */
  scenariosFolder?: string
  /** What the user typed, for "how to reproduce". */
  command?: string
  /** Versions of programs that the caller knows of: gateway, Redis … */
  versions?: Readonly<Record<string, string>>
  progress?: Progress
  clock?: Clock
  signal?: AbortSignal
}

export type RunResult = {
  verdict: Verdict
  exitCode: number
  /** Folder of the report. */
  folder: string
  /** The final table, ready to print. */
  table: string
  judged: JudgedRun
}

const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '..')

/** Rewrites one line on a terminal; elsewhere prints finished steps only. */
export const terminalProgress = (stream: NodeJS.WriteStream = process.stdout): Progress => {
  const clear = stream.isTTY ? '\r\u001b[2K' : ''
  return {
    line: (text) => stream.write(`${clear}  ${text}\n`),
    status: (text) => {
      if (stream.isTTY) stream.write(`${clear}  ${text.slice(0, Math.max(20, (stream.columns ?? 80) - 4))}`)
    },
  }
}

export const pointLatestTo = (folder: string): void => {
  const latest = join(dirname(folder), 'latest')
  rmSync(latest, { recursive: true, force: true })
  symlinkSync(basename(folder), latest)
}

/** A folder of its own for each run: the same commit measured again on one day gets a number. */
export const makeFolder = (reportsFolder: string, name: string): string => {
  mkdirSync(reportsFolder, { recursive: true })
  for (let n = 1; ; n++) {
    const folder = join(reportsFolder, n === 1 ? name : `${name}-${n}`)
    try {
      mkdirSync(folder)
      mkdirSync(rawFolder(folder))
      return folder
    } catch (error) {
      if ((error as { code?: string }).code !== 'EEXIST') throw error
    }
  }
}

/**
 * Runs the scenarios on a running system, one after the other, and writes the report. Throws on what is no verdict: a
 * missing generator, a broken document, a system that can't be reached.
 */
export const runScenarios = async (system: MeasuredSystem, options: RunOptions = {}): Promise<RunResult> => {
  const clock = options.clock ?? systemClock
  const folderOfScenarios = options.scenariosFolder ?? scenariosFolder
  const scenarios = [...(options.scenarios ?? readScenarios(folderOfScenarios, options.only))]
  const k6 = findK6(projectRoot)
  const startedAt = new Date(clock.now()).toISOString()
  const hashesPerMs = probeSpeed()
  const { commit, dirty } = describeCommit(projectRoot)
  const reportsFolder = options.reportsFolder ?? join(projectRoot, 'reports')
  const folder = makeFolder(reportsFolder, `${startedAt.slice(0, 10)}-${commit}`)
  const workFolder = mkdtempSync(join(tmpdir(), 'sagabench-load-'))
  const context: RunContext = {
    system,
    scenariosFolder: folderOfScenarios,
    folder,
    workFolder,
    k6: k6.path,
    quick: options.quick ?? false,
    runId: clock.now().toString(36),
    clock,
    progress: options.progress ?? terminalProgress(),
    signal: options.signal ?? new AbortController().signal,
    seen: [],
    disturbed: [],
  }
  try {
    const runs: ScenarioRun[] = []
    for (const scenario of scenarios) {
      for (const style of scenario.styles) runs.push(await runScenario(context, scenario, style))
    }
    const record: RunRecord = {
      schema: 'sagabench/run@1',
      commit,
      dirty,
      startedAt,
      endedAt: new Date(clock.now()).toISOString(),
      quick: context.quick,
      command: options.command ?? 'npm start',
      machine: describeMachine(),
      versions: { node: process.versions.node, k6: k6.version, ...options.versions },
      hashesPerMs,
      hashes: hashDocuments(projectRoot),
      scenarios,
      runs,
    }
    writeRun(folder, record)
    const { judged, table } = writeReport(folder)
    pointLatestTo(folder)
    return { verdict: judged.verdict, exitCode: verdictExitCodes[judged.verdict], folder, table, judged }
  } finally {
    rmSync(workFolder, { recursive: true, force: true })
  }
}
