import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Log } from '#platform/base/log.ts'
import { ProblemError } from '#platform/http/problem.ts'
import type { Application } from './applications.ts'
import { unreachableProblem } from './forward.ts'
import { type CallGateway, type GatewayAnswer, GatewayUnreachable } from './gateway-call.ts'
import { requireOwnOrigin } from './origin.ts'
import { sessionCookie } from './session-cookie.ts'

export type SessionParts = { application: Application; call: CallGateway; publicUrl: URL | undefined; log: Log }

const place = '/api/commandes/sessions/'
const logInPaths: Readonly<Record<Application, string>> = { boutique: place, administration: `${place}employes/` }

type Tokens = { jeton: string; expire_dans_s: number; jeton_renouvellement: string }

/** What a page learns about its session: never the refresh token. */
export type PageSession = { token: string; expiresInSeconds: number; subject: string; role: string }

const sessionOf = ({ jeton, expire_dans_s }: Tokens): PageSession => {
  const claims = JSON.parse(Buffer.from(jeton.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>
  return { token: jeton, expiresInSeconds: expire_dans_s, subject: String(claims.sub), role: String(claims.role) }
}

type Credentials = { email?: unknown; password?: unknown; newPassword?: unknown }

/** Passes a refusal on as it is: its problem says what is wrong. */
const passOn = async (answer: GatewayAnswer, reply: FastifyReply): Promise<FastifyReply> => {
  const after = answer.headers['retry-after']
  if (typeof after === 'string') void reply.header('retry-after', after)
  return reply
    .code(answer.status)
    .header('content-type', answer.headers['content-type'] ?? 'application/problem+json')
    .send(await answer.body.text())
}

/**
 * POST /session/{application} logs in (with `newPassword` a member of staff replaces a temporary password), POST …/renew renews (204: there is no session any more), DELETE … logs out. The refresh token
 * stays in a cookie that scripts can't read; the page gets the access token only.
 */
export const registerSessions = (server: FastifyInstance, parts: SessionParts): void => {
  const { application, publicUrl, log } = parts
  const cookie = sessionCookie(application, publicUrl?.protocol === 'https:')
  const address = `/session/${application}`
  const call = async (path: string, body: object, headers: Record<string, string> = {}): Promise<GatewayAnswer> => {
    const json = { accept: 'application/json', 'content-type': 'application/json', ...headers }
    return parts.call({ method: 'POST', path, headers: json, body: JSON.stringify(body) }).catch((error: unknown) => {
      throw error instanceof GatewayUnreachable ? unreachableProblem(error) : error
    })
  }
  const answerTokens = async (answer: GatewayAnswer, reply: FastifyReply): Promise<FastifyReply> => {
    const tokens = JSON.parse(await answer.body.text()) as Tokens
    return reply.header('set-cookie', cookie.write(tokens.jeton_renouvellement)).send(sessionOf(tokens))
  }
  const idempotencyKey = (request: FastifyRequest): string => {
    const key = request.headers['idempotency-key']
    if (typeof key === 'string') return key
    throw new ProblemError('validation', { detail: 'Idempotency-Key is missing' })
  }

  server.addHook('onRequest', (request, _reply, done) => {
    if (request.raw.url?.startsWith(`${address}`) && request.method !== 'GET') requireOwnOrigin(request, publicUrl)
    done()
  })

  server.post(address, async (request, reply) => {
    const { email, password, newPassword } = (request.body ?? {}) as Credentials
    if (typeof email !== 'string' || typeof password !== 'string')
      throw new ProblemError('validation', { detail: 'email and password must be texts' })
    const body = { courriel: email, mot_de_passe: password, nouveau_mot_de_passe: newPassword } // left out if undefined
    const answer = await call(logInPaths[application], body)
    return answer.status === 200 ? answerTokens(answer, reply) : passOn(answer, reply)
  })

  server.post(`${address}/renew`, async (request, reply) => {
    const token = cookie.read(request.headers.cookie)
    if (token === undefined) return reply.code(204).send()
    const key = { 'idempotency-key': idempotencyKey(request) }
    const answer = await call(`${place}renouvellements/`, { jeton_renouvellement: token }, key)
    if (answer.status === 200) return answerTokens(answer, reply)
    if (answer.status !== 401) return passOn(answer, reply)
    await answer.body.text()
    return reply.code(204).header('set-cookie', cookie.remove()).send()
  })

  server.delete(address, async (request, reply) => {
    const token = cookie.read(request.headers.cookie)
    if (token !== undefined) {
      const key = { 'idempotency-key': idempotencyKey(request) }
      const answer = await call(`${place}fermetures/`, { jeton_renouvellement: token }, key)
      if (answer.status !== 200) log.warn({ application, status: answer.status }, 'session was not ended')
      await answer.body.text()
    }
    return reply.code(204).header('set-cookie', cookie.remove()).send()
  })
}
