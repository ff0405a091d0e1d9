import type { Dispatcher, Pool } from 'undici'
import { type Answer, CallFailure, type FailureReason } from './failure.ts'
import { retryAfterMs } from './retry-after.ts'

export type Attempt = {
  operationId: string
  method: Dispatcher.HttpMethod
  path: string
  headers: Record<string, string>
  body: string | null
  timeoutMs: number
  signal: AbortSignal | undefined
}

type Headers = Record<string, string | string[] | undefined>

const readAnswer = (status: number, headers: Headers, chunks: readonly Buffer[]): Answer => {
  const isJson = /^application\/([a-z0-9.-]+\+)?json\b/.test(String(headers['content-type']))
  const bytes = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)
  const retryAfter = headers['retry-after']
  const after = typeof retryAfter === 'string' ? retryAfterMs(retryAfter, Date.now()) : undefined
  const body: unknown =
    isJson && bytes !== undefined && bytes.length > 0 ? JSON.parse(bytes.toString('utf8')) : undefined
  return after === undefined ? { status, body, isJson } : { status, body, isJson, retryAfterMs: after }
}

/** Follows one request on undici's dispatch interface, which is cheaper than a response stream and shows what was sent. */
class Exchange implements Dispatcher.DispatchHandler {
  #attempt: Attempt
  #resolve: (answer: Answer) => void
  #reject: (failure: CallFailure) => void
  #controller: Dispatcher.DispatchController | undefined
  #stopped: FailureReason | undefined
  #timer: NodeJS.Timeout
  #status = 0
  #headers: Headers = {}
  #chunks: Buffer[] = []

  constructor(attempt: Attempt, resolve: (answer: Answer) => void, reject: (failure: CallFailure) => void) {
    this.#attempt = attempt
    this.#resolve = resolve
    this.#reject = reject
    this.#timer = setTimeout(() => this.#stop('timeout'), attempt.timeoutMs)
    attempt.signal?.addEventListener('abort', this.#onAbort, { once: true })
  }

  #onAbort = (): void => this.#stop('aborted')

  /** Ends the exchange. A request that still waits for a connection is aborted in onRequestStart, so it is never sent. */
  #stop(reason: FailureReason): void {
    this.#stopped = reason
    this.#controller?.abort(new Error(reason))
    this.#fail(reason)
  }

  #fail(reason: FailureReason, cause?: unknown): void {
    this.#settle()
    const effect = this.#controller === undefined ? 'none' : 'unknown'
    this.#reject(new CallFailure({ operationId: this.#attempt.operationId, reason, effect, cause }))
  }

  #settle(): void {
    clearTimeout(this.#timer)
    this.#attempt.signal?.removeEventListener('abort', this.#onAbort)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#stopped !== undefined) throw new Error(this.#stopped)
    this.#controller = controller
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: Headers): void {
    this.#status = status
    this.#headers = headers
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk)
  }

  onResponseEnd(): void {
    try {
      const answer = readAnswer(this.#status, this.#headers, this.#chunks)
      this.#settle()
      this.#resolve(answer)
    } catch (error) {
      this.#fail('network', error)
    }
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (this.#stopped === undefined) this.#fail('network', error)
  }
}

/** Sends one request; rejects with a `CallFailure`, whose effect is `none` only if nothing was sent. */
export const attempt = (pool: Pool, request: Attempt): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { operationId, method, path, headers, body, signal } = request
    if (signal?.aborted) return reject(new CallFailure({ operationId, reason: 'aborted', effect: 'none' }))
    pool.dispatch({ method, path, headers, body }, new Exchange(request, resolve, reject))
  })
