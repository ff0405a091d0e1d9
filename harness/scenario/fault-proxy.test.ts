import { once } from 'node:events'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type FaultKind, type FaultProxy, type FaultRule, faultFor, startFaultProxy } from './fault-proxy.ts'

const ruleOf = (kinds: FaultRule['kinds'], share = 1): FaultRule => ({
  id: 'writes',
  at: 'service:80',
  share,
  seed: 7,
  match: { method: 'POST', path: '^/things/?$', key_header: 'idempotency-key' },
  kinds,
})

let service: Server
let seen: { path: string; body: string; key: string | undefined }[]
let proxy: FaultProxy

beforeEach(async () => {
  seen = []
  service = createServer(async (incoming, response) => {
    let body = ''
    for await (const chunk of incoming) body += chunk
    seen.push({ path: incoming.url ?? '', body, key: incoming.headers['idempotency-key'] as string | undefined })
    response.writeHead(201, { 'content-type': 'application/json', 'x-served': 'yes' }).end(`{"n":${seen.length}}`)
  }).listen(0, '127.0.0.1')
  await once(service, 'listening')
  proxy = await startFaultProxy({ target: `http://127.0.0.1:${(service.address() as AddressInfo).port}` })
})

afterEach(async () => {
  await proxy.close()
  service.closeAllConnections()
  service.close()
})

const post = (path: string, key: string, timeoutMs = 2_000): Promise<number | string> =>
  new Promise((resolve) => {
    const outgoing = request(proxy.url + path, { method: 'POST', headers: { 'idempotency-key': key } }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    outgoing.setTimeout(timeoutMs, () => outgoing.destroy(new Error('timeout')))
    outgoing.on('error', (error: Error & { code?: string }) => resolve(error.code ?? error.message))
    outgoing.end('{"a":1}')
  })

const until = async (isTrue: () => boolean): Promise<void> => {
  for (let i = 0; i < 200 && !isTrue(); i++) await new Promise((resolve) => setTimeout(resolve, 10))
  expect(isTrue()).toBe(true)
}

test('without a rule, requests pass through with bodies and headers', async () => {
  const answer = await fetch(`${proxy.url}/things/?q=1`, {
    method: 'POST',
    body: 'hello',
    headers: { 'idempotency-key': 'k' },
  })
  expect([answer.status, answer.headers.get('x-served'), await answer.text()]).toEqual([201, 'yes', '{"n":1}'])
  expect(seen).toEqual([{ path: '/things/?q=1', body: 'hello', key: 'k' }])
  expect(proxy.records()).toEqual([])
})

test('requests with another path, another method or no key pass through', async () => {
  proxy.setRules([ruleOf([{ kind: 'refuse' }])])
  expect(await post('/others/', 'k')).toBe(201)
  expect((await fetch(`${proxy.url}/things/`)).status).toBe(201)
  expect((await fetch(`${proxy.url}/things/`, { method: 'POST' })).status).toBe(201)
})

test('a refused request never reaches the service', async () => {
  proxy.setRules([ruleOf([{ kind: 'refuse' }])])
  expect(await post('/things/', 'a')).toBe('ECONNRESET')
  expect(await post('/things/', 'a')).toBe('ECONNRESET')
  expect(seen).toEqual([])
  expect(proxy.records()).toMatchObject([{ key: 'a', kind: 'refuse', requests: 2, delivered: 0, lastStatus: null }])
})

test('a request whose answer is dropped takes effect, but the caller gets no answer', async () => {
  proxy.setRules([ruleOf([{ kind: 'drop-response' }])])
  expect(await post('/things/', 'a')).toBe('ECONNRESET')
  expect(seen).toHaveLength(1)
  expect(proxy.records()).toMatchObject([{ kind: 'drop-response', requests: 1, delivered: 1, lastStatus: 201 }])
})

test('a delayed request arrives even if its caller has given up, and counts as pending until then', async () => {
  proxy.setRules([ruleOf([{ kind: 'delay', delay_ms: 150 }])])
  expect(await post('/things/', 'a', 40)).toBe('timeout')
  expect([seen.length, proxy.pending()]).toEqual([0, 1])
  await until(() => seen.length === 1)
  await until(() => proxy.pending() === 0)
  expect(await post('/things/', 'b')).toBe(201)
})

test('rules can be removed while the proxy runs', async () => {
  proxy.setRules([ruleOf([{ kind: 'refuse' }])])
  expect(await post('/things/', 'a')).toBe('ECONNRESET')
  proxy.setRules([])
  expect(await post('/things/', 'a')).toBe(201)
})

describe('the fault for a key', () => {
  const kinds: FaultKind[] = [{ kind: 'delay', delay_ms: 5 }, { kind: 'drop-response' }, { kind: 'refuse' }]

  test('depends on seed and key alone', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (key) => {
        expect(faultFor(ruleOf(kinds, 0.4), key)).toEqual(faultFor(ruleOf(kinds, 0.4), key))
      }),
    )
  })

  test('hits the stated share, each kind equally', () => {
    const counts = new Map<string, number>()
    for (let i = 0; i < 9_000; i++) {
      const kind = faultFor(ruleOf(kinds, 0.4), `key-${i}`)?.kind ?? 'none'
      counts.set(kind, (counts.get(kind) ?? 0) + 1)
    }
    expect((counts.get('none') ?? 0) / 9_000).toBeCloseTo(0.6, 1)
    for (const { kind } of kinds) expect((counts.get(kind) ?? 0) / 9_000).toBeCloseTo(0.4 / 3, 1)
  })

  test('chooses a kind as often as its weight says', () => {
    const weighted = ruleOf([{ kind: 'drop-response' }, { kind: 'refuse', weight: 4 }])
    const refused = Array.from({ length: 9_000 }, (_, i) => faultFor(weighted, `key-${i}`)?.kind === 'refuse')
    expect(refused.filter(Boolean).length / 9_000).toBeCloseTo(0.8, 1)
  })
})
