import { setTimeout as delay } from 'node:timers/promises'
import type { Clock } from '#platform/base/clock.ts'
import { randomFrom, seedOf } from '../base/random.ts'
import { type FaultProxy, type FaultRule, startFaultProxy } from '../scenario/fault-proxy.ts'
import type { Observed, SeenLoad } from '../scenario/plugin.ts'
import type { InvariantResult, Sample } from '../scenario/records.ts'
import type { System } from '../system/system.ts'
import { type CellResult, type CellVerdict, idOf } from './cell.ts'
import type { History } from './history.ts'
import type { CellContext, FaultCell, OpenPlan } from './plan.ts'
import type { Outage, Victims } from './victims.ts'

/** The system that runs the cells one after the other, with its known violations. */
export type Patient = {
  readonly system: System
  readonly victims: Victims
  readonly plan: OpenPlan
  readonly isDependencyOfUndo: (process: string) => boolean
  readonly outages: Outage[]
  /** The known violations: their number per invariant, and those that were listed. */
  readonly known: Map<string, number>
}

export type CellOptions = { seed: number; clock: Clock; history: (cell: string) => History; signal: AbortSignal }

const cellLimitMs = 90_000
const restLimitMs = 45_000
const restPollMs = 100
const findingsMax = 12

type Course = {
  loads: SeenLoad[]
  findings: string[]
  missed: string[]
  harmedAtMs: number | undefined
  extraOutages: Outage[]
}

const proxied =
  (system: System, cellSeed: number, clock: Clock): CellContext['behindProxy'] =>
  async (at, rules, work) => {
    const full = rules.map((rule, index): FaultRule => ({ ...rule, at, id: `rule-${index}`, seed: cellSeed }))
    const proxy: FaultProxy = await startFaultProxy({
      target: system.url(at.slice(0, at.indexOf(':'))),
      rules: full,
      clock,
    })
    try {
      await system.reroute(at, new URL(proxy.url).host)
      await work(proxy)
      proxy.setRules([])
      for (const until = clock.now() + restLimitMs; proxy.pending() > 0 && clock.now() < until; ) await clock.sleep(50)
    } finally {
      await system.reroute(at, undefined).catch(() => {}) // A dead gateway gets the original route when it restarts.
      await proxy.close()
    }
  }

const contextOf = (cell: FaultCell, patient: Patient, options: CellOptions, course: Course): CellContext => {
  const { clock, seed, history } = options
  const cellSeed = seedOf(seed, idOf(cell))
  const { system, victims } = patient
  return {
    place: cell,
    system,
    victims,
    random: randomFrom(cellSeed),
    history: history(idOf(cell)),
    now: clock.now,
    sleep: (ms) => clock.sleep(ms, options.signal),
    seen: (load) => void course.loads.push(load),
    outage: (fromMs, toMs) => void course.extraOutages.push({ process: 'any', fromMs, toMs }),
    harmed: () => {
      course.harmedAtMs ??= clock.now()
    },
    behindProxy: proxied(system, cellSeed, clock),
    missed: (why) => void course.missed.push(why),
    violated: (what) => void course.findings.push(what),
  }
}

/** Undefined if everything is at rest; otherwise what is still running. */
const waitForRest = async (patient: Patient, clock: Clock, signal: AbortSignal): Promise<string | undefined> => {
  const until = clock.now() + restLimitMs
  for (;;) {
    const unrest = await patient.plan.state
      .unrest()
      .catch((error: Error) => `the state can't be read: ${error.message}`)
    if (unrest === null) return undefined
    if (clock.now() > until) return unrest
    signal.throwIfAborted()
    await clock.sleep(restPollMs, signal)
  }
}

/** Violations that are new since before this cell. Only some are listed, so a higher number also counts as new. */
export const newViolations = (results: readonly InvariantResult[], known: Map<string, number>): string[] =>
  results.flatMap(({ id, violations, examples }) => {
    const before = known.get(id) ?? 0
    known.set(id, violations)
    const fresh = examples.map((example) => `${id}: ${example}`).filter((text) => !known.has(text))
    for (const text of fresh) known.set(text, 1)
    return fresh.length === 0 && violations > before ? [`${id}: ${violations} violations, ${before} before`] : fresh
  })

const badEnds = (samples: readonly Sample[]): string[] =>
  samples.flatMap(({ outcome, id, key, reason }) =>
    outcome === 'succeeded' || outcome === 'refused' || outcome === 'failed'
      ? []
      : [`a client never got a right end: ${outcome}, ${id ?? key ?? 'unknown'}: ${reason ?? ''}`],
  )

const counted = (samples: readonly Sample[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const { outcome } of samples) counts[outcome] = (counts[outcome] ?? 0) + 1
  return counts
}

const harm = async (cell: FaultCell, context: CellContext, course: Course): Promise<void> => {
  const limit = new AbortController()
  const late = delay(cellLimitMs, 'late', { signal: limit.signal }).catch(() => undefined)
  try {
    const ended = await Promise.race([cell.run?.(context), late])
    if (ended === 'late') course.findings.push(`the cell did not end within ${cellLimitMs / 1_000} s`)
  } catch (error) {
    course.findings.push(`the cell failed: ${(error as Error).message}`)
  } finally {
    limit.abort()
  }
}

/** All outages of this run during which undos were impossible. */
const observedBy = (patient: Patient, course: Course): Observed => {
  patient.outages.push(...course.extraOutages)
  course.extraOutages.length = 0
  const ofProcesses = patient.victims.outages().filter(({ process }) => patient.isDependencyOfUndo(process))
  return { loads: course.loads, outages: [...patient.outages, ...ofProcesses] }
}

/** Runs fault, heal, rest, a new unit of work and invariants. `isSick`: not at rest, so the next cell needs a new system. */
export const runCell = async (
  cell: FaultCell,
  patient: Patient,
  options: CellOptions,
): Promise<{ result: CellResult; isSick: boolean }> => {
  const { clock, signal } = options
  const { style, process, step, phase, kind, text } = cell
  const base = { style, process, step, phase, kind, text, seed: options.seed }
  const began = clock.now()
  const nothing = { outcomes: {}, recoveryMs: null, durationMs: 0 }
  if (cell.untested !== undefined || cell.run === undefined) {
    const findings = [cell.untested ?? 'there is no such fault yet']
    return { result: { ...base, ...nothing, verdict: 'untested', findings }, isSick: false }
  }
  const course: Course = { loads: [], findings: [], missed: [], harmedAtMs: undefined, extraOutages: [] }
  const context = contextOf(cell, patient, options, course)
  await harm(cell, context, course)
  patient.victims.recall()
  await patient.victims.heal()
  const unrest = await waitForRest(patient, clock, signal)
  const restedAt = clock.now()
  if (unrest !== undefined) course.findings.push(`not at rest after ${restLimitMs / 1_000} s: ${unrest}`)
  const probe = await patient.plan.probe(context)
  if (probe.outcome !== 'succeeded') course.findings.push(`after the heal a new one ended ${probe.outcome}`)
  // A system that did not come to rest before will not do so now.
  if (unrest === undefined) await waitForRest(patient, clock, signal)
  course.findings.push(...patient.victims.takeUnexpected().map((process) => `${process} ended by itself`))
  const samples = course.loads.flatMap((load) => load.samples)
  course.findings.push(...badEnds(samples))
  try {
    course.findings.push(...newViolations(await patient.plan.state.check(observedBy(patient, course)), patient.known))
  } catch (error) {
    course.findings.push(`the invariants could not be checked: ${(error as Error).message}`)
  }
  const verdict: CellVerdict = course.findings.length > 0 ? 'violated' : course.missed.length > 0 ? 'missed' : 'held'
  return {
    isSick: unrest !== undefined,
    result: {
      ...base,
      verdict,
      findings: [...course.findings, ...course.missed].slice(0, findingsMax),
      outcomes: counted(samples),
      recoveryMs: course.harmedAtMs === undefined ? null : Math.max(0, restedAt - course.harmedAtMs),
      durationMs: clock.now() - began,
    },
  }
}
