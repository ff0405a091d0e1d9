import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { Log } from '../base/log.ts'
import { JsonRefused } from './json.ts'
import { knownMethods } from './methods.ts'
import { type Problem, ProblemError, problem, type TechnicalSlug, technicalProblems } from './problem.ts'
import { RequestRefused } from './validation.ts'

const sendProblem = (
  reply: FastifyReply,
  body: Problem,
  headers: Readonly<Record<string, string>> = {},
): FastifyReply =>
  reply.code(body.status).headers(headers).header('content-type', 'application/problem+json').send(JSON.stringify(body))

/** Answers with one of the runtime's own problems. */
export const sendTechnical = (
  reply: FastifyReply,
  slug: TechnicalSlug,
  details: Record<string, unknown> = {},
): FastifyReply => sendProblem(reply, problem(technicalProblems, slug, details).body)

const validationErrors = (error: unknown): Record<string, unknown> | undefined => {
  if (error instanceof RequestRefused) return { detail: error.message, errors: error.errors }
  if (error instanceof JsonRefused)
    return { detail: error.message, errors: [{ field: '/', rule: error.rule, message: error.message }] }
  return undefined
}

const slugsOfFastify: Readonly<Record<string, TechnicalSlug>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'payload-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'validation',
  FST_ERR_BAD_URL: 'validation',
  FST_ERR_MAX_PARAM_LENGTH: 'not-found',
}

/** The Redis client's errors while Redis is down; they have no code. */
const isRedisDown = ({ name, message }: FastifyError): boolean =>
  name === 'MaxRetriesPerRequestError' || message === 'Connection is closed.' || message === 'Command timed out'

/** SQL states (classes 08, 53, 57, 40, 55) and socket errors after which the effect at the store is unknown. */
const isInterruption = (error: FastifyError): boolean =>
  isRedisDown(error) ||
  /^(08|53|57|40|55)[0-9A-Z]{3}$|^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/.test(error.code ?? '')

/** The connection broke before the whole body arrived: nothing was processed, and nobody reads the answer. */
const isAbandoned = ({ code }: FastifyError, { raw }: FastifyRequest): boolean =>
  code === 'ECONNRESET' && raw.destroyed && !raw.complete

/** Turns a request's error into a problem; logs only unexpected ones as errors. */
export const answerError = (log: Log) => (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
  if (error instanceof ProblemError) return sendProblem(reply, error.problem, error.headers)
  const broken = validationErrors(error)
  if (broken !== undefined) return sendTechnical(reply, 'validation', broken)
  const slug = slugsOfFastify[error.code]
  if (slug !== undefined) return sendTechnical(reply, slug, { detail: error.message })
  const operation = request.routeOptions.config.operationId
  if (isAbandoned(error, request)) {
    log.info({ operation }, 'client disconnected before its request was complete')
    return sendTechnical(reply, 'validation')
  }
  if (isInterruption(error)) {
    log.warn({ err: error, operation }, 'request interrupted')
    return sendTechnical(reply.header('retry-after', '1'), 'interrupted')
  }
  log.error({ err: error, operation }, 'request failed')
  return sendTechnical(reply, 'internal')
}

const slugsOfSocket: Readonly<Record<string, TechnicalSlug>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
  HPE_INVALID_METHOD: 'method-not-allowed',
}

/** Answers a malformed request, or one that took too long to arrive, and closes the connection. */
export const answerClientError = (error: Error & { code?: string }, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const { status, body } = problem(technicalProblems, slugsOfSocket[error.code ?? ''] ?? 'validation')
  const text = JSON.stringify(body)
  const allow = status === 405 ? `\r\nallow: ${knownMethods.join(', ')}` : ''
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: application/problem+json${allow}\r\nconnection: close`
  socket.end(`${head}\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`)
}
