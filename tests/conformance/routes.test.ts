import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { describe, expect, inject, it } from 'vitest'
import { knownMethods } from '#platform/http/methods.ts'
import { problemSlug } from '#platform/http/problem.ts'
import { readService, serviceNames } from '../contract/contracts.ts'
import { unbuilt } from './exclusions.ts'
import { builtServices, startServer } from './servers.ts'

// What a server answers to and what its specification declares are the same routes.

/** Of every server, whatever it does; the gateway leads to none of them. */
const technical = ['GET /health/live', 'GET /health/ready', 'GET /metrics']

const methods = knownMethods.filter((method) => method !== 'TRACE' && method !== 'QUERY')

/** Whether a route answered, and not the server because it has none. */
const isKnown = ({ statusCode, body }: LightMyRequestResponse): boolean =>
  statusCode !== 405 && !(statusCode === 404 && problemSlug(JSON.parse(body || '{}')) === 'not-found')

/** Every method and address that a server answers to: those that it does not refuse as unknown. */
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

/** The addresses of a server, read from the tree that it prints. */
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

it('a route that no specification declares is found', async () => {
  const routes = await routesOf('catalogue', (server) => server.get('/api/catalogue/secret/', () => 'secret'))
  expect(routes).toContain('GET /api/catalogue/secret/')
})

it('every specification has a server, but for those that are counted apart', () => {
  expect(serviceNames().filter((name) => !builtServices.includes(name))).toEqual(unbuilt)
})
