import { describe, expect, it } from 'vitest'
import { drip, send } from '../requests.ts'
import {
  bearer,
  boutique,
  callerOf,
  fresh,
  gateway,
  gatewaySecretOf,
  keyed,
  operations,
  pathOf,
  services,
  shop,
  through,
  tokenOf,
} from './target.ts'

/** What a sender can exhaust, discover or reach: API4 and API6 to API9. */
export const exposureTests = (): void => {
  describe('API4 unrestricted resource consumption', () => {
    it('no list returns a page longer than its limit', async () => {
      const lists = operations.filter(({ query }) => Object.hasOwn((query?.properties ?? {}) as object, 'limite'))
      expect(lists.length).toBeGreaterThan(5)
      for (const operation of lists) {
        const headers = { ...callerOf(operation), ...tokenOf(operation) }
        const reply = await through(operation, { headers }, `${pathOf(operation, shop.clientId)}?limite=1000000`)
        expect(reply.problem, operation.operationId).toMatchObject({ errors: [{ field: 'limite', rule: 'maximum' }] })
      }
    })

    it('a body too large for the service or the gateway is 413', async () => {
      const operation = fresh('initierCheckoutChoreo')
      for (const length of [70_000, 300_000]) {
        const headers = { ...boutique(), ...bearer(shop.token), ...keyed() }
        const reply = await through(operation, { headers, body: 'x'.repeat(length) }, pathOf(operation, shop.clientId))
        expect(reply).toMatchObject({ status: 413, problem: { type: 'urn:sagabench:problem:payload-too-large' } })
      }
    })

    it('slow headers and bodies are cut off, at the gateway and at the service', async () => {
      const path = pathOf(fresh('ouvrirSession'))
      const head = (extra: string) => `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${extra}`
      const direct = shop.system.url('ecommerce')
      const secret = gatewaySecretOf('ecommerce')
      const body = 'Content-Length: 5000\r\n\r\n'
      const begin = performance.now()
      const answers = await Promise.all([
        drip(gateway, head('X-Slow: '), 200),
        drip(gateway, head(`X-API-Key: ${shop.key('application-boutique')}\r\n${body}`), 200),
        drip(direct, head('X-Slow: '), 200),
        drip(direct, head(`X-Gateway-Secret: ${secret}\r\n${body}`), 200),
      ])
      const [headersThere, bodyThere, headersHere, bodyHere] = answers
      expect(headersThere).toMatch(/^(HTTP\/1\.1 408 |$)/) // nginx closes without an answer before a request is complete
      for (const answer of [bodyThere, headersHere, bodyHere])
        expect(answer).toMatch(/^HTTP\/1\.1 408 [\s\S]*urn:sagabench:problem:request-timeout/)
      expect(performance.now() - begin).toBeLessThan(10_000) // 4.5 s on an idle machine
    }, 30_000)
  })

  describe('API6 unrestricted access to sensitive business flows', () => {
    it('a customer can reserve no more than a cart holds, in one checkout per key', async () => {
      const operation = fresh('initierCheckoutChoreo')
      const path = pathOf(operation, shop.clientId)
      const order = (lignes: object[]) => JSON.stringify({ panier: { lignes } })
      const headers = { ...boutique(), ...bearer(shop.token) }
      const many = Array.from({ length: 51 }, (_, i) => ({ produit_id: i + 1, quantite: 1 }))
      for (const body of [order(many), order([{ produit_id: 1, quantite: 10_001 }])])
        expect((await through(operation, { headers: { ...headers, ...keyed() }, body }, path)).status).toBe(400)
      const sent = { headers: { ...headers, ...keyed() }, body: order([{ produit_id: 22, quantite: 1 }]) }
      const replies = await Promise.all(Array.from({ length: 20 }, () => through(operation, sent, path)))
      const accepted = replies.filter(({ status }) => status === 202).map(({ text }) => JSON.parse(text).checkout_id)
      expect(new Set(accepted).size).toBe(1)
      expect(replies.filter(({ status }) => ![202, 409].includes(status))).toEqual([])
    })
  })

  describe('API7 server side request forgery', () => {
    it('hosts named in a request are not used: Host and forwarded hosts do not appear in the answer', async () => {
      const operation = fresh('initierCheckoutChoreo')
      const evil = 'evil.example'
      const headers = { 'x-forwarded-host': evil, 'x-forwarded-proto': 'gopher', forwarded: `host=${evil}` }
      const body = JSON.stringify({ panier: { lignes: [{ produit_id: 23, quantite: 1 }] } })
      const sent = { headers: { ...boutique(), ...bearer(shop.token), ...keyed(), ...headers }, body }
      const reply = await through(operation, sent, pathOf(operation, shop.clientId))
      expect(reply.status).toBe(202)
      expect(reply.headers.get('location')).toMatch(/^\/api\/commandes\/clients\//)
      expect(JSON.stringify([...reply.headers]) + reply.text).not.toContain(evil)
    })
  })

  describe('API8 security misconfiguration', () => {
    it('answers reveal nothing about the software behind them, and no other site may read them', async () => {
      const replies = await Promise.all([
        send(`${gateway}/api/catalogue/produits/`, { headers: { ...boutique(), origin: 'https://evil.example' } }),
        send(`${gateway}/nowhere`),
        send(`${gateway}/api/catalogue/produits/`, { method: 'OPTIONS', headers: boutique() }),
      ])
      for (const { headers } of replies) {
        expect(headers.get('server') ?? '').not.toMatch(/\d/)
        expect(headers.get('x-powered-by')).toBeNull()
        expect(headers.get('access-control-allow-origin')).toBeNull()
      }
    })

    it.each(['TRACE', 'PROPFIND', 'BREW'])('%s is 405 with the methods that are allowed', async (method) => {
      const head = `${method} /api/catalogue/produits/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n`
      const secret = gatewaySecretOf('catalogue')
      const answers = [
        await drip(gateway, `${head}X-API-Key: ${shop.key('application-boutique')}\r\n\r\n`, 60_000),
        await drip(shop.system.url('catalogue-1'), `${head}X-Gateway-Secret: ${secret}\r\n\r\n`, 60_000),
      ]
      for (const answer of answers)
        expect(answer).toMatch(/^HTTP\/1\.1 405 [\s\S]*allow: GET, [\s\S]*urn:sagabench:problem:method-not-allowed/i)
    })
  })

  describe('API9 improper inventory management', () => {
    it('every operation of the specifications is served, and nothing else', async () => {
      for (const operation of operations) {
        const headers = { ...callerOf(operation), ...tokenOf(operation), ...keyed() }
        const body = operation.body === undefined ? {} : { body: '{' }
        const reply = await through(operation, { headers, ...body }, pathOf(operation, shop.clientId))
        expect([operation.operationId, reply.problem.type]).not.toEqual([
          operation.operationId,
          'urn:sagabench:problem:not-found',
        ])
      }
      const undocumented = ['/', '/health/ready', '/metrics', '/docs', '/openapi.json', '/admin', '/api/', '/services']
      for (const service of services) undocumented.push(`/api/${service}/undocumented/`, `/api/${service}/debug`)
      for (const path of [...undocumented, '/api/catalogue/../health/ready', '/api/catalogue/%2e%2e/metrics'])
        expect([path, (await send(`${gateway}${path}`, { headers: boutique() })).status]).toEqual([path, 404])
    })
  })
}
