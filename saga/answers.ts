import { problemSlug } from '#platform/http/problem.ts'
import type { StepOutcome } from './definition.ts'

/** A documented answer that means neither success nor a refusal that the definition names. Its effect is unknown. */
export class UnexpectedAnswer extends Error {
  readonly reason = 'unexpected-status'
  readonly effect = 'unknown'
}

type Result = { readonly status: number; readonly body?: unknown }

const unexpected = (operation: string, { status, body }: Result): UnexpectedAnswer =>
  new UnexpectedAnswer(`${operation} answered ${status} ${problemSlug(body) ?? ''}`.trimEnd())

/** What an answer other than success means to a saga: a refusal that is named by the slug of its problem, or a failure. */
export const outcomeOf = (
  operation: string,
  result: Result,
  refusals: Readonly<Record<string, { reason: string; undoneBefore?: true }>>,
): StepOutcome => {
  const refusal = refusals[problemSlug(result.body) ?? '']
  if (!refusal) throw unexpected(operation, result)
  return { kind: 'refused', ...refusal }
}

/** What an answer of a pivot other than success means: the step never will have an effect, for the reason that was given first. */
export const settledBy = (
  operation: string,
  result: Result,
  refusals: Readonly<Record<string, { reason: string; undoneBefore?: true }>>,
  first?: string,
): StepOutcome => {
  const outcome = outcomeOf(operation, result, refusals)
  return outcome.kind === 'refused' && first !== undefined ? { ...outcome, reason: first } : outcome
}

/** Throws unless the answer to an undo says that it is done. */
export const undoneBy = (operation: string, result: Result): void => {
  if (result.status >= 300) throw unexpected(operation, result)
}
