import { problemSlug } from '#platform/http/problem.ts'
import type { StepOutcome } from './definition.ts'

/** A response that is neither a success nor a refusal of the definition. Whether the step took effect is unknown. */
export class UnexpectedAnswer extends Error {
  readonly reason = 'unexpected-status'
  readonly effect = 'unknown'
}

type Result = { readonly status: number; readonly body?: unknown }

const unexpected = (operation: string, { status, body }: Result): UnexpectedAnswer =>
  new UnexpectedAnswer(`${operation} returned ${status} ${problemSlug(body) ?? ''}`.trimEnd())

/** The outcome for a response other than success: a refusal, found by the slug of its problem. @throws UnexpectedAnswer */
export const outcomeOf = (
  operation: string,
  result: Result,
  refusals: Readonly<Record<string, { reason: string; undoneBefore?: true }>>,
): StepOutcome => {
  const refusal = refusals[problemSlug(result.body) ?? '']
  if (!refusal) throw unexpected(operation, result)
  return { kind: 'refused', ...refusal }
}

/** The same for a pivot, whose refusal means that the step can never take effect. `first`: the original reason. */
export const settledBy = (
  operation: string,
  result: Result,
  refusals: Readonly<Record<string, { reason: string; undoneBefore?: true }>>,
  first?: string,
): StepOutcome => {
  const outcome = outcomeOf(operation, result, refusals)
  return outcome.kind === 'refused' && first !== undefined ? { ...outcome, reason: first } : outcome
}

/** Checks the response to an undo. @throws UnexpectedAnswer unless it is a success */
export const undoneBy = (operation: string, result: Result): void => {
  if (result.status >= 300) throw unexpected(operation, result)
}
