import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { System } from '../system/system.ts'
import type { EvidenceRow, InvariantResult } from './raw.ts'
import type { Sample } from './sample.ts'
import type { Scenario } from './scenario.ts'

/** The part of the system that a scenario's modules can use. */
export type ScenarioSystem = Pick<System, 'url' | 'env' | 'secrets' | 'reroute' | 'folder' | 'kill' | 'start' | 'pid'>
/** A system that stays up for its user. */
export type KeptSystem = ScenarioSystem & Pick<System, 'address'>

/** Module that generates the inputs of a scenario. Same seed and load give the same inputs in every style. */
export type Prepare = (request: {
  system: ScenarioSystem
  scenario: Scenario
  load: string
  count: number
}) => Promise<{
  /** The inputs of the script, one per unit of work. */
  inputs: readonly unknown[]
  /** Further values for the script's configuration: addresses, keys, tokens. */
  target: Record<string, unknown>
}>

/** The samples of one load, as its clients saw it. */
export type SeenLoad = { scenario: Scenario; style: string; load: string; samples: readonly Sample[] }

/** External events so far: the loads of this run in order, and the injected outages. */
export type Observed = {
  loads: readonly SeenLoad[]
  /** Intervals in milliseconds since the epoch in which undos were impossible. */
  outages: readonly { fromMs: number; toMs: number }[]
  /** Whose data were erased, and texts of theirs that must be found nowhere. */
  erased?: readonly { id: string; texts: readonly string[] }[]
}

/** Module that knows the state of the system. Beside it, `invariantTexts` describes each invariant that `check` checks, by its id. */
export type OpenState = (system: ScenarioSystem) => Promise<State>
export type State = {
  /** Null if everything is at rest; otherwise a description of what is still running. */
  unrest: () => Promise<string | null>
  /** Checks all invariants at rest. */
  check: (observed: Observed) => Promise<InvariantResult[]>
  /** Checks the invariants that must hold at any moment; cheap enough to run under load. */
  sample?: () => Promise<InvariantResult[]>
  /** Counters of the stores and the network since their start, by name with unit; read once before and after a load. */
  counters?: () => Promise<Record<string, number>>
  close: () => Promise<void>
}

/** Module that reads evidence after the loads of one style. `since`: when they began, ISO 8601. */
export type Collect = (request: { system: ScenarioSystem; style: string; since: string }) => Promise<EvidenceRow[]>

const load = async (folder: string, file: string): Promise<Record<string, unknown>> =>
  (await import(pathToFileURL(resolve(folder, file)).href)) as Record<string, unknown>

const named = async <T>(folder: string, file: string, name: string): Promise<T> => {
  const found = (await load(folder, file))[name]
  if (typeof found !== 'function') throw new Error(`${file} exports no function ${name}`)
  return found as T
}

export const importPrepare = (folder: string, file: string): Promise<Prepare> => named(folder, file, 'prepare')
export const importState = (folder: string, file: string): Promise<OpenState> => named(folder, file, 'openState')
export const importCollect = (folder: string, file: string): Promise<Collect> => named(folder, file, 'collect')
