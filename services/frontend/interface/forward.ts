import { pipeline } from 'node:stream/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ProblemError } from '#platform/http/problem.ts'
import type { Application } from './applications.ts'
import { type CallGateway, GatewayUnreachable, type Method } from './gateway-call.ts'

/** Headers of the page's requests that the services read. All others, cookies among them, stay here. */
const requestHeaders = [
  'accept',
  'authorization',
  'content-type',
  'idempotency-key',
  'last-event-id',
  'prefer',
  'traceparent',
  'x-correlation-id',
]
const answerHeaders = [
  'allow',
  'content-length',
  'content-type',
  'location',
  'preference-applied',
  'retry-after',
  'x-correlation-id',
]
const methods: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** Answers with refresh tokens go to this server alone: pages use /session/. */
const sessionPath = /^\/api\/commandes\/sessions/
/** What would let the gateway, or a server behind it, see another path than the one checked here. */
const ambiguous = /^\.{0,2}$|[\\/%;]|\p{Cc}/u

/** Whether a segment has one form only: nothing is encoded that needn't be, as in `%73essions`. */
const isCanonical = (segment: string): boolean => {
  try {
    const decoded = decodeURIComponent(segment)
    const encoded = segment.replace(/[:@$&+,=]/g, encodeURIComponent)
    return (
      !ambiguous.test(decoded) && encodeURIComponent(decoded) === encoded.replace(/%../g, (hex) => hex.toUpperCase())
    )
  } catch {
    return false // not UTF-8
  }
}

const pick = (headers: Readonly<Record<string, string | string[] | undefined>>, names: readonly string[]) =>
  Object.fromEntries(names.flatMap((name) => (typeof headers[name] === 'string' ? [[name, headers[name]]] : [])))

const pathOf = (url: string, application: Application): string => {
  const path = url.slice(`/${application}`.length)
  const [place = ''] = path.split('?')
  const segments = place.replace(/\/$/, '').split('/').slice(1)
  if (!segments.every(isCanonical) || sessionPath.test(place)) throw new ProblemError('not-found')
  return path
}

/** A problem for a gateway that doesn't answer. A request that was sent may have had an effect. */
export const unreachableProblem = (error: GatewayUnreachable): ProblemError =>
  new ProblemError(error.sent ? 'interrupted' : 'unavailable', { detail: error.message }, { 'retry-after': '1' })

/** Forwards /{application}/api/… to the gateway's /api/…, and streams the answer, events included. */
export const registerForwarding = (server: FastifyInstance, application: Application, call: CallGateway): void => {
  const forward = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const gone = new AbortController()
    reply.raw.on('close', () => gone.abort())
    const path = pathOf(request.raw.url ?? '', application)
    const answer = await call({
      method: request.method as Method,
      path,
      headers: pick(request.headers, requestHeaders),
      signal: gone.signal,
      ...(Buffer.isBuffer(request.body) ? { body: request.body } : {}),
    }).catch((error: unknown) => {
      throw error instanceof GatewayUnreachable ? unreachableProblem(error) : error
    })
    reply.hijack()
    reply.raw.writeHead(answer.status, { 'cache-control': 'no-store', ...pick(answer.headers, answerHeaders) })
    await pipeline(answer.body, reply.raw).catch(() => reply.raw.destroy()) // the browser or the gateway has gone
    return reply
  }
  void server.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, parsed) =>
      parsed(null, body),
    )
    scope.route({ method: [...methods], url: `/${application}/api/*`, handler: forward })
    done()
  })
}
