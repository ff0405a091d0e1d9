import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '#platform/base/clock.ts'
import type { System } from '../system/system.ts'
import { answersBetween, readAnswerCounts } from './answers.ts'
import { type DisturbanceRecord, startDisturbances } from './disturb.ts'
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts'
import { planLoad, runLoad } from './load.ts'
import {
  importCollect,
  importPrepare,
  importState,
  type Observed,
  type ScenarioSystem,
  type SeenLoad,
  type State,
} from './plugin.ts'
import { type EvidenceRow, readSamples } from './raw.ts'
import { waitForRest, waitUntilDrained } from './rest.ts'
import { rawFolder, type ScenarioRun } from './run-record.ts'
import { keepSampling, type Samplings, withSamplings } from './sampling.ts'
import type { Load, Scenario } from './scenario.ts'
import { openMeter, type Usage, type UsedSystem } from './usage.ts'
import { closedWayIn } from './way-in.ts'

/** The system as scenarios see it, with access to the metrics of its processes. */
export type MeasuredSystem = ScenarioSystem & UsedSystem & Pick<System, 'gateway'>

export type Progress = {
  /** Prints a finished step as one line. */
  line: (text: string) => void
  /** Shows the state of a running step; replaces the previous status. */
  status: (text: string) => void
}

export type RunContext = {
  system: MeasuredSystem
  scenariosFolder: string
  /** Folder of the report. */
  folder: string
  workFolder: string
  k6: string
  quick: boolean
  /** Part of the keys of this run, which makes them unique across runs. */
  runId: string
  clock: Clock
  progress: Progress
  signal: AbortSignal
  /** How long the system may take to come to rest: 30 s. */
  restLimitMs?: number
  /** The loads that ran before this scenario; each scenario adds its own. */
  seen: SeenLoad[]
  /** Disturbances of processes so far. */
  disturbed: DisturbanceRecord[]
}

/** Inputs for a load without a fixed length; the script starts over when they are used up. */
const unboundedInputs = 2_000

const observedBy = (context: RunContext): Observed => ({
  loads: context.seen,
  outages: context.disturbed.filter(({ outage }) => outage),
})

const describeViolations = async (state: State, observed: Observed): Promise<string | null> => {
  const violated = (await state.check(observed)).filter((result) => result.violations > 0)
  return violated.length === 0 ? null : `violated before the start: ${violated.map((result) => result.id).join(', ')}`
}

/** A finished load; `read` returns its cost once everything is at rest. */
type Measured = { ran: ScenarioRun['loads'][number]; read: () => Promise<Usage> }

const runOneLoad = async (
  context: RunContext,
  scenario: Scenario,
  style: string,
  load: Load,
  state: State,
  onBegin: () => void,
): Promise<Measured> => {
  const { progress } = context
  const name = `${scenario.id}-${style}-${load.id}`
  const plan = planLoad(load, context.quick ? load.quick_duration_s : load.duration_s)
  const prepare = await importPrepare(context.scenariosFolder, scenario.modules.prepare)
  const prepared = await prepare({
    system: context.system,
    scenario,
    load: load.id,
    count: plan.offered ?? unboundedInputs,
  })
  const inputsFile = join(context.workFolder, `${name}-inputs.json`)
  writeFileSync(inputsFile, JSON.stringify(prepared.inputs), { mode: 0o600 })
  const file = `${name}.ndjson`
  const read = await openMeter(context.system, state)
  const generator = await runLoad({
    k6: context.k6,
    script: join(context.scenariosFolder, scenario.modules.script[style] ?? ''),
    plan,
    inputsFile,
    rawFile: join(rawFolder(context.folder), file),
    logFile: join(context.workFolder, `${name}.log`),
    workFolder: context.workFolder,
    name,
    target: { ...prepared.target, runId: `${context.runId}-${name}` },
    onBegin,
    onProgress: ({ elapsedMs, durationMs, lines }) =>
      progress.status(
        `${scenario.id} ${style}: ${load.text}  ${(Math.min(elapsedMs, durationMs) / 1_000) | 0}/${durationMs / 1_000} s  ${lines} ${scenario.unit_of_work.many}`,
      ),
    signal: context.signal,
  })
  progress.line(
    `${scenario.id} ${style}: ${load.text}: ${generator.started} ${scenario.unit_of_work.many} in ${(generator.durationMs / 1_000).toFixed(1)} s`,
  )
  return { ran: { id: load.id, generator, file }, read }
}

/** Runs a load; disturbs the first one and records that for later checks. */
const runDisturbed = async (context: RunContext, scenario: Scenario, style: string, load: Load, state: State) => {
  const isFirst = load === scenario.loads[0]
  const all = scenario.method.disturbances ?? []
  const wanted = all.filter(({ styles }) => isFirst && (styles ?? [style]).includes(style))
  const durationMs = (context.quick ? load.quick_duration_s : load.duration_s) * 1_000
  const begun = Promise.withResolvers<void>()
  const disturbances = startDisturbances(context.system, wanted, durationMs, context.clock, begun.promise)
  try {
    const ran = await runOneLoad(context, scenario, style, load, state, begun.resolve)
    return { ...ran, done: disturbances.records }
  } finally {
    const disposed = disturbances[Symbol.asyncDispose]()
    begun.resolve() // Releases disturbances that still wait for the load to begin, which they now skip.
    await disposed
    recordDisturbances(context, `${scenario.id}-${style}`, disturbances.records)
  }
}

const recordDisturbances = (context: RunContext, name: string, records: readonly DisturbanceRecord[]): void => {
  if (records.length === 0) return
  context.disturbed.push(...records)
  for (const { do: what, process, fromMs, toMs } of records)
    context.progress.line(`${name}: ${what} ${process}, back after ${((toMs - fromMs) / 1_000).toFixed(1)} s`)
  const lines = records.map((record) => JSON.stringify(record))
  writeFileSync(join(rawFolder(context.folder), `${name}-disturbances.ndjson`), `${lines.join('\n')}\n`)
}

const countFaults = (proxies: readonly FaultProxy[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const record of proxies.flatMap((proxy) => proxy.records())) counts[record.kind] = (counts[record.kind] ?? 0) + 1
  return counts
}

/** Puts a proxy in front of each service that the scenario injects faults into, until disposal. */
const variantFaults = async (context: RunContext, scenario: Scenario) => {
  const proxies: FaultProxy[] = []
  const places = [...new Set(scenario.method.faults.map((fault) => fault.at))]
  const disarm = async (): Promise<void> => {
    for (const place of places) await context.system.reroute(place, undefined)
    await Promise.all(proxies.map((proxy) => proxy.close()))
  }
  try {
    for (const place of places) {
      const rules = scenario.method.faults.filter((fault) => fault.at === place)
      const target = context.system.url(place.slice(0, place.indexOf(':')))
      const proxy = await startFaultProxy({ target, rules, clock: context.clock })
      proxies.push(proxy)
      await context.system.reroute(place, new URL(proxy.url).host)
    }
  } catch (error) {
    await disarm()
    throw error
  }
  return { proxies, [Symbol.asyncDispose]: disarm }
}

const collectEvidence = async (context: RunContext, scenario: Scenario, style: string, since: string) => {
  const evidence: Record<string, EvidenceRow[]> = {}
  for (const { id, collector } of scenario.evidence) {
    if (id === undefined || collector === undefined) continue
    const collect = await importCollect(context.scenariosFolder, collector)
    evidence[id] = await collect({ system: context.system, style, since })
  }
  return evidence
}

/** The record of a scenario whose system is unreachable, so that measures and invariants mean nothing. */
const unreachable = (
  { id }: Scenario,
  style: string,
  at: Pick<ScenarioRun, 'startedAt' | 'endedAt'>,
  invalid: string,
  seen: Pick<ScenarioRun, 'loads' | 'faults'> = { loads: [], faults: {} },
): ScenarioRun => ({
  scenario: id,
  style,
  ...at,
  ...seen,
  evidence: {},
  invariants: [],
  before: null,
  after: null,
  invalid,
  restMs: null,
})

/**
 * Runs one scenario in one style: hypothesis before, faults, loads, rest, invariants, evidence. Does not judge: the report
 * is computed from the returned record and the raw files.
 */
export const runScenario = async (context: RunContext, scenario: Scenario, style: string): Promise<ScenarioRun> => {
  const { clock, progress, signal } = context
  const now = (): string => new Date(clock.now()).toISOString()
  const closedBefore = await closedWayIn(context.system)
  if (closedBefore !== null) {
    progress.line(`${scenario.id} ${style}: not run: ${closedBefore}`)
    return unreachable(scenario, style, { startedAt: now(), endedAt: now() }, `before the start ${closedBefore}`)
  }
  const openState = await importState(context.scenariosFolder, scenario.modules.state)
  const state = await openState(context.system)
  try {
    progress.status(`${scenario.id} ${style}: is everything at rest?`)
    const restBefore = await waitForRest(state, clock, signal, context.restLimitMs)
    const before =
      'unrest' in restBefore
        ? `not at rest: ${restBefore.unrest}`
        : await describeViolations(state, observedBy(context))
    const startedAt = now()
    const answersBefore = await readAnswerCounts(context.system)
    const loads: ScenarioRun['loads'] = []
    const disturbed: DisturbanceRecord[] = []
    let readLast: Measured['read'] | undefined
    let faults: Record<string, number> = {}
    const samplings: Samplings = { results: [] }
    let closed: string | null = null
    {
      await using armed = await variantFaults(context, scenario)
      await using _sampling = keepSampling(state, samplings, clock)
      for (const load of scenario.loads) {
        const { ran, read, done } = await runDisturbed(context, scenario, style, load, state)
        loads.push(ran)
        disturbed.push(...done)
        const samples = readSamples(join(rawFolder(context.folder), ran.file))
        context.seen.push({ scenario, style, load: load.id, samples })
        closed = await closedWayIn(context.system)
        if (closed !== null) break // Running units of work can't end any more.
        if (load === scenario.loads.at(-1)) {
          readLast = read
          break
        }
        await waitForRest(state, clock, signal, context.restLimitMs)
        ran.usage = await read()
      }
      progress.status(`${scenario.id} ${style}: waiting until everything is at rest`)
      await waitUntilDrained(armed.proxies, clock, signal, context.restLimitMs)
      faults = countFaults(armed.proxies)
      const lines = armed.proxies.flatMap((proxy) => proxy.records()).map((record) => JSON.stringify(record))
      if (lines.length > 0) {
        writeFileSync(join(rawFolder(context.folder), `${scenario.id}-${style}-faults.ndjson`), `${lines.join('\n')}\n`)
      }
    }
    if (closed !== null) {
      progress.line(`${scenario.id} ${style}: given up: ${closed}`)
      return unreachable(scenario, style, { startedAt, endedAt: now() }, `after a load ${closed}`, { loads, faults })
    }
    const rest = await waitForRest(state, clock, signal, context.restLimitMs)
    const last = loads.at(-1)
    if (last !== undefined && readLast !== undefined) last.usage = await readLast()
    const answers = answersBetween(answersBefore, await readAnswerCounts(context.system))
    progress.status(`${scenario.id} ${style}: checking the invariants`)
    const invariants = withSamplings(await state.check(observedBy(context)), samplings.results)
    const evidence = await collectEvidence(context, scenario, style, startedAt)
    return {
      scenario: scenario.id,
      style,
      startedAt,
      endedAt: now(),
      loads,
      ...(disturbed.length === 0 ? {} : { disturbances: disturbed }),
      evidence,
      faults,
      invariants,
      answers,
      before,
      after: 'unrest' in rest ? `not at rest: ${rest.unrest}` : null,
      restMs: 'ms' in rest ? rest.ms : null,
    }
  } finally {
    await state.close()
  }
}
