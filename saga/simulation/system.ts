import type { Clock } from '#platform/clock.ts'
import type { Calls, Data, SagaTable } from '../definition.ts'
import type { LogRecord } from '../record.ts'
import type { LogEntry } from '../state.ts'

/** The saga log as one replica sees it. Every operation may fail, before or after it took effect. */
export type JournalPort = {
  readonly accept: (entries: readonly LogEntry[]) => Promise<void>
  /** Adds records in one write. Rejects with what `leaseLost` makes where another replica has written meanwhile. */
  readonly append: (entries: readonly LogEntry[]) => Promise<void>
  readonly read: () => Promise<LogRecord[]>
  /** Takes the saga over if nobody works on it; `mine`: also where this replica had it before. */
  readonly takeOver: (mine: boolean) => Promise<{ epoch: number; forced: boolean } | undefined>
  /** Keeps the saga for this replica; `forced`: somebody wants it undone. */
  readonly extend: () => Promise<'kept' | 'forced' | 'lost'>
  /** Notes that the saga shall be undone; false where it has ended. */
  readonly force: () => Promise<boolean>
}

export type ReplicaPorts = {
  readonly table: SagaTable
  readonly calls: Calls
  readonly journal: JournalPort
  readonly clock: Clock
  /** For whoever only looks now and then whether there is something to do. */
  readonly idleClock: Clock
  readonly random: () => number
  readonly signal: AbortSignal
  readonly leaseMs: number
}

/** One replica of an orchestrator, in one of its lives. */
export type Replica = {
  /** Takes up what this replica left behind. Comes first; where it fails, the process ends. */
  readonly resume: () => Promise<void>
  /** Keeps its saga and looks for what others leave; never ends. */
  readonly watch: () => Promise<void>
  readonly accept: (data: Data) => Promise<void>
  readonly force: () => Promise<void>
}

export type Message = { readonly type: string; readonly eventId: string; readonly payload: unknown }

/** What one owner of a part of the choreography has from outside itself, in one of its lives. */
export type OwnerPorts = {
  readonly table: SagaTable
  readonly calls: Calls
  readonly clock: Clock
  readonly random: () => number
  readonly signal: AbortSignal
  /** Publishes and sets the mark at once; true where there was no mark. */
  readonly publishMarked: (messages: readonly Message[], mark: { key: string; value: string }) => Promise<boolean>
  readonly readMark: (key: string) => Promise<string | undefined>
  /** The first value stays; gives it where there was one. */
  readonly writeMark: (key: string, value: string) => Promise<string | undefined>
}

export type Delivery = { readonly payload: unknown; readonly deliveries: number }
/** Handles an event. Throws where it must come again, after `afterMs` where that is told. */
export type Handle = (delivery: Delivery) => Promise<void>

export type Owner = { readonly on: string; readonly start: (ports: OwnerPorts) => Handle }

/** A process in both styles, as the simulation runs it: the table and the code that runs it. */
export type System = {
  readonly name: string
  readonly table: SagaTable
  /** What the saga begins with. */
  readonly data: Data
  /** What each step adds to it. */
  readonly outputs: Readonly<Record<string, (data: Data) => Data>>
  readonly startReplica: (ports: ReplicaPorts) => Replica
  readonly owners: Readonly<Record<string, Owner>>
  readonly first: Message
  readonly ends: { readonly succeeded: string; readonly failed: string }
}
