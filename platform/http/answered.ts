import { channel } from 'node:diagnostics_channel'

/** An operation's answer as the server sends it. */
export type Answered = {
  operationId: string
  status: number
  /** Without parameters; empty if there is no body. */
  mediaType: string
  body: string | undefined
}

/** Publishes every answer of an operation, for conformance tests and the sampled response check. */
export const answers = channel('sagabench:answered')

const withoutParameters = (contentType: unknown): string => String(contentType ?? '').split(';')[0] ?? ''

export const answeredOf = (operationId: string, status: number, contentType: unknown, payload: unknown): Answered => ({
  operationId,
  status,
  mediaType: withoutParameters(contentType),
  body: typeof payload === 'string' ? payload : undefined,
})
