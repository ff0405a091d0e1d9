import { generateKeyPairSync } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { type Role, roles } from '#generated/roles.ts'
import { createLog, type Log } from '#platform/base/log.ts'
import { createMetrics, type Metrics } from '#platform/base/metrics.ts'
import { createTransport, type Transport } from '#platform/http/client.ts'
import { createTokenIssuer, createTokenVerifier, type VerifyToken } from '#platform/http/identity.ts'
import { openPool, type Pool } from '#platform/postgres/pool.ts'
import { createTestDatabase } from '#platform/postgres/provision.ts'

// Shared by the services' tests: a database of their own, and requests as the gateway would forward them.

const gatewaySecret = 'secret-of-the-tests'
const { publicKey, privateKey } = generateKeyPairSync('ed25519', {
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})
const issue = createTokenIssuer({ privateKeyPem: privateKey })

/** A token for the role, valid for a minute, of a session if one is given. */
export const tokenOf = (role: Role, id: string, sessionId?: string): Promise<string> =>
  issue({ id, role, ...(sessionId === undefined ? {} : { sessionId }) }, 60)

export type ServerParts = {
  log: Log
  metrics: Metrics
  gatewaySecret: string
  verifyToken: VerifyToken
  pool: Pool
}

/** A transport for servers whose calls to other services must fail: no process listens there. */
export const toNowhere = ({ metrics, log }: Pick<ServerParts, 'metrics' | 'log'>): Transport =>
  createTransport({ baseUrl: 'http://127.0.0.1:9', apiKey: 'none', metrics, log, breaker: false })

export type Call = {
  body?: unknown
  key?: string
  caller?: string
  token?: string
  epoch?: number
  correlationId?: string
  prefer?: string
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
export type Answer = { status: number; body: any; contentType: string | undefined }

export type TestService = {
  pool: Pool
  /** The superuser's URL of its database. */
  adminUrl: string
  server: FastifyInstance
  call: (method: 'GET' | 'POST' | 'PUT', url: string, call?: Call) => Promise<Answer>
  stop: () => Promise<void>
}

/** Builds a service on a new, migrated database. */
export const startService = async (
  adminUrl: string,
  migrations: string,
  build: (parts: ServerParts) => FastifyInstance | Promise<FastifyInstance>,
): Promise<TestService> => {
  const database = await createTestDatabase(adminUrl, migrations)
  const pool = openPool({ url: database.url, name: 'test' })
  const server = await build({
    log: createLog({ name: 'test', level: 'silent' }),
    metrics: createMetrics({ name: 'test' }),
    gatewaySecret,
    verifyToken: createTokenVerifier({ publicKeyPem: publicKey, roles }),
    pool,
  })
  await server.ready()
  return {
    pool,
    adminUrl: database.adminUrl,
    server,
    call: async (
      method,
      url,
      { body, key, caller = 'service-saga-orchestrator', token, epoch, correlationId, prefer } = {},
    ) => {
      const response = await server.inject({
        method,
        url,
        headers: {
          'x-gateway-secret': gatewaySecret,
          'x-consumer-username': caller,
          ...(key === undefined ? {} : { 'idempotency-key': key }),
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(epoch === undefined ? {} : { 'x-saga-epoch': String(epoch) }),
          ...(correlationId === undefined ? {} : { 'x-correlation-id': correlationId }),
          ...(prefer === undefined ? {} : { prefer }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
      })
      return {
        status: response.statusCode,
        body: response.json(),
        contentType: response.headers['content-type']?.toString(),
      }
    },
    stop: async () => {
      await server.close()
      await pool.close()
      await database.drop()
    },
  }
}
