import type { Histogram } from 'prom-client'
import type { Application } from './applications.ts'

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export type GatewayRequest = {
  method: Method
  /** Path and query, beginning with /api/. */
  path: string
  headers: Readonly<Record<string, string>>
  body?: Buffer | string
  /** Aborts when the browser has gone. */
  signal?: AbortSignal
}

export type GatewayAnswer = {
  status: number
  headers: Readonly<Record<string, string | string[] | undefined>>
  body: NodeJS.ReadableStream & { text: () => Promise<string> }
}

/** Sends a request to the gateway with the application's API key. @throws GatewayUnreachable if there is no answer */
export type CallGateway = (request: GatewayRequest) => Promise<GatewayAnswer>

export type Caller = {
  application: Application
  key: string
  duration: Histogram<'application' | 'status'>
}

export type Gateway = { as: (caller: Caller) => CallGateway; close: () => Promise<void> }

/** The gateway gave no answer. `sent`: the request may have had an effect. */
export class GatewayUnreachable extends Error {
  readonly sent: boolean

  constructor(sent: boolean, cause: unknown) {
    super('the gateway does not answer', { cause })
    this.name = 'GatewayUnreachable'
    this.sent = sent
  }
}
