import { problemSlug, technicalProblems } from './problem.ts'

/** Whether the request had an effect at the callee: `none` is certain; after `unknown`, undo or retry. */
export type Effect = 'none' | 'unknown'

export type FailureReason =
  | 'timeout'
  | 'network'
  | 'breaker-open'
  | 'unexpected-status'
  /** A documented status with a problem that the operation does not document. */
  | 'unknown-problem'
  | 'aborted'
  | 'in-flight'

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

/** Problems of the runtime, with which a request surely had no effect; those of a broken service are not among them. */
const withoutEffect: ReadonlySet<string | undefined> = new Set(
  Object.keys(technicalProblems).filter((slug) => slug !== 'internal' && slug !== 'interrupted'),
)

const effectOf = ({ status, body }: Answer): Effect =>
  status === 429 || withoutEffect.has(problemSlug(body)) ? 'none' : 'unknown'

const technicalSlugs: ReadonlySet<string | undefined> = new Set([
  'unavailable',
  'interrupted',
  'internal',
  'idempotency-in-flight',
])

/** Whether a problem, documented or not, is thrown as a failure because it doesn't state the operation's outcome. */
export const isTechnical = (slug: string): boolean => technicalSlugs.has(slug)

/** What the specification documents of an operation's answers. */
export type Documented = {
  readonly operationId: string
  readonly statuses: readonly number[]
  /** Slugs of the problems that are outcomes of the operation; any other problem is a failure. */
  readonly problems: readonly string[]
}

/** Whether an answer is documented and states the operation's outcome. */
const isOutcome = ({ status, body, isJson }: Answer, { statuses, problems }: Documented): boolean => {
  if (!statuses.includes(status) || status === 429) return false
  if (status < 400) return isJson || status === 204
  const slug = problemSlug(body)
  return slug !== undefined && problems.includes(slug)
}

const reasonOf = ({ status, body }: Answer, { statuses }: Documented): FailureReason => {
  const slug = problemSlug(body)
  if (slug === 'idempotency-in-flight') return 'in-flight'
  const isKnown = slug === undefined || status === 429 || technicalSlugs.has(slug) || withoutEffect.has(slug)
  return isKnown || !statuses.includes(status) ? 'unexpected-status' : 'unknown-problem'
}

/**
 * The failure that an answer represents, or undefined for a documented outcome. A problem that the operation doesn't document
 * comes from a service of another version, so its effect is unknown; problems of the runtime say that nothing happened.
 */
export const failureOf = (operation: Documented, answer: Answer): CallFailure | undefined => {
  if (isOutcome(answer, operation)) return undefined
  const { status, body, retryAfterMs } = answer
  const reason = reasonOf(answer, operation)
  const details = { operationId: operation.operationId, reason, effect: effectOf(answer), status, body }
  return new CallFailure(retryAfterMs === undefined ? details : { ...details, retryAfterMs })
}

/** Whether the circuit breaker counts a failure against the callee. */
export const isCalleeFault = ({ reason, status = 0 }: CallFailure): boolean =>
  reason === 'timeout' ||
  reason === 'network' ||
  ((reason === 'unexpected-status' || reason === 'unknown-problem') && status >= 500)
