import { pathToFileURL } from 'node:url'
import type { FaultProxy, FaultRule } from '../scenario/fault-proxy.ts'
import type { SeenLoad, State } from '../scenario/plugin.ts'
import type { Sample } from '../scenario/sample.ts'
import type { System } from '../system/system.ts'
import type { CellResult, Place } from './cell.ts'
import type { History } from './history.ts'
import type { Victims } from './victims.ts'

/** What a cell does its harm with. */
export type CellContext = {
  readonly place: Place
  readonly system: System
  readonly victims: Victims
  /** Seeded: the same choices at every run of the cell. */
  readonly random: () => number
  readonly history: History
  readonly now: () => number
  readonly sleep: (ms: number) => Promise<void>
  /** Work of clients until they know their ends; add all of it. */
  readonly seen: (load: SeenLoad) => void
  /** Whoever has this as a dependency could not be asked during that time. */
  readonly outage: (fromMs: number, toMs: number) => void
  /** To be called when the harm is done: recovery counts from here. */
  readonly harmed: () => void
  /** Runs work with a proxy in front of `service:port` that follows the rules. */
  readonly behindProxy: (
    at: string,
    rules: readonly Omit<FaultRule, 'at' | 'seed' | 'id'>[],
    work: (proxy: FaultProxy) => Promise<void>,
  ) => Promise<void>
  /** To be called by a cell whose fault did not happen. */
  readonly missed: (why: string) => void
  /** A finding of the cell itself, beside the invariants. */
  readonly violated: (what: string) => void
}

export type FaultCell = Place & {
  readonly kind: CellResult['kind']
  readonly text: string
  /** Why it can't be run; then there is no `run`. */
  readonly untested?: string
  readonly run?: (context: CellContext) => Promise<void>
}

/** The module of a system's own cells, `plan` in `faults/plan.ts` of the scenarios folder. */
export type FaultPlan = {
  /** Environment of each process, on top of the Compose file's. */
  readonly environment: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Processes without which an undo can't be done: their outages count for its limit. */
  readonly isDependencyOfUndo: (process: string) => boolean
  readonly cells: readonly FaultCell[]
  /** Squares of the grid of crashes that no owner makes reachable, by style. */
  readonly unreachable: Readonly<Record<string, number>>
  /** Proves that the invariants see what they must: how many of how many planted bugs turned them red, and which did not. */
  readonly planted?: (postgresUrl: string) => Promise<Planted>
  /** The same in running processes: a system of its own, which takes some minutes. */
  readonly plantedInProcesses?: (run: ProofRun) => Promise<Planted>
  /** Opened once the system is up. */
  readonly open: (system: System) => Promise<OpenPlan>
}

export type ProofRun = {
  readonly offset: number
  readonly projectRoot: string
  readonly signal: AbortSignal
  readonly progress: (line: string) => void
}

export type Planted = { readonly found: number; readonly all: number; readonly missed: readonly string[] }

export type OpenPlan = {
  readonly state: State
  /** One new unit of work in this style after the heal; what was told. */
  readonly probe: (
    context: Pick<CellContext, 'place' | 'history' | 'seen' | 'now' | 'sleep' | 'random'>,
  ) => Promise<Sample>
  readonly close: () => Promise<void>
}

export const importPlan = async (folder: string): Promise<{ makePlan: (services: readonly string[]) => FaultPlan }> =>
  (await import(pathToFileURL(`${folder}/faults/plan.ts`).href)) as {
    makePlan: (services: readonly string[]) => FaultPlan
  }
