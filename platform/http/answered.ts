import { channel } from 'node:diagnostics_channel'

/** An answer of an operation, as it leaves the server. */
export type Answered = {
  operationId: string
  status: number
  /** Without parameters; empty where there is no body. */
  mediaType: string
  body: string | undefined
}

/** Every answer of an operation, for whoever subscribes: tests that count what was exercised, a check of a sample. */
export const answers = channel('sagabench:answered')

const withoutParameters = (contentType: unknown): string => String(contentType ?? '').split(';')[0] ?? ''

export const answeredOf = (operationId: string, status: number, contentType: unknown, payload: unknown): Answered => ({
  operationId,
  status,
  mediaType: withoutParameters(contentType),
  body: typeof payload === 'string' ? payload : undefined,
})
