import { type CallContext, type Calls, type Data, type Failure, pivotOf, type SagaTable } from './definition.ts'
import { Unsettled } from './execute.ts'

/** The pivot's decision: the saga fails, for the original reason, or the step's effect is final. */
export type Decision =
  | { readonly kind: 'fails'; readonly reason: string }
  | { readonly kind: 'succeeds'; readonly output: Data }

/**
 * Calls the pivot to decide whether a saga may fail. The decision is final and the same for every caller. Without a pivot
 * the saga fails. @throws Unsettled if the participant doesn't respond
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
  if (!ask) throw new Error(`${pivot.id} has a pivot, but its calls have no \`settle\``)
  try {
    const answer = await ask(data, failure, {
      ...context,
      timeoutMs: pivot.pivot.timeoutMs,
      retries: pivot.attempts - 1,
      // Like an undo, the pivot is called even if the step's own calls have opened the circuit breaker.
      breaker: false,
    })
    return answer.kind === 'done'
      ? { kind: 'succeeds', output: answer.output }
      : { kind: 'fails', reason: answer.reason }
  } catch (error) {
    throw new Unsettled(`the pivot of ${pivot.id} did not respond: ${String((error as Error).message ?? error)}`)
  }
}
