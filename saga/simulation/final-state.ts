import type { Participants } from './participant.ts'
import type { Row } from './saga-log.ts'

export type End = 'succeeded' | 'cancelled' | 'not accepted' | 'open'

/** The final state of one saga. */
export type CaseState = {
  readonly id: string
  readonly end: End
  /** Ids of the events, or numbers of the records, that end the saga, without duplicates. */
  readonly ends: readonly string[]
  /** Events or records after the end. */
  readonly afterEnd: readonly string[]
  /** Events next to which others are missing in the history. */
  readonly holes?: readonly string[]
  readonly row?: Row | undefined
}

/** The final state of a schedule, for the invariants. */
export type FinalState = { readonly cases: readonly CaseState[]; readonly participants: Participants }
