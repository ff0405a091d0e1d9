import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createLog } from '#platform/base/log.ts'
import { createMetrics } from '#platform/base/metrics.ts'
import { createTokenIssuer, createTokenVerifier } from '#platform/http/identity.ts'
import { createHttpServer } from '#platform/http/server.ts'
import { registerReports } from './reports.ts'

const keys = generateKeyPairSync('ed25519')
const issue = createTokenIssuer({ privateKeyPem: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() })
const publicKeyPem = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString()

const open = () => {
  let nowMs = 0
  const server = createHttpServer({
    name: 'reports',
    log: createLog({ name: 'reports', level: 'silent' }),
    metrics: createMetrics({ name: 'reports' }),
    gatewaySecret: undefined,
    verifyToken: createTokenVerifier({ publicKeyPem, roles: ['client', 'commis', 'gerant', 'administrateur'] }),
    ready: async () => {},
  })
  const folder = {
    list: async () => ({ isAvailable: true, reports: [], history: [] }),
    page: async (id: string) => (id === 'a-run' ? Buffer.from('<p>a report') : undefined),
  }
  registerReports(server, folder, () => nowMs)
  const get = async (url: string, role?: string) => {
    const headers = role === undefined ? {} : { authorization: `Bearer ${await issue({ id: 'x', role }, 60)}` }
    return server.inject({ url, headers })
  }
  return { get, waitMs: (ms: number) => (nowMs += ms) }
}

const addressOf = async (get: ReturnType<typeof open>['get']): Promise<string> =>
  (await get('/administration/reports/address?id=a-run', 'gerant')).json().address

describe('reports', () => {
  it.each(['/administration/reports', '/administration/reports/address?id=a-run'])(
    '%s is for managers and administrators',
    async (url) => {
      const { get } = open()
      const roles = [undefined, 'client', 'commis', 'gerant', 'administrateur']
      const statuses = await Promise.all(roles.map(async (role) => (await get(url, role)).statusCode))
      expect(statuses).toEqual([401, 403, 403, 200, 200])
    },
  )

  it('a page may run no script, send no request, and be contained only by pages of this server', async () => {
    const { get } = open()
    const { statusCode, body, headers } = await get(await addressOf(get))
    expect([statusCode, body, headers['content-type']]).toEqual([200, '<p>a report', 'text/html; charset=utf-8'])
    const policy = String(headers['content-security-policy']).split('; ')
    expect(policy).toEqual(expect.arrayContaining(["default-src 'none'", "frame-ancestors 'self'", 'sandbox']))
    expect(String(policy)).not.toContain('script')
  })

  it('an address opens its report for ten minutes, and no other address opens one', async () => {
    const { get, waitMs } = open()
    const address = await addressOf(get)
    waitMs(10 * 60_000)
    expect((await get(address)).statusCode).toBe(200)
    waitMs(1)
    expect((await get(address)).statusCode).toBe(404)
    for (const url of ['/reports/a-run', '/reports/a-run/report.html', '/reports/', '/reports/..%2fa-run'])
      expect((await get(url)).statusCode).toBe(404)
  })

  it('an unknown report has no address', async () => {
    const { get } = open()
    for (const id of ['other', '../a-run', 'a-run%2f..%2fa-run'])
      expect((await get(`/administration/reports/address?id=${id}`, 'gerant')).statusCode).toBe(404)
    expect((await get('/administration/reports/address', 'gerant')).statusCode).toBe(400)
  })
})
