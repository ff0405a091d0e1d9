import { CallFailure } from '#platform/http/client.ts'
import { ProblemError } from '#platform/http/problem.ts'
import { Overloaded } from '../infrastructure/fair-queue.ts'

/** Answers 503 where a request was given up before it had any effect: no room in a queue, no answer from the catalogue. */
export const orUnavailable = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof Overloaded || error instanceof CallFailure)) throw error
    throw new ProblemError('unavailable', { detail: error.message }, { 'retry-after': '1' })
  }
}
