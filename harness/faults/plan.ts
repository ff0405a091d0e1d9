import { pathToFileURL } from 'node:url'
import type { FaultProxy, FaultRule } from '../scenario/fault-proxy.ts'
import type { SeenLoad, State } from '../scenario/plugin.ts'
import type { Sample } from '../scenario/records.ts'
import type { System } from '../system/system.ts'
import type { CellResult, Place } from './cell.ts'
import type { History } from './history.ts'
import type { Victims } from './victims.ts'

/** The tools with which a cell injects its fault. */
export type CellContext = {
  readonly place: Place
  readonly system: System
  readonly victims: Victims
  /** Seeded random numbers: the same in every run of the cell. */
  readonly random: () => number
  readonly history: History
  readonly now: () => number
  readonly sleep: (ms: number) => Promise<void>
  /** Records the samples of a load once its outcomes are known; every load must be recorded. */
  readonly seen: (load: SeenLoad) => void
  /** Reports that the processes with this dependency were unreachable during that time. */
  readonly outage: (fromMs: number, toMs: number) => void
  /** Call it when the fault has been injected: recovery time starts here. */
  readonly harmed: () => void
  /** Runs work with a fault proxy in front of `service:port`. */
  readonly behindProxy: (
    at: string,
    rules: readonly Omit<FaultRule, 'at' | 'seed' | 'id'>[],
    work: (proxy: FaultProxy) => Promise<void>,
  ) => Promise<void>
  /** Call it if the fault of the cell did not happen. */
  readonly missed: (why: string) => void
  /** Adds a finding of the cell in addition to the invariants. */
  readonly violated: (what: string) => void
}

export type FaultCell = Place & {
  readonly kind: CellResult['kind']
  readonly text: string
  /** Why the cell can't run; `run` is then absent. */
  readonly untested?: string
  readonly run?: (context: CellContext) => Promise<void>
}

/** The cells of a system: the export `plan` of `faults/plan.ts` in the scenarios folder. */
export type FaultPlan = {
  /** Environment of each process, on top of the Compose file's. */
  readonly environment: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Processes that undos depend on: their outages extend the time limit of an undo. */
  readonly isDependencyOfUndo: (process: string) => boolean
  readonly cells: readonly FaultCell[]
  /** The number of crash cells that can't occur, by style. */
  readonly unreachable: Readonly<Record<string, number>>
  /** Checks that the invariants detect planted bugs in databases. */
  readonly planted?: (postgresUrl: string) => Promise<Planted>
  /** The same with bugs in running processes, on a separate system; takes some minutes. */
  readonly plantedInProcesses?: (run: ProofRun) => Promise<Planted>
  /** Called once the system is up. */
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
  /** Runs one new unit of work in this style after the heal; returns its outcome. */
  readonly probe: (
    context: Pick<CellContext, 'place' | 'history' | 'seen' | 'now' | 'sleep' | 'random'>,
  ) => Promise<Sample>
  readonly close: () => Promise<void>
}

export const importPlan = async (folder: string): Promise<{ makePlan: (services: readonly string[]) => FaultPlan }> =>
  (await import(pathToFileURL(`${folder}/faults/plan.ts`).href)) as {
    makePlan: (services: readonly string[]) => FaultPlan
  }
