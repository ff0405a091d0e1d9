import type { SagaTable } from './definition.ts'
import type { SagaState } from './state.ts'

/** Steps whose undo is owed and has failed as often as the limit; they are tried on. */
export const parkedSteps = (table: SagaTable, { steps, undoAttempts }: SagaState): string[] =>
  table.steps.flatMap(({ id }) => {
    const isOwed = steps[id] === 'to-undo' || steps[id] === 'undoing' || steps[id] === 'parked'
    return isOwed && (undoAttempts[id] ?? 0) >= table.undo.parkAfterAttempts ? [id] : []
  })

/** Told when an undo becomes parked in a run (1), and when it is no longer, or the run has ended (-1). */
export type ParkedChange = (step: string, by: 1 | -1) => void

/** Follows the states of a run; without a state, the run has ended. */
export const followParked = (table: SagaTable, tell: ParkedChange): ((state?: SagaState) => void) => {
  let known: readonly string[] = []
  return (state) => {
    const now = state?.phase === 'undoing' ? parkedSteps(table, state) : []
    for (const step of now) if (!known.includes(step)) tell(step, 1)
    for (const step of known) if (!now.includes(step)) tell(step, -1)
    known = now
  }
}
