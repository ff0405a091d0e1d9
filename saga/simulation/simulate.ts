import type { Bug } from './bugs.ts'
import { type Choices, repeatedChoices, seededChoices } from './choices.ts'
import { runChoreographed } from './choreographed.ts'
import { checkInvariants } from './invariants.ts'
import { runOrchestrated } from './orchestrated.ts'
import type { End, Style } from './stand.ts'
import type { System } from './system.ts'
import { type TraceLine, World } from './world.ts'

export type Setting = {
  readonly system: System
  readonly style: Style
  readonly bugs?: readonly Bug[]
  /** At most so many sagas at once; as many as the system has cases. */
  readonly sagasMax?: number
}

/** What came of one schedule. */
export type Result = {
  /** Of each saga. */
  readonly ends: readonly End[]
  readonly violations: readonly string[]
  readonly choices: readonly number[]
  /** What went wrong where; each once for each time. */
  readonly places: readonly string[]
  /** Of everything that happened, in its order. */
  readonly fingerprint: number
  readonly trace: readonly TraceLine[]
}

const several = 0.3

const run = async (setting: Setting, choices: Choices, traced: boolean): Promise<Result> => {
  const { system, style, bugs = [], sagasMax = system.cases.length } = setting
  const world = new World(choices, new Set(bugs), traced)
  world.ids = system.cases.slice(0, 1 + choices.pick(sagasMax, several)).map(({ id }) => id)
  const stand = await (style === 'orchestrated' ? runOrchestrated : runChoreographed)(world, system)
  checkInvariants(world, system.table, stand)
  const { violations, places, fingerprint, trace = [] } = world
  return { ends: stand.cases.map(({ end }) => end), violations, choices: choices.taken, places, fingerprint, trace }
}

/** Runs the schedule of a seed, the same each time. */
export const simulate = (setting: Setting, seed: number): Promise<Result> => run(setting, seededChoices(seed), false)

/** Runs a schedule again from its choices, and tells what happens in it. */
export const repeat = (setting: Setting, choices: readonly number[], traced = true): Promise<Result> =>
  run(setting, repeatedChoices(choices), traced)
