import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Clock, systemClock } from '#platform/base/clock.ts'
import { printable } from '#platform/base/say.ts'
import type { JudgedRun } from '../judge/judge.ts'
import type { Verdict } from '../judge/verdict.ts'
import { verdictExitCodes } from '../judge/verdict.ts'
import { writeReport } from '../report/write.ts'
import { readScenarios, type Scenario, scenariosFolder } from '../scenario/documents.ts'
import { hashDocuments, type RunRecord, rawFolder, type ScenarioRun, writeRun } from '../scenario/records.ts'
import {
  describeCommit,
  describeMachine,
  findK6,
  type MeasuredSystem,
  type Progress,
  probeSpeed,
  type RunContext,
  runScenario,
} from '../scenario/running.ts'
import { roundsFolder, writeRepeats } from '../variants/report/write.ts'
import { orderOf } from '../variants/running.ts'

export type RunOptions = {
  /** Ids of the scenarios to run; if empty, the default ones. */
  only?: readonly string[]
  /** The scenarios to run instead of documents. */
  scenarios?: readonly Scenario[]
  /** Short loads for tests: few samples, so few verdicts. */
  quick?: boolean
  /** The folder for reports; by default `reports/`. */
  reportsFolder?: string
  /** The folder of scenario documents; by default `scenarios/`. */
  scenariosFolder?: string
  /** The typed command, for "how to reproduce". */
  command?: string
  /** Versions of the programs of the system: gateway, Redis … */
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

const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

/** Rewrites one line on a terminal; elsewhere prints finished steps only. */
export const terminalProgress = (stream: NodeJS.WriteStream = process.stdout): Progress => {
  const clear = stream.isTTY ? '\r\u001b[2K' : ''
  return {
    line: (text) => stream.write(`${clear}  ${printable(text)}\n`),
    status: (text) => {
      if (stream.isTTY) stream.write(`${clear}  ${printable(text).slice(0, Math.max(20, (stream.columns ?? 80) - 4))}`)
    },
  }
}

export const pointLatestTo = (folder: string): void => {
  const latest = join(dirname(folder), 'latest')
  rmSync(latest, { recursive: true, force: true })
  symlinkSync(basename(folder), latest)
}

/** Creates a new folder for each run; further runs of a commit on the same day get a number. */
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

/** What all runs of one command share: folders, scenarios and origin. */
type Opened = {
  context: RunContext
  scenarios: readonly Scenario[]
  origin: Pick<RunRecord, 'commit' | 'dirty' | 'command' | 'machine' | 'versions' | 'hashes'>
}

type Part = { scenario: Scenario; style: string }

const partsOf = (scenarios: readonly Scenario[]): Part[] =>
  scenarios.flatMap((scenario) => scenario.styles.map((style) => ({ scenario, style })))

/** Creates the folder of a report, does the work, and removes temporary files. */
const opened = async <T>(
  system: MeasuredSystem,
  options: RunOptions,
  kind: string,
  work: (opened: Opened) => Promise<T>,
): Promise<T> => {
  const clock = options.clock ?? systemClock
  const folderOfScenarios = options.scenariosFolder ?? scenariosFolder
  const scenarios = [...(options.scenarios ?? readScenarios(folderOfScenarios, options.only))]
  const k6 = findK6(projectRoot)
  const { commit, dirty } = describeCommit(projectRoot)
  const day = new Date(clock.now()).toISOString().slice(0, 10)
  const folder = makeFolder(options.reportsFolder ?? join(projectRoot, 'reports'), `${day}-${commit}${kind}`)
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
  const origin = {
    commit,
    dirty,
    command: options.command ?? 'npm start',
    machine: describeMachine(),
    versions: { node: process.versions.node, k6: k6.version, ...options.versions },
    hashes: hashDocuments(projectRoot),
  }
  try {
    return await work({ context, scenarios, origin })
  } finally {
    rmSync(workFolder, { recursive: true, force: true })
  }
}

/** Runs everything once, in this order, and stores its raw data in the context's folder. */
const runOnce = async ({ context, origin }: Opened, parts: readonly Part[]): Promise<void> => {
  const { clock, quick, folder } = context
  const startedAt = new Date(clock.now()).toISOString()
  const hashesPerMs = probeSpeed()
  const runs: ScenarioRun[] = []
  for (const { scenario, style } of parts) runs.push(await runScenario(context, scenario, style))
  const scenarios = [...new Set(parts.map(({ scenario }) => scenario))]
  const endedAt = new Date(clock.now()).toISOString()
  writeRun(folder, { schema: 'sagabench/run@1', ...origin, startedAt, endedAt, quick, hashesPerMs, scenarios, runs })
}

const resultOf = (folder: string, judged: JudgedRun, table: string): RunResult => {
  pointLatestTo(folder)
  return { verdict: judged.verdict, exitCode: verdictExitCodes[judged.verdict], folder, table, judged }
}

/**
 * Runs the scenarios on a running system, one after the other, and writes the report. Throws on errors that are not
 * verdicts: a missing generator, a broken document, an unreachable system.
 */
export const runScenarios = (system: MeasuredSystem, options: RunOptions = {}): Promise<RunResult> =>
  opened(system, options, '', async (all) => {
    await runOnce(all, partsOf(all.scenarios))
    const { judged, table } = writeReport(all.context.folder)
    return resultOf(all.context.folder, judged, table)
  })

/**
 * Runs the scenarios several times, every second round in reverse order. All styles of a round get the same inputs; each
 * round gets new ones. Each round is a run with its own report in `rounds/`.
 */
export const runRepeats = (system: MeasuredSystem, repeats: number, options: RunOptions = {}): Promise<RunResult> =>
  opened(system, options, '-repeats', async (all) => {
    const { folder, progress } = all.context
    for (let round = 0; round < repeats; round++) {
      const own = makeFolder(roundsFolder(folder), String(round + 1))
      const runId = `${all.context.runId}-${round}`
      const scenarios = all.scenarios.map((scenario) => ({ ...scenario, seed: scenario.seed + round }))
      await runOnce({ ...all, context: { ...all.context, folder: own, runId } }, orderOf(partsOf(scenarios), round))
      writeReport(own)
      progress.line(`round ${round + 1} of ${repeats}`)
    }
    const { judged, text } = writeRepeats(folder)
    return resultOf(folder, judged, text)
  })
