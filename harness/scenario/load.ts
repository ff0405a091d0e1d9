import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cpuTime } from './cpu.ts'
import type { GeneratorReport } from './raw.ts'
import { type Load, perSecond } from './scenario.ts'

/** A load translated to k6 executors, with the pacing for the script. */
export type LoadPlan = {
  /** Units of work that the load offers; null if it runs without pause. */
  offered: number | null
  durationS: number
  /** For the script: when unit `i` is meant to start. */
  pacing:
    | { kind: 'open'; intervalMs: number }
    | { kind: 'paced'; users: number; periodMs: number }
    | { kind: 'unpaced' }
  k6: Record<string, unknown>
}

/** Time for the script to wait for units that are still running. */
export const gracefulStopS = 35

/** k6 options for a load. k6 stores no metric tags, because the script writes the raw data. */
export const planLoad = (load: Load, durationS: number): LoadPlan => {
  const common = { gracefulStop: `${gracefulStopS}s` }
  const options = (scenario: Record<string, unknown>) => ({
    scenarios: { load: { ...common, ...scenario } },
    systemTags: [],
    summaryTrendStats: ['avg', 'max'],
  })
  const { model } = load
  if (model.kind === 'open') {
    const rate = perSecond(model.rate)
    return {
      offered: rate * durationS,
      durationS,
      pacing: { kind: 'open', intervalMs: 1_000 / rate },
      k6: options({
        executor: 'constant-arrival-rate',
        rate,
        timeUnit: '1s',
        duration: `${durationS}s`,
        preAllocatedVUs: model.most_in_flight,
      }),
    }
  }
  if (model.paced_to === null) {
    return {
      offered: null,
      durationS,
      pacing: { kind: 'unpaced' },
      k6: options({ executor: 'constant-vus', vus: model.users, duration: `${durationS}s` }),
    }
  }
  const periodMs = (1_000 * model.users) / perSecond(model.paced_to)
  const iterations = Math.max(1, Math.floor((durationS * 1_000) / periodMs))
  return {
    offered: iterations * model.users,
    durationS,
    pacing: { kind: 'paced', users: model.users, periodMs },
    k6: options({
      executor: 'per-vu-iterations',
      vus: model.users,
      iterations,
      maxDuration: `${durationS + gracefulStopS}s`,
    }),
  }
}

export type LoadRun = {
  k6: string
  script: string
  plan: LoadPlan
  /** JSON file with the inputs of the script. */
  inputsFile: string
  /** Output file for the raw lines. */
  rawFile: string
  /** Output file for the log of k6. */
  logFile: string
  workFolder: string
  name: string
  /** Further values for the script, as JSON in its configuration file. */
  target: Record<string, unknown>
  /** Called once, when the first unit of work has ended, because k6 takes a while to start. */
  onBegin?: () => void
  onProgress?: (progress: { elapsedMs: number; durationMs: number; lines: number }) => void
  signal?: AbortSignal
}

const progressEveryMs = 500
const beginEveryMs = 50
/** Extra time for k6 to start and to exit. */
const marginS = 20

type K6Summary = {
  metrics?: Record<string, { values?: Record<string, number> }>
  state?: { testRunDurationMs?: number }
}

const countLines = (file: string, counter: { offset: number; lines: number }): number => {
  if (!existsSync(file)) return 0
  const descriptor = openSync(file, 'r')
  try {
    if (fstatSync(descriptor).size > counter.offset) {
      const text = readFileSync(descriptor)
      counter.lines = text.reduce((lines, byte) => lines + (byte === 10 ? 1 : 0), 0)
      counter.offset = text.length
    }
  } finally {
    closeSync(descriptor)
  }
  return counter.lines
}

/**
 * Runs one load with k6 and returns its report; the samples are in `rawFile`. Kills k6 if it takes longer than the load,
 * the graceful stop and a margin.
 */
export const runLoad = async (run: LoadRun): Promise<GeneratorReport> => {
  const optionsFile = join(run.workFolder, `${run.name}-options.json`)
  const configFile = join(run.workFolder, `${run.name}-config.json`)
  const summaryFile = join(run.workFolder, `${run.name}-k6.json`)
  writeFileSync(optionsFile, JSON.stringify(run.plan.k6))
  const config = { ...run.target, pacing: run.plan.pacing, durationMs: run.plan.durationS * 1_000 }
  writeFileSync(configFile, JSON.stringify(config), { mode: 0o600 })
  const log = openSync(run.logFile, 'w')
  const timeout = AbortSignal.timeout((run.plan.durationS + gracefulStopS + marginS) * 1_000)
  const began = performance.now()
  const child = spawn(
    run.k6,
    [
      'run',
      '--quiet',
      '--no-usage-report',
      '--no-color',
      ...['--config', optionsFile],
      ...['--log-format', 'raw', '--console-output', run.rawFile],
      ...['--env', `CONFIG=${configFile}`, '--env', `INPUTS=${run.inputsFile}`, '--env', `SUMMARY=${summaryFile}`],
      run.script,
    ],
    {
      stdio: ['ignore', log, log],
      env: { PATH: process.env.PATH, HOME: process.env.HOME, NO_PROXY: '127.0.0.1,localhost' },
      signal: run.signal === undefined ? timeout : AbortSignal.any([timeout, run.signal]),
      killSignal: 'SIGKILL',
    },
  )
  const starter = setInterval(() => {
    if (!existsSync(run.rawFile) || statSync(run.rawFile).size === 0) return
    clearInterval(starter)
    run.onBegin?.()
  }, beginEveryMs)
  const counter = { offset: 0, lines: 0 }
  let cpuMs: number | null = null
  const ticker = setInterval(() => {
    cpuMs = cpuTime(child.pid ?? 0) ?? cpuMs
    run.onProgress?.({
      elapsedMs: performance.now() - began,
      durationMs: run.plan.durationS * 1_000,
      lines: countLines(run.rawFile, counter),
    })
  }, progressEveryMs)
  try {
    const [code] = (await once(child, 'exit')) as [number | null]
    return { ...readReport(summaryFile, run, code ?? -1), cpuMs }
  } catch (error) {
    if (run.signal?.aborted) throw error
    if (timeout.aborted) throw new Error(`${run.name}: k6 did not finish in time; see ${run.logFile}`)
    throw error
  } finally {
    clearInterval(ticker)
    clearInterval(starter)
    closeSync(log)
  }
}

const readReport = (summaryFile: string, run: LoadRun, exitCode: number): GeneratorReport => {
  if (!existsSync(summaryFile)) {
    throw new Error(`${run.name}: k6 exited with code ${exitCode} without a summary:\n${tail(run.logFile)}`)
  }
  const summary = JSON.parse(readFileSync(summaryFile, 'utf8')) as K6Summary
  const count = (metric: string): number => summary.metrics?.[metric]?.values?.count ?? 0
  return {
    generator: 'k6',
    offered: run.plan.offered,
    started: count('iterations'),
    dropped: count('dropped_iterations'),
    durationMs: summary.state?.testRunDurationMs ?? 0,
    exitCode,
    ...beganAt(run.rawFile),
  }
}

const headBytes = 1 << 18

/** Reads the start of the load from the line of the first unit, which is near the start of the file. */
export const beganAt = (rawFile: string): { startedAt?: string } => {
  if (!existsSync(rawFile)) return {}
  const descriptor = openSync(rawFile, 'r')
  try {
    const head = Buffer.alloc(headBytes)
    const text = head.toString('utf8', 0, readSync(descriptor, head))
    const ms = /"load_began_ms":(\d+)/.exec(text)?.[1]
    return ms === undefined ? {} : { startedAt: new Date(Number(ms)).toISOString() }
  } finally {
    closeSync(descriptor)
  }
}

const tail = (file: string): string => readFileSync(file, 'utf8').trim().split('\n').slice(-12).join('\n')
