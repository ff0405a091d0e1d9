import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Log } from '../base/log.ts'
import { newTraceparent, parseTraceparent } from '../base/trace-context.ts'
import { clientNetwork } from './client-network.ts'
import { correlationIdOf } from './headers.ts'
import type { Subject } from './identity.ts'

/** What a handler may know of the request beside its validated parts. */
export type RequestContext = {
  /** The consumer that the gateway authenticated. */
  readonly caller: string
  /** The network that the request came from, as the gateway saw it; `unknown` where it didn't say. */
  readonly network: string
  /** Whom the token names, where the operation takes one. */
  readonly subject?: Subject
  /** The caller's, where it sent a usable one, or else a new one. */
  readonly correlationId: string
  /** The caller's place in its trace; where it sent something else under this name, the beginning of a new trace. */
  readonly traceparent?: string
  readonly log: Log
  /** Aborts when the client goes away before its answer is complete. */
  readonly signal: AbortSignal
  /** Aborts when the server begins to drain: a long wait should answer with what it has. */
  readonly closing: AbortSignal
  readonly raw: FastifyRequest
  readonly reply: FastifyReply
}

type Surroundings = { log: Log; closing: AbortSignal }

const header = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** A context whose costly parts (child log, abort signal) are made when first asked for. */
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

  // Only the gateway reaches a service, and it replaces this header: a client can't choose it.
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

/** Whether a consumer is named by a list in which a trailing `*` stands for any ending. */
export const isCaller = (callers: readonly string[], caller: string): boolean =>
  callers.some((name) => (name.endsWith('*') ? caller.startsWith(name.slice(0, -1)) : name === caller))
