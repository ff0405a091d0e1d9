import type { Bug } from './bugs.ts'
import { type Choices, repeatedChoices, seededChoices } from './choices.ts'
import { runChoreographed } from './choreographed.ts'
import type { End } from './final-state.ts'
import { checkInvariants } from './invariants.ts'
import { runOrchestrated } from './orchestrated.ts'
import type { Style } from './style.ts'
import type { System } from './system.ts'
import { type TraceLine, World } from './world.ts'

export type Setting = {
  readonly system: System
  readonly style: Style
  readonly bugs?: readonly Bug[]
  /** The maximum number of concurrent sagas. Default: the number of cases of the system. */
  readonly sagasMax?: number
}

/** The result of one schedule. */
export type Result = {
  /** The end of each saga. */
  readonly ends: readonly End[]
  readonly violations: readonly string[]
  readonly choices: readonly number[]
  /** Situations (a fault at a place), with repetitions. */
  readonly places: readonly string[]
  /** A hash of everything that happened, in order. */
  readonly fingerprint: number
  readonly trace: readonly TraceLine[]
}

const several = 0.3

const run = async (setting: Setting, choices: Choices, traced: boolean): Promise<Result> => {
  const { system, style, bugs = [], sagasMax = system.cases.length } = setting
  const world = new World(choices, new Set(bugs), traced)
  world.ids = system.cases.slice(0, 1 + choices.pick(sagasMax, several)).map(({ id }) => id)
  const state = await (style === 'orchestrated' ? runOrchestrated : runChoreographed)(world, system)
  checkInvariants(world, system.table, state)
  const { violations, places, fingerprint, trace = [] } = world
  return { ends: state.cases.map(({ end }) => end), violations, choices: choices.taken, places, fingerprint, trace }
}

/** Runs the schedule of a seed. Deterministic. */
export const simulate = (setting: Setting, seed: number): Promise<Result> => run(setting, seededChoices(seed), false)

/** Reruns a schedule from its choices, with a trace. */
export const repeat = (setting: Setting, choices: readonly number[], traced = true): Promise<Result> =>
  run(setting, repeatedChoices(choices), traced)
