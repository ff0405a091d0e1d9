import { hash } from 'node:crypto'
import { BrokenCircuitError, type CircuitBreakerPolicy, circuitBreaker, handleWhen, SamplingBreaker } from 'cockatiel'
import { type Dispatcher, Pool } from 'undici'
import { type Clock, systemClock } from '../base/clock.ts'
import type { Log } from '../base/log.ts'
import type { Metrics } from '../base/metrics.ts'
import { attempt } from './attempt.ts'
import { type Answer, CallFailure, type Effect, failureOf, isCalleeFault } from './failure.ts'
import { parseIdempotencyKey } from './idempotency-key.ts'
import { type ClientOperation, type ClientRequest, jitteredMs, urlOf, withEffect } from './request.ts'

export { CallFailure } from './failure.ts'
export type { ClientOperation, ClientRequest } from './request.ts'

/** A breaker opens at this share of failures among at least `callsMin` calls in the window. */
export type BreakerOptions = { failureShare?: number; callsMin?: number; windowMs?: number; halfOpenAfterMs?: number }

export type TransportOptions = {
  /** The gateway's address, e.g. http://127.0.0.1:8080. */
  baseUrl: string
  apiKey: string
  metrics: Metrics
  log: Log
  /** For one attempt. */
  timeoutMs?: number
  connections?: number
  /** `false`: no breakers. */
  breaker?: BreakerOptions | false
  clock?: Clock
  random?: () => number
}

export type CallOptions = {
  idempotencyKey?: string
  /** For one attempt. */
  timeoutMs?: number
  signal?: AbortSignal
  /** Retries after the first attempt, only for operations that are safe or have an idempotency key. Default 1. */
  retries?: number
  correlationId?: string
  traceparent?: string
  /** A customer's or staff member's bearer token. */
  token?: string
  /** The Prefer header, e.g. `wait=10`. */
  prefer?: string
  /** Epoch of the caller's lease; participants refuse an older one. */
  epoch?: number
  /** `false`: call even if the operation's breaker is open (an undo never waits for a breaker). */
  breaker?: false
}

/** Connections to the gateway, shared by all calls of one process. Created by `createTransport`. */
export type Transport = {
  /** Returns a documented result (the generated functions know its type R) or throws `CallFailure`. */
  readonly call: <R>(operation: ClientOperation, request: ClientRequest, options?: CallOptions) => Promise<R>
  /** Like `call`, without retries; a successful answer is a stream of text that lasts until the signal aborts it. */
  readonly stream: <R>(operation: ClientOperation, request: ClientRequest, options?: CallOptions) => Promise<R>
  readonly close: () => Promise<void>
}

type WireRequest = { method: Dispatcher.HttpMethod; path: string; headers: Record<string, string>; body: string | null }

const retryAfterMaxMs = 5_000

/** Waits for Retry-After, at most five seconds, plus a jittered pause. */
const waitMs = (failure: CallFailure, retry: number, random: () => number): number =>
  Math.min(retryAfterMaxMs, failure.retryAfterMs ?? 0) + jitteredMs(retry, random)

/**
 * The header for a key that contains free text, such as a reason: the key itself if a header can carry it, else its digest.
 */
const keyOrDigest = (key: string): string => {
  const parsed = parseIdempotencyKey(key)
  return 'key' in parsed || parsed.rule === 'minLength' ? key : `sha256:${hash('sha256', key, 'hex')}`
}

const headersOf = (apiKey: string, request: ClientRequest, options: CallOptions): Record<string, string> => {
  const headers: Record<string, string> = { 'x-api-key': apiKey, accept: 'application/json' }
  if (request.body !== undefined) headers['content-type'] = 'application/json'
  if (options.idempotencyKey !== undefined) headers['idempotency-key'] = keyOrDigest(options.idempotencyKey)
  if (options.correlationId !== undefined) headers['x-correlation-id'] = options.correlationId
  if (options.traceparent !== undefined) headers.traceparent = options.traceparent
  if (options.token !== undefined) headers.authorization = `Bearer ${options.token}`
  if (options.prefer !== undefined) headers.prefer = options.prefer
  if (options.epoch !== undefined) headers['x-saga-epoch'] = String(options.epoch)
  for (const [name, value] of Object.entries(request.headers ?? {}))
    if (value !== undefined) headers[name] = String(value)
  return headers
}

const createBreakers = (options: BreakerOptions): ((operationId: string) => CircuitBreakerPolicy) => {
  const { failureShare = 0.8, callsMin = 20, windowMs = 10_000, halfOpenAfterMs = 1_000 } = options
  const breakers = new Map<string, CircuitBreakerPolicy>()
  const sick = handleWhen((error) => error instanceof CallFailure && isCalleeFault(error))
  return (operationId) => {
    let breaker = breakers.get(operationId)
    if (breaker === undefined) {
      // cockatiel opens above the threshold, we open at the threshold
      const threshold = failureShare - Number.EPSILON
      const sampling = new SamplingBreaker({ threshold, duration: windowMs, minimumRps: (callsMin * 1000) / windowMs })
      breaker = circuitBreaker(sick, { halfOpenAfter: halfOpenAfterMs, breaker: sampling })
      breakers.set(operationId, breaker)
    }
    return breaker
  }
}

const asFailure = (operationId: string, error: unknown): CallFailure => {
  if (error instanceof CallFailure) return error
  if (error instanceof BrokenCircuitError)
    return new CallFailure({ operationId, reason: 'breaker-open', effect: 'none' })
  throw error
}

const isRepeatable = (operation: ClientOperation, options: CallOptions, { reason }: CallFailure): boolean =>
  (operation.safe || options.idempotencyKey !== undefined) && reason !== 'aborted' && reason !== 'breaker-open'

async function* textOf(body: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  for await (const chunk of body) yield decoder.decode(chunk, { stream: true })
}

/**
 * Opens keep-alive connections to the gateway. Calls have timeouts, can be aborted, are retried with full-jitter backoff (only
 * safe or keyed operations) and have a breaker per operation; a call without a documented answer throws `CallFailure`.
 */
export const createTransport = (options: TransportOptions): Transport => {
  const { baseUrl, apiKey, metrics, log, timeoutMs = 2_000, connections = 64 } = options
  const { breaker = {}, clock = systemClock, random = Math.random } = options
  const pool = new Pool(baseUrl, {
    connections,
    pipelining: 1,
    keepAliveTimeout: 30_000, // below the gateway's, so no request uses a connection that is closing
    connect: { timeout: 1_000 },
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  const breakerOf = breaker === false ? undefined : createBreakers(breaker)
  const labels = ['service'] as const
  const duration = metrics.histogram(
    'external_service_call_duration_seconds',
    'Duration of a call to a service',
    labels,
  )

  const requestOf = (operation: ClientOperation, request: ClientRequest, callOptions: CallOptions): WireRequest => ({
    method: operation.method,
    path: urlOf(operation, request),
    headers: headersOf(apiKey, request, callOptions),
    body: request.body === undefined ? null : JSON.stringify(request.body),
  })

  const callOnce = async (operation: ClientOperation, wire: WireRequest, callOptions: CallOptions): Promise<Answer> => {
    const { operationId, service } = operation
    const startMs = performance.now()
    try {
      const answer = await attempt(pool, {
        operationId,
        ...wire,
        timeoutMs: callOptions.timeoutMs ?? timeoutMs,
        signal: callOptions.signal,
      })
      const failure = failureOf(operation, answer)
      if (failure !== undefined) throw failure
      return answer
    } finally {
      duration.observe({ service }, (performance.now() - startMs) / 1000)
    }
  }

  const call = async (
    operation: ClientOperation,
    request: ClientRequest,
    callOptions: CallOptions = {},
  ): Promise<Answer> => {
    const { operationId } = operation
    const { retries = 1, signal } = callOptions
    const wire = requestOf(operation, request, callOptions)
    const policy = callOptions.breaker === false ? undefined : breakerOf?.(operationId)
    const once = (): Promise<Answer> => callOnce(operation, wire, callOptions)
    let effect: Effect = 'none'
    for (let retry = 0; ; retry++) {
      try {
        return await (policy ? policy.execute(once) : once())
      } catch (error) {
        const failure = withEffect(asFailure(operationId, error), effect)
        if (retry >= retries || !isRepeatable(operation, callOptions, failure)) throw failure
        effect = failure.effect
        log.debug({ operation: operationId, reason: failure.reason, status: failure.status, retry }, 'call repeated')
        await clock.sleep(waitMs(failure, retry, random), signal)
      }
    }
  }

  const stream = async (
    operation: ClientOperation,
    request: ClientRequest,
    callOptions: CallOptions = {},
  ): Promise<unknown> => {
    const { operationId } = operation
    const { signal } = callOptions
    const wire = requestOf(operation, request, callOptions)
    const response = await pool.request({ ...wire, ...(signal ? { signal } : {}) }).catch((cause: unknown) => {
      throw new CallFailure({ operationId, reason: signal?.aborted ? 'aborted' : 'network', effect: 'unknown', cause })
    })
    const { statusCode: status, body } = response
    if (status < 300) return { status, stream: textOf(body) }
    const isJson = /json/.test(String(response.headers['content-type']))
    const answer: Answer = { status, body: isJson ? await body.json() : await body.dump(), isJson }
    const failure = failureOf(operation, answer)
    if (failure !== undefined) throw failure
    return answer
  }

  return { call, stream, close: () => pool.close() } as Transport
}
