import type { LogRecord } from '#saga/record.ts'
import type { LogEntry } from '#saga/state.ts'
import type { SagaConnue } from '../domain/issue.ts'

/** A saga that asks to be accepted, with the key and the fingerprint of its request and the records of its start. */
export type NouvelleSaga = {
  readonly sagaId: string
  readonly clientId: string
  readonly key: string
  readonly fingerprint: Buffer
  readonly entries: readonly LogEntry[]
}

/** `connue`: there is a saga under this client and key already. `client-efface`: the client was erased and buys nothing any more. */
export type Acceptation =
  | { readonly kind: 'acceptee' }
  | { readonly kind: 'client-efface' }
  | { readonly kind: 'connue'; readonly saga: SagaConnue; readonly fingerprint: Buffer; readonly startedAt: number }

export type AccepterSaga = (saga: NouvelleSaga) => Promise<Acceptation>

/** Adds records to the log in one write, at the end together with the end of the saga. Rejects with `LeaseLost`. */
export type EcrireJournal = (sagaId: string, entries: readonly LogEntry[]) => Promise<void>

/** Another replica has written to this saga: this one must let go of it. */
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
  /** Takes over sagas that nobody works on; `mine`: also those that this replica had before it was restarted. */
  readonly reprendre: (demande: { max: number; mine: boolean }) => Promise<SagaReprise[]>
  /** Takes over one saga, whoever has it; undefined where it has ended. */
  readonly saisir: (sagaId: string) => Promise<SagaReprise | undefined>
  /** Keeps sagas for this replica: those that it still has, and of these the ones that somebody wants undone. */
  readonly prolonger: (sagaIds: readonly string[]) => Promise<{ gardees: string[]; forcees: string[] }>
  /** From here on nothing of this client's is accepted; what is at work goes on. */
  readonly noterClientEfface: (clientId: string) => Promise<void>
  /** Notes that the saga shall be undone; false where it has ended. */
  readonly marquerForcee: (sagaId: string) => Promise<boolean>
}
