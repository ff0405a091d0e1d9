import { type Answer, CallFailure, type Effect, failureOf } from '#platform/http/failure.ts'
import { idempotencyKeyHeader } from '#platform/http/idempotency-key.ts'
import { waitSeconds } from '#platform/http/prefer.ts'
import { type ClientOperation, type ClientRequest, jitteredMs, urlOf, withEffect } from '#platform/http/request.ts'
import { effectOf, isPassing, readAnswer, textOf } from './answer.ts'
import { type Limits, pause, startLimits } from './limits.ts'

export type { ClientOperation, ClientRequest } from '#platform/http/request.ts'

export type TransportOptions = {
  /** The URL of the gateway, e.g. `http://127.0.0.1:8080`, or of a server that forwards to it. In a page: `location.origin`. */
  baseUrl: string
  /** Identifies the calling application. Omit it in a page whose server adds it. */
  apiKey?: string
  /** A bearer token, or a function that returns one. Called before each attempt, so that tokens can be renewed. */
  token?: string | (() => string | Promise<string>)
  /** Timeout of one attempt; default 15 s. A call that asks the server to wait gets that time in addition. */
  timeoutMs?: number
  /** Retries after the first attempt; default 2. */
  retries?: number
  /** If Retry-After is longer than this, the call fails, with `retryAfterMs` in its failure; default 10 s. */
  retryAfterMaxMs?: number
  fetch?: typeof fetch
  random?: () => number
}

export type CallOptions = {
  /** The same in all attempts. Default: generated, for a call that may have an effect. */
  idempotencyKey?: string
  /** Timeout of one attempt. */
  timeoutMs?: number
  retries?: number
  /** Aborts the call. */
  signal?: AbortSignal
  /** Overrides the transport's token. */
  token?: string
  /** The Prefer header, e.g. `wait=10`. */
  prefer?: string
  correlationId?: string
  traceparent?: string
}

/** The connection for the functions of this package, created by `createTransport`. `call` and `stream` are internal. */
export type Transport = {
  readonly call: <R>(operation: ClientOperation, request: ClientRequest, options?: CallOptions) => Promise<R>
  readonly stream: <R>(operation: ClientOperation, request: ClientRequest, options?: CallOptions) => Promise<R>
  /** Aborts running calls; later calls fail with the reason `aborted`. */
  readonly close: () => Promise<void>
}

/** Limits the extra timeout for `Prefer: wait=…`, so that a huge value can't keep a call open for years. */
const waitMaxSeconds = 600

/** 128 random bits. crypto.randomUUID isn't available in pages without https. */
const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

const headersOf = (options: TransportOptions, request: ClientRequest, call: CallOptions): Record<string, string> => {
  const headers: [string, string | number | undefined][] = [
    ['accept', 'application/json'],
    ['content-type', request.body === undefined ? undefined : 'application/json'],
    ['x-api-key', options.apiKey],
    ['authorization', call.token === undefined ? undefined : `Bearer ${call.token}`],
    ['idempotency-key', call.idempotencyKey === undefined ? undefined : idempotencyKeyHeader(call.idempotencyKey)],
    ['prefer', call.prefer],
    ['x-correlation-id', call.correlationId],
    ['traceparent', call.traceparent],
    ...Object.entries(request.headers ?? {}),
  ]
  return Object.fromEntries(headers.flatMap(([name, value]) => (value === undefined ? [] : [[name, `${value}`]])))
}

const checked = (operation: ClientOperation, answer: Answer): Answer => {
  const failure = failureOf(operation, answer)
  if (failure !== undefined) throw failure
  return answer
}

type Read<T> = (response: Response, limits: Limits) => Promise<T>

/**
 * Creates the transport for all calls of an application. A call returns a documented result or throws `CallFailure`. It
 * times out, can be aborted, and is retried with jittered backoff. Retries are safe: operations without effect can be
 * repeated, others carry an Idempotency-Key, generated unless given.
 */
export const createTransport = (options: TransportOptions): Transport => {
  const { timeoutMs = 15_000, retries = 2, retryAfterMaxMs = 10_000, random = Math.random } = options
  const baseUrl = options.baseUrl.replace(/\/$/, '')
  const closing = new AbortController()
  const tokenOf = (own: string | undefined) =>
    own ?? (typeof options.token === 'function' ? options.token() : options.token)

  const attempt = async <T>(operation: ClientOperation, request: ClientRequest, call: CallOptions, read: Read<T>) => {
    const { operationId, method } = operation
    const url = baseUrl + urlOf(operation, request)
    const token = await tokenOf(call.token)
    const headers = headersOf(options, request, token === undefined ? call : { ...call, token })
    if (call.signal?.aborted || closing.signal.aborted)
      throw new CallFailure({ operationId, reason: 'aborted', effect: 'none' })
    const body = request.body === undefined ? null : JSON.stringify(request.body)
    const waitMs = 1_000 * waitSeconds(call.prefer, waitMaxSeconds)
    const signals = call.signal ? [closing.signal, call.signal] : [closing.signal]
    const limits = startLimits((call.timeoutMs ?? timeoutMs) + waitMs, signals)
    try {
      const { signal } = limits
      const send = options.fetch ?? fetch // read at each call, so that a page can replace it
      const response = await send(url, { method, headers, body, signal, redirect: 'error', cache: 'no-store' })
      return await read(response, limits)
    } catch (cause) {
      limits.end()
      if (cause instanceof CallFailure) throw cause
      const reason = limits.reason()
      throw new CallFailure({ operationId, reason, effect: reason === 'network' ? effectOf(cause) : 'unknown', cause })
    }
  }

  const call = async (operation: ClientOperation, request: ClientRequest, given: CallOptions = {}) => {
    const idempotencyKey = given.idempotencyKey ?? (operation.safe ? undefined : newKey())
    const own: CallOptions = idempotencyKey === undefined ? given : { ...given, idempotencyKey }
    let effect: Effect = 'none'
    for (let retry = 0; ; retry++) {
      try {
        return await attempt(operation, request, own, async (response, limits) => {
          const { status, body } = checked(operation, await readAnswer(response))
          limits.end()
          return { status, body }
        })
      } catch (error) {
        if (!(error instanceof CallFailure)) throw error
        const failure = withEffect(error, effect)
        const afterMs = failure.retryAfterMs ?? 0
        if (retry >= (given.retries ?? retries) || afterMs > retryAfterMaxMs || !isPassing(failure))
          throw idempotencyKey === undefined ? failure : new CallFailure({ ...failure, idempotencyKey, cause: error })
        effect = failure.effect
        await pause(afterMs + jitteredMs(retry, random), given.signal ?? closing.signal)
      }
    }
  }

  const stream = (operation: ClientOperation, request: ClientRequest, own: CallOptions = {}) =>
    attempt<unknown>(operation, request, own, async (response, limits) => {
      if (response.ok) {
        limits.openEnd()
        return { status: response.status, stream: textOf(response, limits.end) }
      }
      const { status, body } = checked(operation, await readAnswer(response))
      limits.end()
      return { status, body }
    })

  return { call, stream, close: async () => closing.abort() } as Transport
}
