import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openGateway, type TestGateway } from './gateway-testing.ts'
import { malformedRequests } from './malformed-requests.ts'

// Whatever is sent, the gateway answers with problem+json, and its log holds no bytes that a terminal would obey.

const text = readFileSync(join(import.meta.dirname, '../gateway/fixtures/kong.yml'), 'utf8')
const head = 'X-API-Key: application-key\r\nConnection: close\r\n'
let gateway: TestGateway

beforeAll(async () => {
  gateway = await openGateway(text, { APPLICATION_KEY: 'application-key' })
})
afterAll(() => gateway?.close())

const send = (bytes: string) => gateway.send(Buffer.from(bytes, 'latin1'))

const everyRequest = ['/api/shared/x', '/api/shared/part/x'].flatMap((path) =>
  malformedRequests(path, head).map((request) => [request.what, path, request] as const),
)

test.each(everyRequest)(
  '%s is refused with problem+json and does not reach a service (%s)',
  async (_what, _path, request) => {
    const before = gateway.received.length
    const { status, headers, body } = await send(request.bytes)
    expect(request.statuses).toContain(status)
    expect(headers).toMatch(/^content-type: application\/problem\+json\r?$/im)
    expect(headers).toMatch(/^x-correlation-id: \S+\r?$/im)
    expect(JSON.parse(body)).toMatchObject({ status, type: expect.any(String), title: expect.any(String) })
    expect(gateway.received.slice(before)).toEqual([])
  },
)

test('HEAD gets the status without a body', async () => {
  expect(await send(`HEAD /%zz HTTP/1.1\r\nHost: x\r\n${head}\r\n`)).toMatchObject({ status: 400, body: '' })
})

test('the addresses of problems are not there for clients', async () => {
  for (const path of ['/~problem/400', '/%7Eproblem/400', '/x/../~problem/500'])
    expect(await send(`GET ${path} HTTP/1.1\r\nHost: x\r\n${head}\r\n`)).toMatchObject({ status: 404 })
})

test.each([
  ['an absolute address', 'GET http://elsewhere.example/api/shared/x HTTP/1.1', ''],
  ['an upgrade to HTTP/2', 'GET /api/shared/x HTTP/1.1', 'Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n'],
  ['an upgrade to web sockets', 'GET /api/shared/x HTTP/1.1', 'Upgrade: websocket\r\n'],
])('%s is answered as a plain request, and the service learns nothing else', async (_what, line, extra) => {
  const reply = await send(`${line}\r\nHost: x\r\n${extra}${head}\r\n`)
  expect(reply).toMatchObject({ status: 200, body: 'application' })
  const { url, headers } = gateway.received.at(-1) ?? {}
  expect(url).toBe('/api/shared/x')
  expect(headers).not.toHaveProperty('upgrade')
  expect(JSON.stringify(headers)).not.toContain('elsewhere')
})

test('what follows a body is a request of its own, which needs its own key', async () => {
  const before = gateway.received.length
  const smuggled = 'GET /api/shared/smuggled HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'
  const first = `POST /api/shared/x HTTP/1.1\r\nHost: x\r\nX-API-Key: application-key\r\nContent-Length: 4\r\n\r\nbody`
  const { status, body } = await send(`${first}${smuggled}`)
  expect(status).toBe(200)
  expect(body).toContain('401')
  expect(gateway.received.slice(before).map(({ url }) => url)).toEqual(['/api/shared/x'])
})

test('the log holds printable characters alone, also where a service breaks off', async () => {
  for (const { bytes } of malformedRequests('/api/shared/drop', head)) await send(bytes)
  const broken = await send(`GET /api/shared/drop HTTP/1.1\r\nHost: x\r\nReferer: /here\r\n${head}\r\n`)
  expect(broken.status).toBe(502)
  const log = readFileSync(gateway.logFile, 'latin1')
  expect(log).toContain('referrer: "/here"')
  expect(log.split('\n').filter((line) => /[^\x20-\x7e]/.test(line))).toEqual([])
})
