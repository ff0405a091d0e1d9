import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { createLog } from '#platform/base/log.ts'
import { createMetrics } from '#platform/base/metrics.ts'
import type { VerifyToken } from '#platform/http/identity.ts'
import { registerOperations, type ServerOperation } from '#platform/http/route.ts'
import { createHttpServer } from '#platform/http/server.ts'
import { type Behaviour, mockHandler } from './handlers.ts'
import { createMemory } from './memory.ts'
import type { Node } from './node.ts'
import { operationsOf } from './operation.ts'

export type MockService = { readonly document: Node; readonly operations: Readonly<Record<string, ServerOperation>> }

/** The role of a token without claims, which every operation of the mock accepts. */
const anyRole = 'any'

/** Accepts any token, and trusts its claims if it has any. */
const believeToken: VerifyToken = (token) => {
  try {
    const { sub, role } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<
      string,
      unknown
    >
    return { id: String(sub), role: typeof role === 'string' ? role : anyRole }
  } catch {
    return { id: 'mock', role: anyRole }
  }
}

const anyCaller = ({
  callers: _callers,
  roleCallers: _roleCallers,
  roles,
  ...operation
}: ServerOperation): ServerOperation => ({ ...operation, ...(roles ? { roles: [...roles, anyRole] } : {}) })

/** A server that mocks services at one address, with the generated request validation. */
export const mockServer = (services: readonly MockService[], behaviour: Behaviour): FastifyInstance => {
  const gatewaySecret = randomUUID()
  const server = createHttpServer({
    name: 'mock',
    log: createLog({ name: 'mock', level: 'warn' }),
    metrics: createMetrics({ name: 'mock' }),
    gatewaySecret,
    verifyToken: believeToken,
    ready: async () => {},
  })
  // Takes the gateway's role: adds its secret to each request.
  server.server.prependListener('request', (request) => {
    request.headers['x-gateway-secret'] = gatewaySecret
  })
  for (const { document, operations } of services) {
    const mocks = operationsOf(document)
    const memory = createMemory(mocks)
    const known = Object.entries(operations).map(([id, operation]): [string, ServerOperation] => [
      id,
      anyCaller(operation),
    ])
    const handlers = Object.fromEntries(mocks.map((one) => [one.operationId, mockHandler(one, memory, behaviour)]))
    registerOperations(server, Object.fromEntries(known), handlers)
  }
  return server
}
