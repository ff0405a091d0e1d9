import { CallFailure } from '#platform/http/client.ts'
import { ProblemError } from '#platform/http/problem.ts'
import { Overloaded } from '../infrastructure/fair-queue.ts'

/**
 * Answers 503 if a request was given up before it had any effect: the queue is full, or the catalogue did not answer.
 */
export const orUnavailable = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof Overloaded || error instanceof CallFailure)) throw error
    throw new ProblemError('unavailable', { detail: error.message }, { 'retry-after': '1' })
  }
}
