import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { afterEach } from 'vitest'
import { createLog } from '../base/log.ts'
import { createMetrics } from '../base/metrics.ts'
import { createTokenIssuer, createTokenVerifier } from './identity.ts'
import { ProblemError } from './problem.ts'
import { type Handler, registerOperations, type ServerOperation } from './route.ts'
import { createHttpServer, type Limits } from './server.ts'

const pem = (keys: ReturnType<typeof generateKeyPairSync>) => ({
  publicKeyPem: keys.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  privateKeyPem: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
})
/** The Ed25519 keys that the test server trusts. */
export const pair = generateKeyPairSync('ed25519')
export const keys = pem(pair)
/** The roles of the test server's tokens. */
export const roles = ['client', 'staff']
export const issue = createTokenIssuer(keys)
export const gatewaySecret = 'a-secret-of-the-gateway'
export const owner = '7d9f2c1e-4b3a-4c5d-8e6f-0a1b2c3d4e5f'

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
    weight: { type: 'number', minimum: -1000, maximum: 1000 },
    ids: { 'x-list': true, type: 'array', items: size },
  },
}
const onBox = { type: 'object', required: ['id'], additionalProperties: false, properties: { id } }

const operations: Record<string, ServerOperation> = {
  listBoxes: { operationId: 'listBoxes', method: 'GET', url: '/boxes/', query: listing },
  addBox: { operationId: 'addBox', method: 'POST', url: '/boxes/', headers: keyed, body: box },
  sendParcel: { operationId: 'sendParcel', method: 'POST', url: '/parcels/', headers: keyed, body: box },
  openBox: { operationId: 'openBox', method: 'POST', url: '/boxes/open/', body: box, bodyOptional: true },
  packBox: { operationId: 'packBox', method: 'POST', url: '/boxes/pack/', callers: ['service-a', 'worker-*'] },
  readBox: {
    operationId: 'readBox',
    method: 'GET',
    url: '/owners/:id/box/',
    roles: ['client', 'staff'],
    owner: 'id',
    ownerRoles: ['client'],
    path: onBox,
  },
  audit: { operationId: 'audit', method: 'GET', url: '/audit/', roles: ['staff'] },
  desk: {
    operationId: 'desk',
    method: 'GET',
    url: '/desk/',
    roles: ['client', 'staff'],
    roleCallers: { staff: ['service-b', 'desk-*'] },
  },
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
  sendParcel: ({ headers }, { traceparent, correlationId }) => ({
    status: 200,
    body: { key: headers['idempotency-key'], traceparent, correlationId },
  }),
  openBox: echo,
  packBox: (_request, { caller }) => ({ status: 200, body: { caller } }),
  readBox: (_request, { subject }) => ({ status: 200, body: { subject } }),
  audit: (_request, { subject }) => ({ status: 200, body: { subject } }),
  desk: (_request, { subject }) => ({ status: 200, body: { subject } }),
  mixed: (_request, { subject }) => ({ status: 200, body: { subject: subject ?? null } }),
  fail: (request) => failures[request.path.how]?.() ?? { status: 409, body: { type: 'x', title: 'x', status: 409 } },
  follow: (_request, { closing }) => ({ status: 200, stream: ticks(closing) }),
}

const open: FastifyInstance[] = []
/** A server with one operation for each check of the runtime; closed after the test. */
export const build = (
  ready: () => Promise<void> = async () => {},
  limits: Partial<Limits> = {},
  log = createLog({ name: 'test', level: 'silent' }),
): FastifyInstance => {
  const name = 'test'
  const server = createHttpServer({
    name,
    log,
    metrics: createMetrics({ name }),
    gatewaySecret,
    verifyToken: createTokenVerifier({ ...keys, roles }),
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

/** The headers that the gateway adds to a request. */
export const gateway = { 'x-gateway-secret': gatewaySecret, 'x-consumer-username': 'service-a' }
/** Injects a request without a socket, with the gateway's headers. */
export const ask = async (options: InjectOptions, server = build()) => {
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
