import type { Bus } from '#platform/stream/bus.ts'
import type { SagaFailure } from '#saga/state.ts'

/**
 * The marks in Redis of the events that a reaction handles: the outcome that was published, and the undo that was begun. All
 * processes of a worker share them. Rules 4, 7 and 8 of docs/choreography.md.
 */
export type OutcomeMarks = {
  outcomeKey: (checkoutId: string) => string
  undoKey: (checkoutId: string) => string
  /** The published outcome, as a kind of `ReactionOutcome`; null if there is none. */
  outcome: (checkoutId: string) => Promise<string | null>
  isSuccess: (checkoutId: string) => Promise<boolean>
  /** The failure for which this event began to undo; null if it did not. */
  undo: (checkoutId: string) => Promise<SagaFailure | null>
  /**
   * Records an undo before it begins. Returns the first recorded reason, because an undo repeated under its key must keep
   * its reason. Undefined once a success is published.
   */
  beginUndo: (checkoutId: string, failure: SagaFailure) => Promise<string | undefined>
}

const succeeded = 'succeeded'
/** Lifetime of an undo mark, like that of an outcome mark: longer than an event is redelivered. */
const undoSeconds = 3_600

/** `on`: the type of the events. */
export const openOutcomeMarks = (bus: Pick<Bus, 'redis' | 'note'>, on: string): OutcomeMarks => {
  const outcomeKey = (checkoutId: string): string => `outcome:${on}:${checkoutId}`
  const undoKey = (checkoutId: string): string => `${outcomeKey(checkoutId)}:undo`
  const outcome = (checkoutId: string): Promise<string | null> => bus.redis.get(outcomeKey(checkoutId))
  return {
    outcomeKey,
    undoKey,
    outcome,
    isSuccess: async (checkoutId) => (await outcome(checkoutId)) === succeeded,
    undo: async (checkoutId) => {
      const noted = await bus.redis.get(undoKey(checkoutId))
      return noted === null ? null : (JSON.parse(noted) as SagaFailure)
    },
    beginUndo: async (checkoutId, failure) => {
      const { barred, before } = await bus.note({
        key: undoKey(checkoutId),
        value: JSON.stringify(failure),
        seconds: undoSeconds,
        barredBy: { key: outcomeKey(checkoutId), value: succeeded },
      })
      if (barred) return undefined
      return before === null ? failure.reason : (JSON.parse(before) as SagaFailure).reason
    },
  }
}
