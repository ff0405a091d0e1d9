import type { Clock } from '#platform/base/clock.ts'
import type { CallContext, Calls, Data, SagaTable } from '../definition.ts'
import type { LogRecord } from '../record.ts'
import type { LogEntry } from '../state.ts'
import type { Effect } from './participant.ts'
import type { Style } from './style.ts'

/** A saga taken over. `epoch`: the number of takeovers; `forced`: an undo was requested. */
export type Taken = { readonly id: string; readonly epoch: number; readonly forced: boolean }

/** The log of all sagas for one replica. Every operation may fail before or after it takes effect. */
export type SagaLogPort = {
  readonly accept: (id: string, entries: readonly LogEntry[]) => Promise<void>
  /** Appends records in one write. Rejects with `LeaseLost` if another replica has written in the meantime. */
  readonly append: (id: string, entries: readonly LogEntry[]) => Promise<void>
  readonly read: (id: string) => Promise<LogRecord[]>
  /** Takes over idle sagas. `mine`: also those that this replica had before. */
  readonly takeOver: (mine: boolean) => Promise<Taken[]>
  /** Takes over a saga from any replica; undefined if it has ended. */
  readonly seize: (id: string) => Promise<Taken | undefined>
  /** Extends the leases of sagas. Returns those that this replica still has, and of these the ones with a requested undo. */
  readonly extend: (ids: readonly string[]) => Promise<{ kept: string[]; forced: string[] }>
  /** Requests the undo of a saga; false if it has ended. */
  readonly force: (id: string) => Promise<boolean>
  /** Whether a saga has ended; undefined if it is unknown. */
  readonly hasEnded: (id: string) => Promise<boolean | undefined>
}

export type ReplicaPorts = {
  readonly table: SagaTable
  readonly calls: Calls
  readonly sagaLog: SagaLogPort
  readonly clock: Clock
  /** For polling loops. */
  readonly idleClock: Clock
  readonly random: () => number
  readonly signal: AbortSignal
  readonly leaseMs: number
}

/** A replica of an orchestrator, from start to death. */
export type Replica = {
  /** Resumes the sagas of this replica's former life. Called first; if it fails, the process ends. */
  readonly resume: () => Promise<void>
  /** Extends leases and takes over idle sagas; never returns. */
  readonly watch: () => Promise<void>
  readonly accept: (saga: Case) => Promise<void>
  /** Requests of an operator, possible at any time. */
  readonly force: (id: string) => Promise<void>
  readonly restart: (id: string, step: string) => Promise<void>
}

/** An event. `saga`: the id of its saga. */
export type Message = {
  readonly type: string
  readonly eventId: string
  readonly saga: string
  readonly payload: unknown
  /** Republished; it may already have been handled. */
  readonly again?: boolean
}

/**
 * A key whose first value is kept. `barredBy`: not set if this key exists. `expected`: not set unless the key has this
 * value (null: no value).
 */
export type Mark = {
  readonly key: string
  readonly value: string
  readonly barredBy?: string
  readonly expected?: string | null
}
export type Note = { readonly key: string; readonly value: string; readonly barredBy: { key: string; value: string } }

/** The ports of an owner's process, from start to death. */
export type OwnerPorts = {
  readonly table: SagaTable
  readonly calls: Calls
  readonly clock: Clock
  readonly random: () => number
  readonly signal: AbortSignal
  /** Reads the state of a saga at the participant of a step. Fails like other calls. */
  readonly look: (step: string, context: CallContext) => Promise<{ effect: Effect; undoneBy: string | undefined }>
  /** Publishes and sets the mark atomically, or neither if barred. `first`: the mark was not set before. */
  readonly publishMarked: (messages: readonly Message[], mark: Mark) => Promise<'first' | 'repeated' | 'barred'>
  readonly readMark: (key: string) => Promise<string | undefined>
  /** Sets a mark unless it exists or is barred by another mark with the given value. `before`: the existing value. */
  readonly note: (note: Note) => Promise<{ barred: boolean; before: string | null }>
}

/** Ends sagas after their deadline. Returns the events to publish, or undefined to retry because a participant didn't respond. */
export type Watchdog = {
  readonly deadlineMs: number
  readonly start: (
    ports: Pick<OwnerPorts, 'calls' | 'look' | 'clock' | 'random' | 'signal'>,
  ) => (saga: Case) => Promise<readonly Message[] | undefined>
}

export type Delivery = { readonly payload: unknown; readonly deliveries: number }
/** Handles an event. Throws to get it again, after the error's `afterMs` if present. */
export type Handle = (delivery: Delivery) => Promise<void>

export type Owner = { readonly on: string; readonly start: (ports: OwnerPorts) => Handle }

/** A saga: its id, its inputs, and the event that starts it if choreographed. */
export type Case = { readonly id: string; readonly data: Data; readonly first: Message }

/** A process as simulated: its table and the code that runs it in each of its styles. */
export type System = {
  readonly name: string
  readonly styles: readonly Style[]
  readonly table: SagaTable
  readonly cases: readonly Case[]
  /** The output of each step. */
  readonly outputs: Readonly<Record<string, (data: Data) => Data>>
  readonly startReplica: (ports: ReplicaPorts) => Replica
  readonly owners: Readonly<Record<string, Owner>>
  /**
   * The events of a saga to republish so that their readers publish the missing ones again. `atRest`: the saga has ended, or
   * had no event for a while.
   */
  readonly repetitions: (present: ReadonlySet<string>, atRest: boolean) => readonly string[]
  readonly ends: { readonly succeeded: string; readonly failed: string }
  readonly watchdog?: Watchdog
}
