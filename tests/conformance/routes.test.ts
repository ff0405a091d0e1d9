import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { describe, expect, inject, it } from 'vitest'
import { knownMethods } from '#platform/http/methods.ts'
import { problemSlug } from '#platform/http/problem.ts'
import { readService, serviceNames } from '../contract/contracts.ts'
import { unbuilt } from './exclusions.ts'
import { builtServices, startServer } from './servers.ts'

// A server's routes are exactly those that its specification declares.

/** On every server; the gateway routes to none of them. */
const technical = ['GET /health/live', 'GET /health/ready', 'GET /metrics']

const methods = knownMethods.filter((method) => method !== 'TRACE' && method !== 'QUERY')

/** Whether a route answered, rather than the server because it has none. */
const isKnown = ({ statusCode, body }: LightMyRequestResponse): boolean =>
  statusCode !== 405 && !(statusCode === 404 && problemSlug(JSON.parse(body || '{}')) === 'not-found')

/** Every method and URL that a server answers other than as unknown. */
const routesOf = async (service: string, adjust?: (server: FastifyInstance) => void): Promise<string[]> => {
  const servers = { postgresUrl: inject('postgresUrl'), redisUrl: inject('redisUrl') }
  const { server, gatewaySecret, stop } = await startServer(service, servers, adjust ? { adjust } : {})
  try {
    const headers = { 'x-gateway-secret': gatewaySecret, 'x-consumer-username': 'application-administration' }
    const routes: string[] = []
    for (const url of urlsOf(server))
      for (const method of methods)
        if (isKnown(await server.inject({ method, url, headers }))) routes.push(`${method} ${url}`)
    return routes
  } finally {
    await stop()
  }
}

/** The URLs of a server, read from the route tree that it prints. */
const urlsOf = (server: FastifyInstance): string[] => {
  const urls: string[] = []
  const parents: string[] = []
  for (const line of server.printRoutes({ commonPrefix: false }).split('\n')) {
    const match = /^([│ ]*)[├└]── (.*?) \(/.exec(line)
    if (!match) continue
    const depth = (match[1] ?? '').length / 4
    parents.length = depth
    parents.push(match[2] ?? '')
    urls.push(parents.join(''))
  }
  return [...new Set(urls)]
}

describe.each(builtServices)('%s', (service) => {
  it('has a route for each operation of its specification, and no other', async () => {
    const { operations } = await readService(service)
    const declared = Object.values(operations).map(({ method, url }) => `${method} ${url}`)
    const heads = declared.filter((name) => name.startsWith('GET ')).map((name) => name.replace('GET', 'HEAD'))
    const routes = await routesOf(service)
    const known = new Set([
      ...declared,
      ...heads,
      ...technical,
      ...technical.map((name) => name.replace('GET', 'HEAD')),
    ])
    expect(routes.filter((name) => !known.has(name))).toEqual([])
    expect(declared.filter((name) => !routes.includes(name))).toEqual([])
  })
})

it('an undeclared route is detected', async () => {
  const routes = await routesOf('catalogue', (server) => server.get('/api/catalogue/secret/', () => 'secret'))
  expect(routes).toContain('GET /api/catalogue/secret/')
})

it('every specification has a server, except those counted separately', () => {
  expect(serviceNames().filter((name) => !builtServices.includes(name))).toEqual(unbuilt)
})
