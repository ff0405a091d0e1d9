import type { SagaTable } from './definition.ts'
import type { SagaState } from './state.ts'

/** The steps whose pending undo has failed as often as the limit. They are still retried. */
export const parkedSteps = (table: SagaTable, { steps, undoAttempts }: SagaState): string[] =>
  table.steps.flatMap(({ id }) => {
    const isOwed = steps[id] === 'to-undo' || steps[id] === 'undoing' || steps[id] === 'parked'
    return isOwed && (undoAttempts[id] ?? 0) >= table.undo.parkAfterAttempts ? [id] : []
  })

/** Called with +1 when an undo is parked, and with -1 when it is no longer parked or the run ends. */
export type ParkedChange = (step: string, by: 1 | -1) => void

/** Returns a function that reports changes to `onChange`. Call it with each state of a run, and without an argument at its end. */
export const followParked = (table: SagaTable, onChange: ParkedChange): ((state?: SagaState) => void) => {
  let known: readonly string[] = []
  return (state) => {
    const now = state?.phase === 'undoing' ? parkedSteps(table, state) : []
    for (const step of now) if (!known.includes(step)) onChange(step, 1)
    for (const step of known) if (!now.includes(step)) onChange(step, -1)
    known = now
  }
}
