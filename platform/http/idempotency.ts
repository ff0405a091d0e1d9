import { fingerprint, type KeyedRequest, type Once } from '../delivery/idempotency.ts'
import type { RequestContext } from './context.ts'
import { type ProblemAnswer, ProblemError, problem } from './problem.ts'

type KeyProblems = {
  readonly 'idempotency-in-flight': { readonly status: 409; readonly title: string }
  readonly 'idempotency-key-reused': { readonly status: 422; readonly title: string }
}

type Parts = { headers: { 'idempotency-key': string }; path?: unknown; body?: unknown }

/** Identifies a request: its key is unique per calling application and, with a token, per person. */
export const keyedRequest = (operation: string, request: Parts, context: RequestContext): KeyedRequest => ({
  scope: context.subject === undefined ? context.caller : `${context.caller}/${context.subject.id}`,
  key: request.headers['idempotency-key'],
  fingerprint: fingerprint(operation, { path: request.path, body: request.body }),
})

/** Answers a keyed request: with its new or stored answer, with 409 if it is in flight, or with 422 if the key had another body. */
export const answerOnce = <Answer, Result>(
  problems: KeyProblems,
  once: Once<Answer>,
  answer: (answer: Answer) => Result,
): Result | ProblemAnswer<KeyProblems, keyof KeyProblems> => {
  switch (once.kind) {
    case 'done':
    case 'replayed':
      return answer(once.answer)
    case 'in-flight':
      return problem(problems, 'idempotency-in-flight')
    case 'reused':
      return problem(problems, 'idempotency-key-reused')
    default:
      return once satisfies never
  }
}

/** The epoch of the caller's lease (header X-Saga-Epoch), if given. */
export const readEpoch = (context: RequestContext): number | undefined => {
  const text = context.raw.headers['x-saga-epoch']
  if (text === undefined) return undefined
  if (typeof text === 'string' && /^\d{1,9}$/.test(text)) return Number(text)
  const error = { field: 'x-saga-epoch', rule: 'pattern', message: 'must be a whole number of at most 9 digits' }
  throw new ProblemError('validation', { detail: error.message, errors: [error] })
}
