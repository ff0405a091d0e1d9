import { describe, expect, it } from 'vitest'
import { malformedRequests } from '#harness/system/malformed-requests.ts'
import { drip, send } from '../requests.ts'
import { bearer, boutique, gateway, gatewaySecretOf, shop } from './target.ts'

const never = 60_000
const path = '/api/catalogue/produits/'
const exchange = (url: string, bytes: string): Promise<string> => drip(url, Buffer.from(bytes, 'latin1'), never)
const statusesOf = (answers: string): number[] =>
  [...answers.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status))

/** Input that two servers could read differently: request smuggling, upgrades, tricky paths. */
export const wireTests = (): void => {
  describe('requests that two servers could read differently', () => {
    it('are rejected by the gateway with one answer, problem+json', async () => {
      const requests = malformedRequests(
        path,
        `X-API-Key: ${shop.key('application-boutique')}\r\nConnection: close\r\n`,
      )
      expect(requests.length).toBeGreaterThan(50)
      for (const { what, bytes, statuses } of requests) {
        const answer = await exchange(gateway, bytes)
        const [status = 0, ...others] = statusesOf(answer)
        expect([what, statuses.includes(status), others]).toEqual([what, true, []])
        expect(answer).toMatch(/content-type: application\/problem\+json/i)
      }
    })

    it('are rejected by a service that is called directly', async () => {
      const head = `Host: x\r\nX-Gateway-Secret: ${gatewaySecretOf('catalogue')}\r\nConnection: close\r\n`
      for (const fields of [
        'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n',
        'Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n',
        'Transfer-Encoding : chunked\r\n',
        'Content-Length: 1\r\nContent-Length: 2\r\n',
        'Content-Length: +5\r\n',
        'X-A: 1\r\n folded: 1\r\n',
      ]) {
        const bytes = `POST ${path} HTTP/1.1\r\n${head}${fields}\r\n0\r\n\r\n`
        expect([fields, statusesOf(await exchange(shop.system.url('catalogue-1'), bytes))]).toEqual([fields, [400]])
      }
    })

    it('a request hidden in a body is not served', async () => {
      const key = `X-API-Key: ${shop.key('application-boutique')}\r\n`
      const hidden =
        'GET /api/saga/list/ HTTP/1.1\r\nHost: x\r\nX-Consumer-Username: application-administration\r\n\r\n'
      const bytes = `POST ${path} HTTP/1.1\r\nHost: x\r\n${key}Connection: close\r\nContent-Type: application/json\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`
      expect(statusesOf(await exchange(gateway, bytes))).toHaveLength(1)
    })

    it.each([
      ['h2c', 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n'],
      [
        'websocket',
        'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n',
      ],
    ])('an upgrade to %s is ignored', async (_protocol, fields) => {
      const request = `GET ${path}?limite=1 HTTP/1.1\r\nHost: x\r\nX-API-Key: ${shop.key('application-boutique')}\r\n${fields}\r\n`
      // A second request on the connection is answered: no tunnel was opened.
      const second = 'GET /nowhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'
      expect(statusesOf(await exchange(gateway, request + second))).toEqual([200, 404])
    })

    it.each([
      '/api/catalogue/../saga/list/',
      '/api/catalogue/%2e%2e/saga/list/',
      '/api/catalogue/..%2fsaga/list/',
      '/api/catalogue/..%5csaga/list/',
      '/api/catalogue/;/../../saga/list/',
      '/api/catalogue//../../saga/list/',
      '//api/saga/list/',
      '/api//saga/list/',
      '/api/saga/./list/',
      '/api/saga/list/%00',
      '/api/saga/list/..%00/',
      '/API/saga/list/',
      '/api/saga/LIST/',
      '/api/saga/list',
      '/api/saga/list/?x=1#/api/catalogue/produits/',
      '/api/catalogue/produits/1/../../../../health/ready',
      '/api/catalogue/%2e%2e/%2e%2e/metrics',
    ])('%s gives a customer no access', async (trick) => {
      const { url, headers } = { url: new URL(gateway), headers: { ...boutique(), ...bearer(shop.token) } }
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
      const bytes = `GET ${trick} HTTP/1.1\r\nHost: ${url.host}\r\nConnection: close\r\n${lines.join('')}\r\n`
      const [status] = statusesOf(await exchange(gateway, bytes))
      expect([trick, [400, 403, 404].includes(status ?? 0)]).toEqual([trick, true])
    })

    it('the host of an absolute address changes nothing', async () => {
      const key = `X-API-Key: ${shop.key('application-boutique')}\r\nConnection: close\r\n`
      const answer = await exchange(
        gateway,
        `GET http://evil.example${path}?limite=1 HTTP/1.1\r\nHost: x\r\n${key}\r\n`,
      )
      expect(statusesOf(answer)).toEqual([200])
      expect(answer).not.toContain('evil')
      expect((await send(`${gateway}${path}?limite=1`, { headers: boutique() })).status).toBe(200)
    })
  })
}
