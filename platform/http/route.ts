import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import type { Reach } from '../base/crash-points.ts'
import type { Log } from '../base/log.ts'
import { isCaller, LazyContext, type RequestContext } from './context.ts'
import { bearerToken, headersReader } from './headers.ts'
import { type Subject, TokenRefused, type VerifyToken } from './identity.ts'
import { knownMethods, otherMethods } from './methods.ts'
import { ProblemError } from './problem.ts'
import { compileCheck, type JsonSchema } from './validation.ts'

/** One operation as generated from its specification. */
export type ServerOperation = {
  readonly operationId: string
  readonly method: string
  /** Path with parameters as `:name`. */
  readonly url: string
  /** Gateway consumers that may call; absent: any. A trailing `*` matches any ending. */
  readonly callers?: readonly string[]
  /** Accepted roles of the token; absent: tokens are ignored. */
  readonly roles?: readonly string[]
  /** Gateway consumers through which a role's tokens are valid; for an absent role, any. */
  readonly roleCallers?: Readonly<Record<string, readonly string[]>>
  /** Whether the token is optional although `roles` are given. */
  readonly tokenOptional?: boolean
  /** Path parameter that must equal the subject of a token with one of `ownerRoles`; any other value is 404. */
  readonly owner?: string
  readonly ownerRoles?: readonly string[]
  readonly path?: JsonSchema
  readonly query?: JsonSchema
  readonly headers?: JsonSchema
  readonly body?: JsonSchema
  readonly bodyOptional?: boolean
}

/** A handler's result: a documented status with its body, or a stream of server-sent events. */
export type HandlerResult = {
  status: number
  body?: unknown
  headers?: Readonly<Record<string, string>>
  stream?: AsyncIterable<string>
}

export type HandlerRequest = { path: unknown; query: unknown; headers: unknown; body: unknown }
// biome-ignore lint/suspicious/noExplicitAny: each generated Handlers type states the request's exact shape
export type Handler = (request: any, context: RequestContext) => Promise<HandlerResult> | HandlerResult

export type RouteSettings = { log: Log; closing: AbortSignal; reach: Reach; verifyToken?: VerifyToken }
export const routeSettings: unique symbol = Symbol('route settings')

declare module 'fastify' {
  interface FastifyInstance {
    [routeSettings]: RouteSettings
  }
  interface FastifyRequest {
    subject: Subject | undefined
  }
  interface FastifyContextConfig {
    operationId?: string
  }
}

const unauthenticated = (detail: string): ProblemError =>
  new ProblemError('unauthenticated', { detail }, { 'www-authenticate': 'Bearer' })

const readSubject = async (
  request: FastifyRequest,
  verifyToken: VerifyToken | undefined,
): Promise<Subject | undefined> => {
  const authorization = request.headers.authorization
  if (authorization === undefined) return undefined
  const token = bearerToken(authorization)
  if (token === undefined) throw unauthenticated('Authorization must be a Bearer token')
  if (verifyToken === undefined) throw new Error('the operation needs tokens, but the server has no verifyToken')
  try {
    return await verifyToken(token)
  } catch (error) {
    if (error instanceof TokenRefused) throw unauthenticated(error.message)
    throw error
  }
}

/** Checks caller, token, role and ownership before the body is read. */
const authorization = (operation: ServerOperation, settings: RouteSettings) => {
  const { callers, roles, roleCallers = {}, owner, ownerRoles = [], tokenOptional = false } = operation
  return async (request: FastifyRequest): Promise<void> => {
    const caller = String(request.headers['x-consumer-username'])
    if (callers !== undefined && !isCaller(callers, caller))
      throw new ProblemError('forbidden', { detail: 'This consumer may not call this operation' })
    if (roles === undefined) return
    const subject = await readSubject(request, settings.verifyToken)
    if (subject === undefined) {
      if (tokenOptional) return
      throw unauthenticated('This operation needs a token')
    }
    if (!roles.includes(subject.role))
      throw new ProblemError('forbidden', { detail: `The role must be ${roles.join(' or ')}` })
    const through = roleCallers[subject.role]
    if (through !== undefined && !isCaller(through, caller))
      throw new ProblemError('forbidden', {
        detail: `A ${subject.role} token is valid only through ${through.join(' or ')}`,
      })
    if (owner !== undefined && ownerRoles.includes(subject.role)) {
      const path = request.params as Record<string, string>
      if (path[owner] !== subject.id) throw new ProblemError('not-found')
    }
    request.subject = subject
  }
}

const identity = (data: unknown): unknown => data

/** Compiles an operation's checks into one function from the raw request to its validated parts. */
const requestReader = ({ path, query, headers, body, bodyOptional }: ServerOperation) => {
  const checkPath = path ? compileCheck('path', path) : identity
  const checkQuery = compileCheck('query', query ?? { type: 'object', additionalProperties: false })
  const readHeaders = headers ? headersReader(headers) : ({ headers: sent }: FastifyRequest) => sent
  const checkBody = body ? compileCheck('body', body) : () => undefined
  return (request: FastifyRequest): HandlerRequest => ({
    path: checkPath(request.params),
    query: checkQuery(request.query),
    headers: readHeaders(request),
    body: bodyOptional && request.body === undefined ? undefined : checkBody(request.body ?? null),
  })
}

/** Server-sent events end when the client disconnects or the server drains. */
const sendStream = (reply: FastifyReply, stream: AsyncIterable<string>, closing: AbortSignal): FastifyReply => {
  const readable = Readable.from(stream)
  const end = (): void => void readable.push(null)
  closing.addEventListener('abort', end, { once: true })
  readable.once('close', () => closing.removeEventListener('abort', end))
  return reply.header('content-type', 'text/event-stream').header('cache-control', 'no-store').send(readable)
}

const send = (reply: FastifyReply, result: HandlerResult, closing: AbortSignal): FastifyReply => {
  const { status, body, headers, stream } = result
  reply.code(status)
  if (closing.aborted) reply.header('connection', 'close') // the gateway must not send another request on it
  if (headers !== undefined) reply.headers(headers)
  if (stream !== undefined) return sendStream(reply, stream, closing)
  if (body === undefined) return reply.send()
  reply.header('content-type', status >= 400 ? 'application/problem+json' : 'application/json')
  return reply.send(JSON.stringify(body))
}

const refuseOtherMethods = (server: FastifyInstance, url: string, methods: ReadonlySet<string>): void => {
  const allow = [...methods].join(', ')
  const others = knownMethods.filter((method) => !methods.has(method))
  server.route({
    method: others as unknown as HTTPMethods[],
    url,
    config: { operationId: otherMethods },
    onRequest: (request) => {
      throw new ProblemError('method-not-allowed', { detail: `${request.method} is not one of ${allow}` }, { allow })
    },
    handler: () => undefined,
  })
}

/**
 * Registers operations with their handlers: authorization, validation, the handler, its answer as JSON, and 405 with
 * `Allow` for all other methods of each path. The specification defines all checks.
 */
export const registerOperations = (
  server: FastifyInstance,
  operations: Readonly<Record<string, ServerOperation>>,
  handlers: Readonly<Record<string, Handler>>,
): void => {
  const settings = server[routeSettings]
  const methodsByUrl = new Map<string, Set<string>>()
  for (const operation of Object.values(operations)) {
    const { operationId, method, url } = operation
    const handler = handlers[operationId]
    if (handler === undefined) throw new Error(`no handler for operation ${operationId}`)
    const read = requestReader(operation)
    server.route({
      method: method as HTTPMethods,
      url,
      config: { operationId },
      ...(operation.callers || operation.roles ? { onRequest: authorization(operation, settings) } : {}),
      handler: async (request, reply) => {
        const context = new LazyContext(request, reply, settings, request.subject)
        const input = read(request)
        settings.reach(operationId, 'before-effect')
        const result = await handler(input, context)
        settings.reach(operationId, 'after-effect')
        return send(reply, result, settings.closing)
      },
    })
    const methods = methodsByUrl.get(url) ?? new Set()
    methodsByUrl.set(url, methods.add(method))
    if (method === 'GET') methods.add('HEAD')
  }
  for (const [url, methods] of methodsByUrl) refuseOtherMethods(server, url, methods)
}
