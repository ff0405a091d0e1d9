import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { System } from '../system/system.ts'
import type { EvidenceRow, InvariantResult } from './raw.ts'
import type { Sample } from './sample.ts'
import type { Scenario } from './scenario.ts'

/** What a scenario's own modules get of the system. */
export type ScenarioSystem = Pick<System, 'url' | 'env' | 'secrets' | 'reroute' | 'folder' | 'kill' | 'start' | 'pid'>

/** Module that makes the inputs of a scenario. Same seed and same load: same inputs, whatever the style. */
export type Prepare = (request: {
  system: ScenarioSystem
  scenario: Scenario
  load: string
  count: number
}) => Promise<{
  /** What the script reads as its inputs, in the order of its units of work. */
  inputs: readonly unknown[]
  /** Further values for the script's configuration: addresses, keys, tokens. */
  target: Record<string, unknown>
}>

/** What the clients of one load saw. */
export type SeenLoad = { scenario: Scenario; style: string; load: string; samples: readonly Sample[] }

/** What happened from outside so far: the loads of this run in their order, and when something was made to fail. */
export type Observed = {
  loads: readonly SeenLoad[]
  /** Times, in milliseconds since the epoch, in which nobody could be asked to undo anything. */
  outages: readonly { fromMs: number; toMs: number }[]
  /** Whose data were erased, and texts of theirs that must be found nowhere. */
  erased?: readonly { id: string; texts: readonly string[] }[]
}

/** Module that knows the state of the system. Beside it, `invariantTexts` describes each invariant that `check` checks, by its id. */
export type OpenState = (system: ScenarioSystem) => Promise<State>
export type State = {
  /** Null when everything is at rest; else what isn't, in words. */
  unrest: () => Promise<string | null>
  /** Checks everything there is, at rest. */
  check: (observed: Observed) => Promise<InvariantResult[]>
  /** Checks what has to hold at any moment, while loads run; cheap. */
  sample?: () => Promise<InvariantResult[]>
  /** What the stores and the network have counted since they started, by name with its unit; read once before and after a load. */
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
