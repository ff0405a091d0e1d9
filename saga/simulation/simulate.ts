import type { Bug } from './bugs.ts'
import { type Choices, repeatedChoices, seededChoices } from './choices.ts'
import { checkInvariants } from './invariants.ts'
import { type End, runChoreographed, runOrchestrated, type Style } from './styles.ts'
import type { System } from './system.ts'
import { type TraceLine, World } from './world.ts'

export type Setting = { readonly system: System; readonly style: Style; readonly bugs?: readonly Bug[] }

/** What came of one schedule. */
export type Result = {
  readonly end: End
  readonly violations: readonly string[]
  readonly choices: readonly number[]
  /** What went wrong where; each once for each time. */
  readonly places: readonly string[]
  /** Of everything that happened, in its order. */
  readonly fingerprint: number
  readonly trace: readonly TraceLine[]
}

const run = async ({ system, style, bugs = [] }: Setting, choices: Choices, traced: boolean): Promise<Result> => {
  const world = new World(choices, new Set(bugs), traced)
  const stand = await (style === 'orchestrated' ? runOrchestrated : runChoreographed)(world, system)
  checkInvariants(world, system.table, stand)
  const { violations, places, fingerprint, trace = [] } = world
  return { end: stand.end, violations, choices: choices.taken, places, fingerprint, trace }
}

/** Runs the schedule of a seed, the same each time. */
export const simulate = (setting: Setting, seed: number): Promise<Result> => run(setting, seededChoices(seed), false)

/** Runs a schedule again from its choices, and tells what happens in it. */
export const repeat = (setting: Setting, choices: readonly number[], traced = true): Promise<Result> =>
  run(setting, repeatedChoices(choices), traced)
