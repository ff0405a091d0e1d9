import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { SignJWT, UnsecuredJWT } from 'jose'
import { afterEach, describe, expect, test } from 'vitest'
import { type Handler, registerOperations, type ServerOperation } from './http-route.ts'
import { createHttpServer, type Limits, listen } from './http-server.ts'
import { createTokenIssuer, createTokenVerifier } from './identity.ts'
import { createLog } from './log.ts'
import { createMetrics } from './metrics.ts'
import { ProblemError } from './problem.ts'

const pem = (keys: ReturnType<typeof generateKeyPairSync>) => ({
  publicKeyPem: keys.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  privateKeyPem: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
})
const pair = generateKeyPairSync('ed25519')
const keys = pem(pair)
const issue = createTokenIssuer(keys)
const gatewaySecret = 'a-secret-of-the-gateway'
const owner = '7d9f2c1e-4b3a-4c5d-8e6f-0a1b2c3d4e5f'

const id = { type: 'string', format: 'uuid' }
const size = { type: 'integer', minimum: 1, maximum: 100 }
const box = {
  type: 'object',
  required: ['id', 'size'],
  additionalProperties: false,
  properties: {
    id,
    size,
    label: { type: ['string', 'null'], maxLength: 20 },
    parts: { type: 'array', maxItems: 3, items: size },
  },
}
const keyed = {
  type: 'object',
  required: ['idempotency-key'],
  additionalProperties: true,
  properties: { 'idempotency-key': { type: 'string', minLength: 8 } },
}
const listing = {
  type: 'object',
  additionalProperties: false,
  properties: {
    limit: { ...size, default: 20 },
    all: { type: 'boolean' },
    ids: { 'x-list': true, type: 'array', items: size },
  },
}
const onBox = { type: 'object', required: ['id'], additionalProperties: false, properties: { id } }

const operations: Record<string, ServerOperation> = {
  listBoxes: { operationId: 'listBoxes', method: 'GET', url: '/boxes/', query: listing },
  addBox: { operationId: 'addBox', method: 'POST', url: '/boxes/', headers: keyed, body: box },
  openBox: { operationId: 'openBox', method: 'POST', url: '/boxes/open/', body: box, bodyOptional: true },
  packBox: { operationId: 'packBox', method: 'POST', url: '/boxes/pack/', callers: ['service-a', 'worker-*'] },
  readBox: {
    operationId: 'readBox',
    method: 'GET',
    url: '/owners/:id/box/',
    roles: ['client', 'staff'],
    owner: 'id',
    path: onBox,
  },
  audit: { operationId: 'audit', method: 'GET', url: '/audit/', roles: ['staff'] },
  mixed: { operationId: 'mixed', method: 'GET', url: '/mixed/', roles: ['staff'], tokenOptional: true },
  fail: { operationId: 'fail', method: 'GET', url: '/fail/:how/' },
  follow: { operationId: 'follow', method: 'GET', url: '/follow/' },
}

const echo: Handler = (request) => ({ status: 200, body: { query: request.query, body: request.body ?? null } })
const failures: Record<string, () => never> = {
  bug: () => {
    throw new TypeError('secret detail')
  },
  store: () => {
    throw Object.assign(new Error('terminating connection'), { code: '57P01' })
  },
  busy: () => {
    throw new ProblemError('unavailable', {}, { 'retry-after': '2' })
  },
}

async function* ticks(signal: AbortSignal): AsyncGenerator<string> {
  yield 'data: 1\n\n'
  if (!signal.aborted) await once(signal, 'abort')
}

const handlers: Record<string, Handler> = {
  listBoxes: echo,
  addBox: (request) => ({ status: 201, headers: { location: `/boxes/${request.body.id}` }, body: request.body }),
  openBox: echo,
  packBox: (_request, { caller }) => ({ status: 200, body: { caller } }),
  readBox: (_request, { subject }) => ({ status: 200, body: { subject } }),
  audit: (_request, { subject }) => ({ status: 200, body: { subject } }),
  mixed: (_request, { subject }) => ({ status: 200, body: { subject: subject ?? null } }),
  fail: (request) => failures[request.path.how]?.() ?? { status: 409, body: { type: 'x', title: 'x', status: 409 } },
  follow: (_request, { closing }) => ({ status: 200, stream: ticks(closing) }),
}

const open: FastifyInstance[] = []
const build = (ready: () => Promise<void> = async () => {}, limits: Partial<Limits> = {}): FastifyInstance => {
  const name = 'test'
  const server = createHttpServer({
    name,
    log: createLog({ name, level: 'silent' }),
    metrics: createMetrics({ name }),
    gatewaySecret,
    verifyToken: createTokenVerifier(keys),
    ready,
    limits,
  })
  registerOperations(server, operations, handlers)
  open.push(server)
  return server
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})

const gateway = { 'x-gateway-secret': gatewaySecret, 'x-consumer-username': 'service-a' }
const ask = async (options: InjectOptions, server = build()) => {
  const headers = { ...gateway, ...options.headers }
  const response = await server.inject({ ...options, headers })
  const text = response.body
  const mediaType = String(response.headers['content-type']).split(';')[0]
  return {
    status: response.statusCode,
    headers: response.headers,
    mediaType,
    body: text.startsWith('{') ? JSON.parse(text) : text,
  }
}
const post = (payload: string | Buffer | object, headers = {}, url = '/boxes/') =>
  ask({
    method: 'POST',
    url,
    payload,
    headers: { 'content-type': 'application/json', 'idempotency-key': 'k-12345678', ...headers },
  })
const good = { id: owner, size: 3 }
const text = (body: object) => JSON.stringify(body)

describe('bodies', () => {
  test('a good body reaches the handler, and its answer comes back with its headers', async () => {
    const answer = await post(good)
    expect(answer).toMatchObject({
      status: 201,
      body: good,
      mediaType: 'application/json',
      headers: { location: `/boxes/${owner}` },
    })
  })

  test.each([
    ['a number as text', { ...good, size: '3' }, '/size', 'type'],
    ['a number in a list', { ...good, size: [3] }, '/size', 'type'],
    ['a boolean as number', { ...good, size: true }, '/size', 'type'],
    ['a fraction', { ...good, size: 1.5 }, '/size', 'type'],
    ['a value past its limit', { ...good, size: 101 }, '/size', 'maximum'],
    ['an unknown field', { ...good, prix: 1 }, '/prix', 'additionalProperties'],
    ['a missing field', { id: owner }, '/size', 'required'],
    ['a deep wrong value', { ...good, parts: [1, 0] }, '/parts/1', 'minimum'],
    ['a wrong format', { ...good, id: 'x' }, '/id', 'format'],
    ['a list for an object', [good], '/', 'type'],
    ['__proto__ as a member', `{"__proto__":{},"id":"${owner}","size":3}`, '/__proto__', 'additionalProperties'],
    ['a member named twice', `{"id":"${owner}","size":3,"size":4}`, '/', 'duplicate-member'],
    ['an escaped NUL', `{"id":"${owner}","size":3,"label":"a\\u0000"}`, '/', 'nul'],
    ['a lone surrogate', `{"id":"${owner}","size":3,"label":"\\ud800"}`, '/', 'surrogate'],
    ['invalid UTF-8', Buffer.from([0x22, 0xff, 0x22]), '/', 'utf-8'],
    ['no JSON', '{"id":', '/', 'json'],
    ['null', 'null', '/', 'type'],
    ['nesting without end', '['.repeat(10_000), '/', 'depth'],
  ])('%s is refused, naming field and rule', async (_what, payload, field, rule) => {
    const answer = await post(payload)
    expect(answer.status).toBe(400)
    expect(answer.mediaType).toBe('application/problem+json')
    expect(answer.body).toMatchObject({ type: 'urn:sagabench:problem:validation', status: 400 })
    expect(answer.body.errors).toContainEqual(expect.objectContaining({ field, rule, message: expect.any(String) }))
  })

  test('a text with a surrogate pair is taken', async () => {
    expect((await post(`{"id":"${owner}","size":3,"label":"\\ud83d\\ude00"}`)).status).toBe(201)
  })

  test('a body may be absent only where the operation says so', async () => {
    expect((await ask({ method: 'POST', url: '/boxes/open/' })).body).toMatchObject({ body: null })
    expect((await ask({ method: 'POST', url: '/boxes/', headers: { 'idempotency-key': 'k-12345678' } })).status).toBe(
      400,
    )
  })

  test('another media type is 415, a body over 64 KiB is 413', async () => {
    expect(await post('<a/>', { 'content-type': 'application/xml' })).toMatchObject({
      status: 415,
      body: { status: 415 },
    })
    expect(await post(text({ label: 'x'.repeat(70_000) }))).toMatchObject({ status: 413, body: { status: 413 } })
  })

  test('a required header that is missing is named', async () => {
    const answer = await post(good, { 'idempotency-key': 'short' })
    expect(answer.body.errors).toMatchObject([{ field: 'idempotency-key', rule: 'minLength' }])
  })
})

describe('paths and queries', () => {
  test('parameters are converted, defaults filled in, lists split', async () => {
    const answer = await ask({ method: 'GET', url: '/boxes/?all=true&ids=1,2,3' })
    expect(answer.body.query).toEqual({ limit: 20, all: true, ids: [1, 2, 3] })
  })

  test.each([
    'limit=0',
    'limit=1e1',
    'limit=0x10',
    'limit=+5',
    'limit=05',
    'limit=',
    'limit=1&limit=2',
    'ids=1,x',
    'all=yes',
    'sort=up',
    'all=%00',
  ])('?%s is refused', async (query) => {
    const answer = await ask({ method: 'GET', url: `/boxes/?${query}` })
    expect(answer).toMatchObject({ status: 400, body: { status: 400 } })
  })

  test('another method is 405 with Allow, another path 404, both as problems', async () => {
    for (const method of ['DELETE', 'PATCH', 'TRACE'] as const)
      expect(await ask({ method: method as 'DELETE', url: '/boxes/' })).toMatchObject({
        status: 405,
        mediaType: 'application/problem+json',
        headers: { allow: 'GET, HEAD, POST' },
      })
    expect(await ask({ method: 'GET', url: '/nothing/' })).toMatchObject({
      status: 404,
      body: { type: 'urn:sagabench:problem:not-found' },
    })
  })
})

describe('who may call', () => {
  test('what did not come through the gateway is 401, on unknown paths too', async () => {
    for (const url of ['/boxes/', '/nothing/', '/health/../boxes/', '/metrics/x'])
      for (const secret of ['', 'a-secret-of-the-gatewaz'])
        expect(await ask({ method: 'GET', url, headers: { 'x-gateway-secret': secret } })).toMatchObject({
          status: 401,
          body: { type: 'urn:sagabench:problem:gateway-required' },
        })
  })

  test('health and metrics are open', async () => {
    const server = build()
    for (const url of ['/health/live', '/health/ready', '/metrics'])
      expect((await server.inject({ url })).statusCode).toBe(200)
  })

  test('not ready is 503', async () => {
    const answer = await ask(
      { url: '/health/ready' },
      build(() => Promise.reject(new Error('no store'))),
    )
    expect(answer).toMatchObject({ status: 503, body: { type: 'urn:sagabench:problem:unavailable' } })
  })

  test.each([
    ['service-a', 200],
    ['worker-x', 200],
    ['service-ab', 403],
    ['', 403],
  ])('consumer "%s" gets %i where callers are listed', async (caller, status) => {
    expect(
      (await ask({ method: 'POST', url: '/boxes/pack/', headers: { 'x-consumer-username': caller } })).status,
    ).toBe(status)
  })
})

describe('tokens', () => {
  const withToken = (token: string, url: string) => ask({ url, headers: { authorization: `Bearer ${token}` } })
  const claims = {
    role: 'staff',
    sub: 'boss',
    iss: 'sagabench',
    aud: 'sagabench',
    exp: Math.floor(Date.now() / 1000) + 60,
  }
  const signed = (changes: object, key = pair.privateKey) =>
    new SignJWT({ ...claims, ...changes }).setProtectedHeader({ alg: 'EdDSA' }).sign(key)

  test('a valid token names the subject, also the second time', async () => {
    const server = build()
    const headers = { authorization: `Bearer ${await issue({ id: 'boss', role: 'staff' }, 60)}` }
    for (let i = 0; i < 2; i++)
      expect((await ask({ url: '/audit/', headers }, server)).body).toEqual({ subject: { id: 'boss', role: 'staff' } })
  })

  test.each<[string, () => Promise<string>]>([
    ['no JWT', async () => 'abc'],
    ['alg none', async () => new UnsecuredJWT(claims).encode()],
    ['expired', () => signed({ exp: Math.floor(Date.now() / 1000) - 1 })],
    ['without expiry', () => signed({ exp: undefined })],
    ['another issuer', () => signed({ iss: 'else' })],
    ['another audience', () => signed({ aud: 'else' })],
    ['an unknown role', () => signed({ role: 'admin' })],
    ['signed by another key', () => signed({}, generateKeyPairSync('ed25519').privateKey)],
    [
      'signed with the public key as HMAC secret',
      () => new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(keys.publicKeyPem)),
    ],
    ['too long', async () => 'x'.repeat(5_000)],
  ])('a token that is %s is 401', async (_what, token) => {
    for (const url of ['/audit/', '/mixed/'])
      expect(await withToken(await token(), url)).toMatchObject({
        status: 401,
        headers: { 'www-authenticate': 'Bearer' },
        body: { type: 'urn:sagabench:problem:unauthenticated' },
      })
  })

  test('no token is 401 where one is needed, and passes where it is optional', async () => {
    expect((await ask({ url: '/audit/' })).status).toBe(401)
    expect((await ask({ url: '/mixed/' })).body).toEqual({ subject: null })
  })

  test('a cached token stops counting when it expires', async () => {
    let nowMs = Date.now()
    const verify = createTokenVerifier({ ...keys, nowMs: () => nowMs })
    const token = await issue({ id: 'boss', role: 'staff' }, 60)
    await verify(token)
    expect(verify(token)).toEqual({ id: 'boss', role: 'staff' })
    nowMs += 61_000
    await expect(verify(token)).rejects.toThrow('exp')
  })

  test('a customer on a staff operation is 403', async () => {
    expect((await withToken(await issue({ id: owner, role: 'client' }, 60), '/audit/')).status).toBe(403)
  })

  test("another customer's resource is 404, staff may read it", async () => {
    const other = await issue({ id: '00000000-0000-4000-8000-000000000000', role: 'client' }, 60)
    expect((await withToken(other, `/owners/${owner}/box/`)).status).toBe(404)
    expect((await withToken(await issue({ id: owner, role: 'client' }, 60), `/owners/${owner}/box/`)).status).toBe(200)
    expect((await withToken(await issue({ id: 'boss', role: 'staff' }, 60), `/owners/${owner}/box/`)).status).toBe(200)
  })
})

describe('failures', () => {
  test.each([
    ['bug', 500, 'internal'],
    ['store', 503, 'interrupted'],
    ['busy', 503, 'unavailable'],
  ])('%s is answered %i %s and tells nothing of the inside', async (how, status, slug) => {
    const answer = await ask({ url: `/fail/${how}/` })
    expect(answer).toMatchObject({ status, body: { type: `urn:sagabench:problem:${slug}` } })
    expect(text(answer.body)).not.toContain('secret detail')
  })

  test('an answered 409 counts under its operation and status', async () => {
    const server = build()
    await ask({ url: '/fail/no/' }, server)
    const { body } = await server.inject({ url: '/metrics' })
    const line = body.split('\n').find((each) => each.startsWith('http_request_duration_seconds_count'))
    expect(line).toMatch(/operation="fail",status="409"\} 1$/)
  })
})

describe('on the wire', () => {
  const raw = async (base: string, request: string): Promise<string> => {
    const socket = connect(Number(new URL(base).port), '127.0.0.1')
    socket.end(request)
    let answer = ''
    for await (const chunk of socket) answer += chunk
    return answer
  }

  test('a malformed request gets a problem, not a stack trace', async () => {
    const base = await listen(build(), { host: '127.0.0.1', port: 0 })
    const answer = await raw(base, 'GET / HTTP/1.1\r\nHost : x\r\n\r\n')
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect(answer).toContain('application/problem+json')
    expect(
      await raw(
        base,
        `GET /%zz HTTP/1.1\r\nHost: x\r\nX-Gateway-Secret: ${gatewaySecret}\r\nConnection: close\r\n\r\n`,
      ),
    ).toContain('urn:sagabench:problem:validation')
  })

  test('headers past the limit are 431', async () => {
    const base = await listen(build(), { host: '127.0.0.1', port: 0 })
    expect(await raw(base, `GET /boxes/ HTTP/1.1\r\nHost: x\r\nA: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431 [\s\S]*problem\+json/,
    )
  })

  test.each([
    ['headers', 'POST /boxes/ HTTP/1.1\r\nHost: x\r\n'],
    [
      'a body',
      `POST /boxes/ HTTP/1.1\r\nHost: x\r\nX-Gateway-Secret: ${gatewaySecret}\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{`,
    ],
  ])(
    '%s that never end are cut off with 408',
    async (_what, start) => {
      const limits = { requestTimeoutMs: 200, headersTimeoutMs: 100, connectionsCheckMs: 50 }
      const base = await listen(
        build(async () => {}, limits),
        { host: '127.0.0.1', port: 0 },
      )
      const socket = connect(Number(new URL(base).port), '127.0.0.1')
      socket.write(start)
      let answer = ''
      for await (const chunk of socket) answer += chunk
      expect(answer).toMatch(/^HTTP\/1\.1 408 [\s\S]*urn:sagabench:problem:request-timeout/)
    },
    3_000,
  )

  test('a request in flight is answered when the server closes, later ones are not taken', async () => {
    const entered = Promise.withResolvers<void>()
    const held = Promise.withResolvers<void>()
    const server = build(() => {
      entered.resolve()
      return held.promise
    })
    const base = await listen(server, { host: '127.0.0.1', port: 0 })
    const answer = fetch(`${base}/health/ready`)
    await entered.promise
    const closed = server.close()
    await expect.poll(() => server.server.listening).toBe(false)
    await expect(fetch(`${base}/health/live`)).rejects.toThrow()
    held.resolve()
    expect((await answer).status).toBe(200)
    await closed
  })

  test('a stream of events ends when the server closes', async () => {
    const server = build()
    const base = await listen(server, { host: '127.0.0.1', port: 0 })
    const response = await fetch(`${base}/follow/`, { headers: gateway })
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    const reader = response.body?.getReader()
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('data: 1\n\n')
    const closed = server.close()
    expect(await reader?.read()).toMatchObject({ done: true })
    await closed
  })
})
