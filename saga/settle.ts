import { type CallContext, type Calls, type Data, type Failure, pivotOf, type SagaTable } from './definition.ts'
import { Unsettled } from './execute.ts'

/** `reason`: why the saga fails, as it was given first; or what the pivot gave, where its effect stands for good. */
export type Decision =
  | { readonly kind: 'fails'; readonly reason: string }
  | { readonly kind: 'stands'; readonly output: Data }

/**
 * Asks the participant of the pivot how a saga ends that somebody wants to fail: it fails unless the effect of the pivot stands.
 * The answer is final and the same for all who ask. Without a pivot the saga fails. @throws Unsettled where nobody answers.
 */
export const settle = async (
  table: SagaTable,
  calls: Calls,
  { data, failure }: { data: Data; failure: Failure },
  context: Omit<CallContext, 'timeoutMs' | 'retries'>,
): Promise<Decision> => {
  const pivot = pivotOf(table)
  if (!pivot) return { kind: 'fails', reason: failure.reason }
  const ask = calls[pivot.id]?.settle
  if (!ask) throw new Error(`${pivot.id} has a pivot, and its calls can't settle it`)
  try {
    const answer = await ask(data, failure, {
      ...context,
      timeoutMs: pivot.pivot.timeoutMs,
      retries: pivot.attempts - 1,
      // Like an undo: it must be asked also where calls of the step itself have opened a circuit breaker.
      breaker: false,
    })
    return answer.kind === 'done' ? { kind: 'stands', output: answer.output } : { kind: 'fails', reason: answer.reason }
  } catch (error) {
    throw new Unsettled(`nobody says whether ${pivot.id} stands: ${String((error as Error).message ?? error)}`)
  }
}
