import { CallFailure } from '#platform/http/client.ts'
import type { RequestContext } from '#platform/http/context.ts'
import { ProblemError } from '#platform/http/problem.ts'
import { refuseField } from '#services/refusals.ts'

export const comeBack = { 'retry-after': '1' }

/** Answers 503 if inventaire did not answer. `effect: unknown` means that it may have processed the request. */
export const orUnavailable = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof CallFailure)) throw error
    throw new ProblemError(error.effect === 'none' ? 'unavailable' : 'interrupted', { detail: error.message }, comeBack)
  }
}

export const traceOf = ({ correlationId, traceparent }: RequestContext) => ({ correlationId, traceparent })

export const refuseReason = () => refuseField('/motif', 'pattern', 'must have a visible character and one line')
