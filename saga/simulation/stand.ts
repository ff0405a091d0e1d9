import type { Row } from './journal.ts'
import type { Participants } from './participant.ts'

export const styles = ['orchestrated', 'choreographed'] as const
export type Style = (typeof styles)[number]

export type End = 'succeeded' | 'cancelled' | 'not accepted' | 'open'

/** What stands of one saga in the end. */
export type CaseStand = {
  readonly id: string
  readonly end: End
  /** Ids of the events or numbers of the records that end the saga, each once. */
  readonly ends: readonly string[]
  /** What was told after the end. */
  readonly afterEnd: readonly string[]
  /** Events whose own reasons are not stored, though they have one. */
  readonly holes?: readonly string[]
  readonly row?: Row | undefined
}

/** What stands in the end, for the invariants. */
export type Stand = { readonly cases: readonly CaseStand[]; readonly participants: Participants }
