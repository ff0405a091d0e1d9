import { type Command, decide } from './decide.ts'
import { type Data, type SagaTable, segmentOf } from './definition.ts'
import { execute, type Ports } from './execute.ts'
import { evolve, newSaga, type SagaFailure, type SagaState } from './state.ts'

/** An owner's reaction to an event: it runs steps or undoes them. */
export type Reaction = { readonly on: string } & (
  | { readonly run: readonly string[]; readonly undo?: never }
  | { readonly undo: readonly string[]; readonly run?: never }
)

export type ReactionOutcome =
  | { readonly kind: 'succeeded'; readonly data: Data }
  /** `undone-before`: an earlier run has already failed, possibly after publishing a success. */
  | { readonly kind: 'failed' | 'undone-before'; readonly data: Data; readonly failure: SagaFailure }

export type ReactionPorts = Omit<Ports, 'append'> & {
  /** The failure for which an earlier run has started to undo. This run then undoes too, as a call of that run may arrive late. */
  undoBegun?: SagaFailure | undefined
}

const startOf = (table: SagaTable, force: Command | undefined, data: Data, at: number): SagaState => {
  let state = newSaga(table)
  const apply = (records: ReturnType<typeof decide>): void => {
    for (const record of records) state = evolve(table, state, record)
  }
  apply(decide(table, state, { type: 'start', data }, at))
  // Without a log, forcing undoes every step that has an undo.
  if (force) apply(decide(table, state, force, at))
  return state
}

/**
 * Runs the part of a saga that an event triggers, without a log. Repeating it leads to the same outcome. After a failure
 * it undoes all steps of the part before it returns. Rejects with `Interrupted`, or with `Unsettled` if `mayUndo` does not
 * allow the undo. The rules of the choreography: docs/choreography.md.
 */
export const react = async (
  whole: SagaTable,
  reaction: Reaction,
  data: Data,
  { undoBegun, ...ports }: ReactionPorts,
): Promise<ReactionOutcome> => {
  const table = segmentOf(whole, reaction.run ?? reaction.undo)
  const force: Command | undefined = undoBegun
    ? { type: 'force', failure: undoBegun }
    : reaction.undo && { type: 'force' }
  const end = await execute(table, startOf(table, force, data, ports.clock.now()), ports).ended
  if (reaction.undo || end.phase === 'succeeded' || !end.failure) return { kind: 'succeeded', data: end.data }
  if (undoBegun) return { kind: 'failed', data: end.data, failure: undoBegun }
  // If the guarded step confirms its guard's refusal, report the guard's reason.
  const failure = end.failure.kind === 'refused' && end.advice?.kind === 'refused' ? end.advice : end.failure
  return { kind: end.failure.undoneBefore ? 'undone-before' : 'failed', data: end.data, failure }
}
