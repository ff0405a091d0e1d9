import type { LogRecord } from '#saga/record.ts'
import type { LogEntry } from '#saga/state.ts'
import type { SagaConnue } from '../domain/outcome.ts'

/** A saga to be accepted, with the key and fingerprint of its request and its first records. */
export type NewSaga = {
  readonly id: string
  readonly clientId: string
  readonly key: string
  readonly fingerprint: Buffer
  readonly entries: readonly LogEntry[]
}

/**
 * `known`: a saga with this client and key exists. `client-erased`: the client was erased and may not buy any more.
 */
export type Acceptance =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'client-erased' }
  | { readonly kind: 'known'; readonly saga: SagaConnue; readonly fingerprint: Buffer; readonly startedAt: number }

export type AcceptSaga = (saga: NewSaga) => Promise<Acceptance>

/** Appends records to the log in one write, the last ones together with the saga's end. Rejects with `LeaseLost`. */
export type AppendToLog = (id: string, entries: readonly LogEntry[]) => Promise<void>

/** Another replica has written to this saga, so this one must stop running it. */
export class LeaseLost extends Error {}

/** A saga taken over. `epoch`: the number of replicas that have had it; `forced`: an operator requested its undo. */
export type TakenSaga = { readonly id: string; readonly epoch: number; readonly forced: boolean }

/** The log of all sagas as one replica sees it. A saga's id is the id of its checkout. */
export type SagaLog = {
  readonly accept: AcceptSaga
  readonly append: AppendToLog
  readonly readRecords: (id: string) => Promise<LogRecord[]>
  readonly read: (id: string) => Promise<SagaConnue | undefined>
  /** Active sagas, those in a state, or the parked ones, newest first, older than the cursor `after`. */
  readonly list: (filter: { etat?: string; parked?: boolean; limit: number; after?: string }) => Promise<SagaConnue[]>
  /** Takes over abandoned sagas; `mine`: also those that this replica had before its restart. */
  readonly takeOver: (request: { max: number; mine: boolean }) => Promise<TakenSaga[]>
  /** Takes over one saga from whichever replica has it; undefined if it has ended. */
  readonly seize: (id: string) => Promise<TakenSaga | undefined>
  /** Extends this replica's leases. Returns the sagas it still has, and those of them that an operator wants undone. */
  readonly extend: (ids: readonly string[]) => Promise<{ kept: string[]; forced: string[] }>
  /** From now on no request of this client is accepted; running sagas continue. */
  readonly noteErasedClient: (clientId: string) => Promise<void>
  /** Records that the saga must be undone; false if it has ended. */
  readonly markForced: (id: string) => Promise<boolean>
}
