import type { Clock } from '#platform/base/clock.ts'
import type { CallContext, Calls, Data, SagaTable } from '../definition.ts'
import type { LogRecord } from '../record.ts'
import type { LogEntry } from '../state.ts'
import type { Effect } from './participant.ts'

/** `epoch`: how often it changed hands; `forced`: somebody wants it undone. */
export type Taken = { readonly id: string; readonly epoch: number; readonly forced: boolean }

/** The log of all sagas as one replica sees it. Every operation may fail, before or after it took effect. */
export type JournalPort = {
  readonly accept: (id: string, entries: readonly LogEntry[]) => Promise<void>
  /** Adds records in one write. Rejects with `LeaseLost` where another replica has written meanwhile. */
  readonly append: (id: string, entries: readonly LogEntry[]) => Promise<void>
  readonly read: (id: string) => Promise<LogRecord[]>
  /** Takes over sagas that nobody works on; `mine`: also those that this replica had before. */
  readonly takeOver: (mine: boolean) => Promise<Taken[]>
  /** Takes over one saga, whoever has it; undefined where it has ended. */
  readonly seize: (id: string) => Promise<Taken | undefined>
  /** Keeps sagas for this replica: those that it still has, and of these the ones that somebody wants undone. */
  readonly extend: (ids: readonly string[]) => Promise<{ kept: string[]; forced: string[] }>
  /** Notes that a saga shall be undone; false where it has ended. */
  readonly force: (id: string) => Promise<boolean>
  /** Whether it has ended; undefined where it is not known. */
  readonly hasEnded: (id: string) => Promise<boolean | undefined>
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
  /** Keeps its sagas and looks for what others leave; never ends. */
  readonly watch: () => Promise<void>
  readonly accept: (saga: Case) => Promise<void>
  /** What an operator may ask for at any time. */
  readonly force: (id: string) => Promise<void>
  readonly restart: (id: string, step: string) => Promise<void>
}

/** `saga`: the id of the one that it belongs to. */
export type Message = {
  readonly type: string
  readonly eventId: string
  readonly saga: string
  readonly payload: unknown
  /** It may repeat one that was handled already. */
  readonly again?: boolean
}

/** A key and its value, of which the first stays; `barredBy`: a key whose presence forbids it; `expected`: what it has to be. */
export type Mark = {
  readonly key: string
  readonly value: string
  readonly barredBy?: string
  readonly expected?: string | null
}
export type Note = { readonly key: string; readonly value: string; readonly barredBy: { key: string; value: string } }

/** What one owner of a part of the choreography has from outside itself, in one of its lives. */
export type OwnerPorts = {
  readonly table: SagaTable
  readonly calls: Calls
  readonly clock: Clock
  readonly random: () => number
  readonly signal: AbortSignal
  /** Asks the participant of a step what stands of the saga there, without a change. Fails as calls do. */
  readonly look: (step: string, context: CallContext) => Promise<{ effect: Effect; undoneBy: string | undefined }>
  /** Publishes and sets the mark at once, or neither where it is barred; `first`: there was no mark. */
  readonly publishMarked: (messages: readonly Message[], mark: Mark) => Promise<'first' | 'repeated' | 'barred'>
  readonly readMark: (key: string) => Promise<string | undefined>
  /** Sets a mark unless there is one, which is given then, or it is barred by one with another value. */
  readonly note: (note: Note) => Promise<{ barred: boolean; before: string | null }>
}

/** Whoever accepted a saga ends it after its deadline. `undefined`: a participant did not answer, so it is tried later. */
export type Watchdog = {
  readonly deadlineMs: number
  readonly start: (
    ports: Pick<OwnerPorts, 'calls' | 'look' | 'clock' | 'random' | 'signal'>,
  ) => (saga: Case) => Promise<readonly Message[] | undefined>
}

export type Delivery = { readonly payload: unknown; readonly deliveries: number }
/** Handles an event. Throws where it must come again, after `afterMs` where that is told. */
export type Handle = (delivery: Delivery) => Promise<void>

export type Owner = { readonly on: string; readonly start: (ports: OwnerPorts) => Handle }

/** One saga: its id, what it begins with, and the event that starts it where it is choreographed. */
export type Case = { readonly id: string; readonly data: Data; readonly first: Message }

/** A process in both styles, as the simulation runs it: the table and the code that runs it. */
export type System = {
  readonly name: string
  readonly table: SagaTable
  readonly cases: readonly Case[]
  /** What each step adds to it. */
  readonly outputs: Readonly<Record<string, (data: Data) => Data>>
  readonly startReplica: (ports: ReplicaPorts) => Replica
  readonly owners: Readonly<Record<string, Owner>>
  /**
   * Which of the events of a saga have to come again, so that what is missing among them is published once more; `atRest`: it
   * has ended, or nothing came for a while.
   */
  readonly repetitions: (present: ReadonlySet<string>, atRest: boolean) => readonly string[]
  readonly ends: { readonly succeeded: string; readonly failed: string }
  readonly watchdog?: Watchdog
}
