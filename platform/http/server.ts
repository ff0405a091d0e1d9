import { timingSafeEqual } from 'node:crypto'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { noCrashPoints, type Reach } from '../base/crash-points.ts'
import type { Log } from '../base/log.ts'
import type { Metrics } from '../base/metrics.ts'
import { answeredOf, answers } from './answered.ts'
import { answerClientError, answerError, sendTechnical } from './errors.ts'
import type { VerifyToken } from './identity.ts'
import { parseStrictJson } from './json.ts'
import { knownMethods, otherMethods } from './methods.ts'
import { ProblemError } from './problem.ts'
import { routeSettings } from './route.ts'

export type ServerOptions = {
  name: string
  log: Log
  metrics: Metrics
  /** The value of X-Gateway-Secret; every path except /health and /metrics requires it. `undefined`: no gateway is in front. */
  gatewaySecret: string | undefined
  verifyToken?: VerifyToken
  /** Throws while the service can't work. */
  ready: () => Promise<void>
  limits?: Partial<Limits>
  /** Crash points around each operation; for tests only. */
  reach?: Reach
}

// Only together do these limits cut off a slow or stuck sender; each alone lets it stay for a minute.
const defaultLimits = {
  bodyBytesMax: 64 * 1024,
  headerBytesMax: 16 * 1024,
  requestTimeoutMs: 4_000,
  headersTimeoutMs: 3_000,
  connectionsCheckMs: 500,
  keepAliveMs: 75_000, // longer than the gateway's, so that the gateway closes idle connections
  paramLengthMax: 200,
}
export type Limits = typeof defaultLimits

const isOpen = (url: string): boolean => url.startsWith('/health/') || url === '/metrics'

const gatewayCheck = (gatewaySecret: string | undefined) => {
  const expected = gatewaySecret === undefined ? undefined : Buffer.from(gatewaySecret)
  const refusal = (url: string, given: unknown): ProblemError | undefined => {
    if (isOpen(url)) return undefined
    const bytes = Buffer.from(typeof given === 'string' ? given : '')
    if (expected !== undefined && (bytes.length !== expected.length || !timingSafeEqual(bytes, expected)))
      return new ProblemError('gateway-required')
    if (url.includes('%00')) return new ProblemError('validation', { detail: 'the URL must not contain U+0000' })
    return undefined
  }
  return (request: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void): void =>
    done(refusal(request.raw.url ?? '', request.headers['x-gateway-secret']))
}

const measure = (server: FastifyInstance, { log, metrics }: ServerOptions): void => {
  const duration = metrics.histogram('http_request_duration_seconds', 'Time to answer a request', [
    'operation',
    'status',
  ])
  server.addHook('onResponse', (request, reply, done) => {
    const operation = request.routeOptions.config.operationId
    if (operation !== undefined) duration.observe({ operation, status: reply.statusCode }, reply.elapsedTime / 1000)
    if (log.isLevelEnabled('debug'))
      log.debug(
        { method: request.method, url: request.url, status: reply.statusCode, ms: reply.elapsedTime },
        'answered',
      )
    done()
  })
}

/** Publishes the answers of operations if the channel has subscribers: tests, or the sampled response check. */
const publishAnswers = (server: FastifyInstance): void => {
  if (!answers.hasSubscribers) return
  server.addHook('onSend', (request, reply, payload, done) => {
    const { operationId } = request.routeOptions.config
    if (operationId !== undefined && operationId !== otherMethods)
      answers.publish(answeredOf(operationId, reply.statusCode, reply.getHeader('content-type'), payload))
    done(null, payload)
  })
}

const registerHealth = (server: FastifyInstance, { log, metrics, ready }: ServerOptions): void => {
  server.get('/health/live', (_request, reply) => reply.send({ status: 'live' }))
  server.get('/health/ready', async (_request, reply) => {
    try {
      await ready()
      return reply.send({ status: 'ready' })
    } catch (error) {
      log.warn({ err: error }, 'not ready')
      return sendTechnical(reply, 'unavailable', { detail: 'not ready' })
    }
  })
  server.get('/metrics', async (_request, reply) =>
    reply.header('content-type', metrics.registry.contentType).send(await metrics.registry.metrics()),
  )
}

/**
 * A Fastify server that rejects requests that its specification doesn't allow: strict JSON bodies, gateway secret, problem+json
 * for every error, 405 with `Allow`, limits on sizes and times. The generated register functions add the operations.
 */
export const createHttpServer = (options: ServerOptions): FastifyInstance => {
  const { log, gatewaySecret, verifyToken, reach = noCrashPoints } = options
  const limits = { ...defaultLimits, ...options.limits }
  const server = Fastify({
    logger: false,
    bodyLimit: limits.bodyBytesMax,
    requestTimeout: limits.requestTimeoutMs,
    keepAliveTimeout: limits.keepAliveMs,
    forceCloseConnections: 'idle',
    return503OnClosing: false, // its answer is not problem+json; the hook below gives one
    routerOptions: { ignoreTrailingSlash: false, maxParamLength: limits.paramLengthMax },
    http: {
      headersTimeout: limits.headersTimeoutMs,
      connectionsCheckingInterval: limits.connectionsCheckMs,
      maxHeaderSize: limits.headerBytesMax,
    },
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, _request, reply) => {
      sendTechnical(reply as unknown as FastifyReply, 'validation', { detail: error.message })
    },
  })
  const closing = new AbortController()
  server.decorate(routeSettings, {
    log,
    reach,
    closing: closing.signal,
    ...(verifyToken ? { verifyToken } : {}),
  })
  server.decorateRequest('subject', undefined)
  server.addHook('preClose', (done) => {
    closing.abort()
    done()
  })
  server.addHook('onRequest', (_request, reply, done) => {
    // Answers contain tokens, personal data and changing prices, so no cache may store them.
    reply.header('cache-control', 'no-store')
    if (!closing.signal.aborted) return done()
    done(new ProblemError('unavailable', { detail: 'stopping' }, { 'retry-after': '1', connection: 'close' }))
  })
  // Otherwise connections that are busy when closing begins would stay open for the whole keep-alive time after their answer.
  server.addHook('onResponse', (_request, _reply, done) => {
    if (closing.signal.aborted) setImmediate(() => server.server.closeIdleConnections())
    done()
  })
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, parseStrictJson(body as Buffer))
    } catch (error) {
      done(error as Error)
    }
  })
  server.addHook('onRequest', gatewayCheck(gatewaySecret))
  server.setErrorHandler(answerError(log))
  server.setNotFoundHandler((request, reply) => {
    if ((knownMethods as readonly string[]).includes(request.method)) return sendTechnical(reply, 'not-found')
    return sendTechnical(reply.header('allow', knownMethods.join(', ')), 'method-not-allowed')
  })
  measure(server, options)
  publishAnswers(server)
  registerHealth(server, options)
  return server
}

/** Starts listening and returns the base URL; `scope` closes the server at shutdown, after the requests in flight. */
export const listen = async (
  server: FastifyInstance,
  { host, port }: { host: string; port: number },
  scope?: { onStop: (name: string, stop: () => Promise<void>) => void },
): Promise<string> => {
  scope?.onStop('http server', async () => {
    await server.close()
  })
  return server.listen({ host, port, listenTextResolver: () => '' })
}
