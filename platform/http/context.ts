import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Log } from '../base/log.ts'
import { newTraceparent, parseTraceparent } from '../base/trace-context.ts'
import { clientNetwork } from './client-network.ts'
import { correlationIdOf } from './headers.ts'
import type { Subject } from './identity.ts'

/** What a handler can learn of the request besides its validated parts. */
export type RequestContext = {
  /** The consumer that the gateway authenticated. */
  readonly caller: string
  /** The network of the client, as the gateway saw it; `unknown` without its header. */
  readonly network: string
  /** The token's subject, if the operation accepts tokens. */
  readonly subject?: Subject
  /** The caller's correlation id if it is valid, else a new one. */
  readonly correlationId: string
  /** The caller's traceparent; a new trace if its header is invalid. */
  readonly traceparent?: string
  readonly log: Log
  /** Aborts when the client disconnects before its answer is complete. */
  readonly signal: AbortSignal
  /** Aborts when the server begins to drain: long waits should then answer with the current state. */
  readonly closing: AbortSignal
  readonly raw: FastifyRequest
  readonly reply: FastifyReply
}

type Surroundings = { log: Log; closing: AbortSignal }

const header = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** A context that creates its costly parts (child log, abort signal) on first use. */
export class LazyContext implements RequestContext {
  readonly raw: FastifyRequest
  readonly reply: FastifyReply
  readonly subject?: Subject
  readonly traceparent?: string
  #surroundings: Surroundings
  #correlationId: string | undefined
  #log: Log | undefined
  #aborted: AbortController | undefined

  constructor(request: FastifyRequest, reply: FastifyReply, surroundings: Surroundings, subject: Subject | undefined) {
    this.raw = request
    this.reply = reply
    this.#surroundings = surroundings
    if (subject !== undefined) this.subject = subject
    const traceparent = header(request, 'traceparent')
    if (traceparent !== undefined) this.traceparent = parseTraceparent(traceparent) ?? newTraceparent()
  }

  get caller(): string {
    return header(this.raw, 'x-consumer-username') ?? ''
  }

  // The gateway replaces this header, and only the gateway reaches a service, so a client can't choose it.
  get network(): string {
    return clientNetwork(this.raw.headers['x-real-ip'])
  }

  get correlationId(): string {
    this.#correlationId ??= correlationIdOf(this.raw.headers['x-correlation-id']) ?? randomUUID()
    return this.#correlationId
  }

  get log(): Log {
    this.#log ??= this.#surroundings.log.child({ correlation_id: this.correlationId })
    return this.#log
  }

  get closing(): AbortSignal {
    return this.#surroundings.closing
  }

  get signal(): AbortSignal {
    if (this.#aborted === undefined) {
      const controller = new AbortController()
      const response = this.reply.raw
      const onClose = (): void => {
        if (!response.writableFinished) controller.abort()
      }
      if (response.destroyed) onClose()
      else response.once('close', onClose)
      this.#aborted = controller
    }
    return this.#aborted.signal
  }
}

/** Whether a list of consumers contains the caller; a trailing `*` matches any ending. */
export const isCaller = (callers: readonly string[], caller: string): boolean =>
  callers.some((name) => (name.endsWith('*') ? caller.startsWith(name.slice(0, -1)) : name === caller))
