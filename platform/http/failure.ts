import { problemSlug } from './problem.ts'

/** Whether the request had an effect at the callee: `none` is certain; after `unknown`, undo or retry. */
export type Effect = 'none' | 'unknown'

export type FailureReason = 'timeout' | 'network' | 'breaker-open' | 'unexpected-status' | 'aborted' | 'in-flight'

export type FailureDetails = {
  operationId: string
  reason: FailureReason
  effect: Effect
  status?: number
  retryAfterMs?: number
  /** The key with which the same call can be retried and takes effect once. */
  idempotencyKey?: string
  body?: unknown
  cause?: unknown
}

/** A call without a documented answer. */
export class CallFailure extends Error {
  readonly operationId: string
  readonly reason: FailureReason
  readonly effect: Effect
  readonly status?: number
  readonly retryAfterMs?: number
  readonly idempotencyKey?: string
  readonly body?: unknown

  constructor(details: FailureDetails) {
    const { operationId, reason, effect, status, retryAfterMs, idempotencyKey, body, cause } = details
    const answer = status === undefined ? reason : `${reason} ${status} ${problemSlug(body) ?? ''}`.trimEnd()
    super(`${operationId}: ${answer}, effect ${effect}`, cause === undefined ? {} : { cause })
    this.name = 'CallFailure'
    this.operationId = operationId
    this.reason = reason
    this.effect = effect
    if (status !== undefined) this.status = status
    if (retryAfterMs !== undefined) this.retryAfterMs = retryAfterMs
    if (idempotencyKey !== undefined) this.idempotencyKey = idempotencyKey
    if (body !== undefined) this.body = body
  }
}

/** An answer as received; `body` is undefined if it was empty or not JSON. */
export type Answer = { status: number; body: unknown; isJson: boolean; retryAfterMs?: number }

const effectOf = ({ status, body }: Answer): Effect => {
  const slug = problemSlug(body)
  if (status === 429 || slug === 'unavailable') return 'none'
  return status < 500 && slug !== undefined && slug !== 'idempotency-in-flight' ? 'none' : 'unknown'
}

const technicalSlugs: ReadonlySet<string | undefined> = new Set([
  'unavailable',
  'interrupted',
  'internal',
  'idempotency-in-flight',
])

/** Whether a problem, documented or not, is thrown as a failure because it doesn't state the operation's outcome. */
export const isTechnical = (slug: string): boolean => technicalSlugs.has(slug)

/** Whether an answer is documented and states the operation's outcome. */
const isOutcome = ({ status, body, isJson }: Answer, documented: readonly number[]): boolean => {
  if (!documented.includes(status) || status === 429) return false
  if (status < 400) return isJson || status === 204
  const slug = problemSlug(body)
  return slug !== undefined && !technicalSlugs.has(slug)
}

/** The failure that an answer represents, or undefined for a documented outcome. */
export const failureOf = (
  operationId: string,
  documented: readonly number[],
  answer: Answer,
): CallFailure | undefined => {
  if (isOutcome(answer, documented)) return undefined
  const { status, body, retryAfterMs } = answer
  const reason = problemSlug(body) === 'idempotency-in-flight' ? 'in-flight' : 'unexpected-status'
  const details: FailureDetails = { operationId, reason, effect: effectOf(answer), status, body }
  return new CallFailure(retryAfterMs === undefined ? details : { ...details, retryAfterMs })
}

/** Whether the circuit breaker counts a failure against the callee. */
export const isSickness = ({ reason, status = 0 }: CallFailure): boolean =>
  reason === 'timeout' || reason === 'network' || (reason === 'unexpected-status' && status >= 500)
