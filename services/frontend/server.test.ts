import { generateKeyPairSync } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '#platform/base/log.ts'
import { createMetrics } from '#platform/base/metrics.ts'
import { createTokenVerifier } from '#platform/http/identity.ts'
import { openGateway } from './infrastructure/gateway.ts'
import { openReports } from './infrastructure/reports.ts'
import { createFrontendServer } from './server.ts'

// What leaves for the gateway, and what comes back to the page. The gateway is a server that records what it gets.

type Arrived = { method: string; path: string; headers: IncomingMessage['headers']; body: string }

const claims = Buffer.from(JSON.stringify({ sub: 'somebody', role: 'client' })).toString('base64url')
const refreshToken = 'r'.repeat(43)
const tokens = { jeton: `h.${claims}.s`, expire_dans_s: 300, jeton_renouvellement: refreshToken }
const keys = { boutique: 'key-of-the-shop', administration: 'key-of-the-back-office' }
const origin = 'http://shop.example'
const log = createLog({ name: 'frontend', level: 'silent' })
const publicKeyPem = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString()

let arrived: Arrived[]
let answer: { status: number; headers?: Record<string, string>; body: string }
let gateway: Server
let client: ReturnType<typeof openGateway>
let frontend: FastifyInstance

beforeEach(async () => {
  arrived = []
  answer = { status: 200, body: JSON.stringify(tokens) }
  gateway = createServer(async (request, reply) => {
    const { method = '', url = '', headers } = request
    arrived.push({ method, path: url, headers, body: await text(request) })
    reply.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers }).end(answer.body)
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => gateway.once('listening', resolve))
  client = openGateway(`http://127.0.0.1:${(gateway.address() as AddressInfo).port}`)
  const asset = { type: 'text/html', etag: '"1"', isImmutable: false, encoded: { identity: Buffer.from('the page') } }
  frontend = createFrontendServer({
    log,
    metrics: createMetrics({ name: 'frontend' }),
    page: { file: () => undefined, index: async () => asset },
    gateway: client,
    keys,
    publicUrl: undefined,
    verifyToken: createTokenVerifier({ publicKeyPem, roles: ['gerant', 'commis'] }),
    reports: openReports(undefined, log),
    sendControl: undefined,
  })
})
afterEach(async () => {
  await frontend.close()
  await client.close()
  gateway.close()
})

const send = (options: InjectOptions): Promise<LightMyRequestResponse> => frontend.inject(options)
const session = (options: InjectOptions): Promise<LightMyRequestResponse> =>
  send({ ...options, headers: { host: 'shop.example', origin, ...options.headers } })

describe('calls of a page', () => {
  it('each application forwards with its own API key, and with no other header that could identify a caller', async () => {
    const forged = {
      'x-api-key': 'forged',
      'x-consumer-username': 'forged',
      'x-gateway-secret': 'forged',
      'x-forwarded-for': '10.0.0.1',
      cookie: `session-boutique=${refreshToken}`,
    }
    for (const application of ['boutique', 'administration'] as const)
      await send({
        url: `/${application}/api/catalogue/produits/?page=2`,
        headers: { ...forged, authorization: 'Bearer t' },
      })
    expect(arrived.map(({ path }) => path)).toEqual(Array(2).fill('/api/catalogue/produits/?page=2'))
    expect(arrived.map(({ headers }) => headers['x-api-key'])).toEqual(Object.values(keys))
    for (const { headers } of arrived) {
      expect(headers).toMatchObject({ authorization: 'Bearer t' })
      expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['cookie']))
      expect(JSON.stringify(headers)).not.toMatch(/forged|10\.0\.0\.1/)
    }
  })

  it('a body arrives byte by byte as it was sent', async () => {
    const payload = '{ "quantite" : 1.0 }'
    await send({
      method: 'POST',
      url: '/boutique/api/x/',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'k' },
      payload,
    })
    expect(arrived).toMatchObject([{ method: 'POST', body: payload, headers: { 'idempotency-key': 'k' } }])
  })

  it('headers of an answer pass only if a page needs them', async () => {
    answer = { status: 429, headers: { 'retry-after': '3', 'set-cookie': 'a=b', server: 'x' }, body: '{}' }
    const { statusCode, headers } = await send({ url: '/boutique/api/x/' })
    expect([statusCode, headers['retry-after'], headers['cache-control']]).toEqual([429, '3', 'no-store'])
    expect([headers['set-cookie'], headers.server]).toEqual([undefined, undefined])
  })

  it.each([
    '/boutique/api/commandes/sessions/',
    '/boutique/api/commandes/sessions/renouvellements/',
    '/administration/api/commandes/sessions/employes/',
    '/boutique/api/commandes/%73essions/',
    '/boutique/api/%63ommandes/sessions/',
    '/boutique/api/commandes//sessions/',
    '/boutique/api/catalogue/../commandes/sessions/',
    '/boutique/api/catalogue/%2e%2e/commandes/sessions/',
    '/boutique/api/catalogue/%2E%2e%2Fcommandes%2fsessions/',
    '/boutique/api/commandes\\sessions/',
    '/boutique/api/commandes/sessions;x/',
    '/boutique/api/%',
    '/boutique/api/%ff',
    '/boutique/api/x%00/',
    '/boutique/api/./commandes/sessions/',
    '/boutique/api//commandes/sessions/',
    '/boutique/api/%2573essions/',
  ])('%s is not forwarded, because its answer could contain refresh tokens', async (url) => {
    const { statusCode } = await send({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/json' },
      payload: '{}',
    })
    expect([400, 404]).toContain(statusCode)
    expect(arrived).toEqual([])
  })

  it.each([
    '/api/streams/a.b/events',
    '/api/x/01a2-7f:Type/',
    '/api/x/01a2%3AType/',
    '/api/x/caf%C3%A9/',
    '/api/x/?q=%73',
  ])('%s is forwarded', async (path) => {
    await send({ url: `/boutique${path}` })
    expect(arrived).toMatchObject([{ path }])
  })

  it('without a gateway, a call that was not sent is 503', async () => {
    gateway.close()
    gateway.closeAllConnections()
    const { statusCode, headers } = await send({ url: '/boutique/api/x/' })
    expect([statusCode, headers['content-type']]).toEqual([503, expect.stringContaining('application/problem+json')])
  })

  it('a call whose answer is lost is reported as one that may have had an effect', async () => {
    gateway.removeAllListeners('request')
    gateway.on('request', (request) => request.socket.destroy())
    const { statusCode, body } = await send({ url: '/boutique/api/x/' })
    expect([statusCode, JSON.parse(body).type]).toEqual([503, expect.stringContaining('interrupted')])
  })
})

describe('sessions', () => {
  const logIn = (headers: Record<string, string> = {}) =>
    session({
      method: 'POST',
      url: '/session/boutique',
      headers,
      payload: { email: 'a@b.example', password: 'secret' },
    })

  it('the page gets the access token, and only a cookie that scripts can not read has the refresh token', async () => {
    const { statusCode, body, headers } = await logIn()
    expect(statusCode).toBe(200)
    expect(JSON.parse(body)).toEqual({
      token: tokens.jeton,
      expiresInSeconds: 300,
      subject: 'somebody',
      role: 'client',
    })
    expect(String(headers['set-cookie'])).toMatch(
      /^session-boutique=r{43}; Path=\/session\/boutique; HttpOnly; SameSite=Strict; Max-Age=\d+$/,
    )
  })

  it('a session is renewed with the token of the cookie and the key of the page', async () => {
    const { statusCode } = await session({
      method: 'POST',
      url: '/session/boutique/renew',
      headers: { cookie: `session-boutique=${refreshToken}`, 'idempotency-key': 'k' },
    })
    expect(statusCode).toBe(200)
    expect(arrived).toMatchObject([
      { path: '/api/commandes/sessions/renouvellements/', headers: { 'idempotency-key': 'k' } },
    ])
    expect(JSON.parse(arrived[0]?.body ?? '')).toEqual({ jeton_renouvellement: refreshToken })
  })

  it('a session that ended removes its cookie, and one that nobody could check keeps it', async () => {
    const renew = () =>
      session({
        method: 'POST',
        url: '/session/boutique/renew',
        headers: { cookie: `session-boutique=${refreshToken}`, 'idempotency-key': 'k' },
      })
    answer = { status: 401, body: '{}' }
    const ended = await renew()
    expect([ended.statusCode, String(ended.headers['set-cookie'])]).toEqual([204, expect.stringContaining('Max-Age=0')])
    answer = { status: 503, body: '{}' }
    const unknown = await renew()
    expect([unknown.statusCode, unknown.headers['set-cookie']]).toEqual([503, undefined])
  })

  it.each([{ origin: 'http://evil.example' }, { origin: 'null' }, { origin: '' }])(
    'a page of another origin (%o) can neither log in, renew nor log out',
    async (other) => {
      const cookie = `session-boutique=${refreshToken}`
      const answers = [
        await logIn(other),
        await session({ method: 'POST', url: '/session/boutique/renew', headers: { cookie, ...other } }),
        await session({ method: 'DELETE', url: '/session/boutique', headers: { cookie, ...other } }),
      ]
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403])
      expect(arrived).toEqual([])
    },
  )

  it('without an origin nobody logs in', async () => {
    const payload = { email: 'a@b.example', password: 'secret' }
    expect((await send({ method: 'POST', url: '/session/boutique', payload })).statusCode).toBe(403)
  })
})

describe('the page', () => {
  it('is served for every address of a browser, with a policy that allows its own files only', async () => {
    const { statusCode, body, headers } = await send({
      url: '/back-office/any?thing',
      headers: { accept: 'text/html' },
    })
    expect([statusCode, body]).toEqual([200, 'the page'])
    expect(headers['content-security-policy']).toMatch(/default-src 'none'; script-src 'self'; style-src 'self';/)
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-cache' })
  })

  it('an unknown file is 404, not the page', async () => {
    for (const url of ['/assets/gone.js', '/robots.txt', '/../package.json', '/%2e%2e/package.json'])
      expect((await send({ url })).statusCode).toBe(404)
  })
})
