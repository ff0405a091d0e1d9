import { type Command, decide } from './decide.ts'
import { type Data, type SagaTable, segmentOf } from './definition.ts'
import { execute, type Ports } from './execute.ts'
import { evolve, newSaga, type SagaFailure, type SagaState } from './state.ts'

/** What an owner does about an event: run steps, or undo them. */
export type Reaction = { readonly on: string } & (
  | { readonly run: readonly string[]; readonly undo?: never }
  | { readonly undo: readonly string[]; readonly run?: never }
)

export type ReactionOutcome =
  | { readonly kind: 'succeeded'; readonly data: Data }
  /** `undone-before`: an earlier run has failed already, perhaps after it had announced a success. */
  | { readonly kind: 'failed' | 'undone-before'; readonly data: Data; readonly failure: SagaFailure }

export type ReactionPorts = Omit<Ports, 'append'> & {
  /** Why an earlier run has begun to undo: then this one undoes as well, since a call of that one may still arrive. */
  undoBegun?: SagaFailure | undefined
}

const startOf = (table: SagaTable, force: Command | undefined, data: Data, at: number): SagaState => {
  let state = newSaga(table)
  const apply = (records: ReturnType<typeof decide>): void => {
    for (const record of records) state = evolve(table, state, record)
  }
  apply(decide(table, state, { type: 'start', data }, at))
  // Where nothing is remembered, forcing undoes every step that has an effect.
  if (force) apply(decide(table, state, force, at))
  return state
}

/**
 * Runs the part of a saga that an event triggers, without a log: repeating it gives the same end. Steps that fail are
 * undone, together with all others of this part, before `failed` is returned; an undo always succeeds in the end.
 * Rejects with `Interrupted`, or with `Unsettled` where `mayUndo` says no.
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
  // What a guard foretold and the guarded step confirmed is told as the guard put it.
  const failure = end.failure.kind === 'refused' && end.advice?.kind === 'refused' ? end.advice : end.failure
  return { kind: end.failure.undoneBefore ? 'undone-before' : 'failed', data: end.data, failure }
}
