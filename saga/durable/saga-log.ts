import type { LoggedOperation } from '#platform/delivery/operation-log.ts'
import type { LogRecord } from '../record.ts'
import type { LogEntry } from '../state.ts'

/**
 * A saga to be accepted, with the key and fingerprint of its request and its first records. `scope`: whose key it is. `logged`: the
 * operation of the person who starts it, if it belongs in the log of operations.
 */
export type NewSaga = {
  readonly id: string
  readonly scope: string
  readonly key: string
  readonly fingerprint: Buffer
  readonly entries: readonly LogEntry[]
  readonly logged?: LoggedOperation | undefined
}

/** Appends records to the log in one write, the last ones together with the saga's end. Rejects with `LeaseLost`. */
export type AppendToLog = (id: string, entries: readonly LogEntry[]) => Promise<void>

/** Another replica has written to this saga, so this one must stop running it. */
export class LeaseLost extends Error {}

/** A saga taken over. `epoch`: the number of replicas that have had it; `forced`: an operator requested its undo. */
export type TakenSaga = { readonly id: string; readonly epoch: number; readonly forced: boolean }

/** The log of all sagas as one replica sees it. `Known`: a saga according to its row. */
export type SagaLog<Known extends { readonly terminal: boolean }> = {
  readonly append: AppendToLog
  readonly readRecords: (id: string) => Promise<LogRecord[]>
  readonly read: (id: string) => Promise<Known | undefined>
  /** Takes over abandoned sagas; `mine`: also those that this replica had before its restart. */
  readonly takeOver: (request: { max: number; mine: boolean }) => Promise<TakenSaga[]>
  /** Takes over one saga from whichever replica has it, and logs the operation; undefined if it has ended. */
  readonly seize: (id: string, logged?: LoggedOperation) => Promise<TakenSaga | undefined>
  /** Extends this replica's leases. Returns the sagas it still has, and those of them that an operator wants undone. */
  readonly extend: (ids: readonly string[]) => Promise<{ kept: string[]; forced: string[] }>
  /** Records that the saga must be undone, and logs the operation; false if it has ended. */
  readonly markForced: (id: string, logged?: LoggedOperation) => Promise<boolean>
}
