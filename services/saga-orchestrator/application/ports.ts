import type { LogRecord } from '#saga/record.ts'
import type { LogEntry } from '#saga/state.ts'
import type { SagaConnue } from '../domain/outcome.ts'

/** A saga to be accepted, with the key and fingerprint of its request and its first records. */
export type NouvelleSaga = {
  readonly sagaId: string
  readonly clientId: string
  readonly key: string
  readonly fingerprint: Buffer
  readonly entries: readonly LogEntry[]
}

/**
 * `connue`: a saga with this client and key exists. `client-efface`: the client was erased and may not buy any more.
 */
export type Acceptation =
  | { readonly kind: 'acceptee' }
  | { readonly kind: 'client-efface' }
  | { readonly kind: 'connue'; readonly saga: SagaConnue; readonly fingerprint: Buffer; readonly startedAt: number }

export type AccepterSaga = (saga: NouvelleSaga) => Promise<Acceptation>

/** Appends records to the log in one write, the last ones together with the saga's end. Rejects with `LeaseLost`. */
export type EcrireJournal = (sagaId: string, entries: readonly LogEntry[]) => Promise<void>

/** Another replica has written to this saga, so this one must let go of it. */
export class LeaseLost extends Error {}

export type SagaReprise = { readonly sagaId: string; readonly epoch: number; readonly forced: boolean }

export type JournalDesSagas = {
  readonly accepter: AccepterSaga
  readonly ecrire: EcrireJournal
  readonly lireRecords: (sagaId: string) => Promise<LogRecord[]>
  readonly lire: (sagaId: string) => Promise<SagaConnue | undefined>
  /** Active sagas, those in a state, or the parked ones, newest first, older than the cursor. */
  readonly lister: (demande: {
    etat?: string
    parquees?: boolean
    limite: number
    apres?: string
  }) => Promise<SagaConnue[]>
  /** Takes over abandoned sagas; `mine`: also those that this replica had before its restart. */
  readonly reprendre: (demande: { max: number; mine: boolean }) => Promise<SagaReprise[]>
  /** Takes over one saga from whichever replica has it; undefined if it has ended. */
  readonly saisir: (sagaId: string) => Promise<SagaReprise | undefined>
  /** Extends this replica's leases; returns the sagas it still has, and those of them that an operator wants undone. */
  readonly prolonger: (sagaIds: readonly string[]) => Promise<{ gardees: string[]; forcees: string[] }>
  /** From now on no request of this client is accepted; running sagas continue. */
  readonly noterClientEfface: (clientId: string) => Promise<void>
  /** Records that the saga must be undone; false if it has ended. */
  readonly marquerForcee: (sagaId: string) => Promise<boolean>
}
