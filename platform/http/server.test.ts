import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { createLog } from '../base/log.ts'
import { listen } from './server.ts'
import { ask, build, gateway, gatewaySecret } from './testing.ts'

describe('who may call', () => {
  test('a request that bypasses the gateway is 401, on unknown paths too', async () => {
    for (const url of ['/boxes/', '/nothing/', '/health/../boxes/', '/metrics/x'])
      for (const secret of ['', 'a-secret-of-the-gatewaz'])
        expect(await ask({ method: 'GET', url, headers: { 'x-gateway-secret': secret } })).toMatchObject({
          status: 401,
          body: { type: 'urn:sagabench:problem:gateway-required' },
        })
  })

  test('health and metrics are open', async () => {
    const server = build()
    for (const url of ['/health/live', '/health/ready', '/metrics'])
      expect((await server.inject({ url })).statusCode).toBe(200)
  })

  test('not ready is 503', async () => {
    const answer = await ask(
      { url: '/health/ready' },
      build(() => Promise.reject(new Error('no store'))),
    )
    expect(answer).toMatchObject({ status: 503, body: { type: 'urn:sagabench:problem:unavailable' } })
  })

  test.each([
    ['service-a', 200],
    ['worker-x', 200],
    ['service-ab', 403],
    ['', 403],
  ])('consumer "%s" gets %i from an operation that lists its callers', async (caller, status) => {
    expect(
      (await ask({ method: 'POST', url: '/boxes/pack/', headers: { 'x-consumer-username': caller } })).status,
    ).toBe(status)
  })
})

describe('headers about the caller', () => {
  const trace = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
  const seenOf = async (headers: Record<string, string>) => {
    const keyed = { 'content-type': 'application/json', 'idempotency-key': 'k-12345678', ...headers }
    const payload = { id: '7d9f2c1e-4b3a-4c5d-8e6f-0a1b2c3d4e5f', size: 3 }
    return (await ask({ method: 'POST', url: '/parcels/', payload, headers: keyed })).body
  }

  test('a traceparent in the W3C form is kept; without one there is none', async () => {
    expect((await seenOf({ traceparent: trace })).traceparent).toBe(trace)
    expect((await seenOf({})).traceparent).toBeUndefined()
  })

  test.each([
    'person@example.org',
    '<script>',
    'a'.repeat(8_000),
    trace.toUpperCase(),
    `${trace}-x`,
    `${trace}, ${trace}`,
  ])('an invalid traceparent is dropped, and a new trace begins: %s', async (traceparent) => {
    const seen = (await seenOf({ traceparent })).traceparent
    expect(seen).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/)
    expect(traceparent.toLowerCase()).not.toContain(seen.slice(3, 35))
  })

  test('a valid correlation id is kept', async () => {
    for (const id of ['mine-1', '0192f3c4-7b1e-7c3a-9d42-5f0e8a6b1c2d:step-2', 'x'.repeat(128)])
      expect((await seenOf({ 'x-correlation-id': id })).correlationId).toBe(id)
  })

  test.each(['person@example.org', '<b>', 'a b', 'a,b', '{"a":1}', 'x'.repeat(129), 'é', '\u001b[31m'])(
    'an invalid correlation id is replaced: %s',
    async (id) => {
      expect((await seenOf({ 'x-correlation-id': id })).correlationId).toMatch(
        /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
      )
    },
  )
})

describe('failures', () => {
  test.each([
    ['bug', 500, 'internal'],
    ['store', 503, 'interrupted'],
    ['busy', 503, 'unavailable'],
  ])('%s is answered %i %s and reveals no internals', async (how, status, slug) => {
    const answer = await ask({ url: `/fail/${how}/` })
    expect(answer).toMatchObject({ status, body: { type: `urn:sagabench:problem:${slug}` } })
    expect(JSON.stringify(answer.body)).not.toContain('secret detail')
  })

  test('an answered 409 counts under its operation and status', async () => {
    const server = build()
    await ask({ url: '/fail/no/' }, server)
    const { body } = await server.inject({ url: '/metrics' })
    const line = body.split('\n').find((each) => each.startsWith('http_request_duration_seconds_count'))
    expect(line).toMatch(/operation="fail",status="409"\} 1$/)
  })
})

describe('on the wire', () => {
  const raw = async (base: string, request: string): Promise<string> => {
    const socket = connect(Number(new URL(base).port), '127.0.0.1')
    socket.end(request)
    let answer = ''
    for await (const chunk of socket) answer += chunk
    return answer
  }

  test('a malformed request gets a problem, not a stack trace', async () => {
    const base = await listen(build(), { host: '127.0.0.1', port: 0 })
    const answer = await raw(base, 'GET / HTTP/1.1\r\nHost : x\r\n\r\n')
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect(answer).toContain('application/problem+json')
    expect(
      await raw(
        base,
        `GET /%zz HTTP/1.1\r\nHost: x\r\nX-Gateway-Secret: ${gatewaySecret}\r\nConnection: close\r\n\r\n`,
      ),
    ).toContain('urn:sagabench:problem:validation')
  })

  test('a method unknown to all routes is 405 and lists the known ones', async () => {
    const base = await listen(build(), { host: '127.0.0.1', port: 0 })
    for (const method of ['PROPFIND', 'BREW'])
      expect(
        await raw(
          base,
          `${method} /boxes/ HTTP/1.1\r\nHost: x\r\nX-Gateway-Secret: ${gatewaySecret}\r\nConnection: close\r\n\r\n`,
        ),
      ).toMatch(/^HTTP\/1\.1 405 [\s\S]*allow: GET, HEAD, POST[\s\S]*urn:sagabench:problem:method-not-allowed/)
  })

  test('headers above the limit are 431', async () => {
    const base = await listen(build(), { host: '127.0.0.1', port: 0 })
    expect(await raw(base, `GET /boxes/ HTTP/1.1\r\nHost: x\r\nA: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431 [\s\S]*problem\+json/,
    )
  })

  test.each([
    ['headers', 'POST /boxes/ HTTP/1.1\r\nHost: x\r\n'],
    [
      'a body',
      `POST /boxes/ HTTP/1.1\r\nHost: x\r\nX-Gateway-Secret: ${gatewaySecret}\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{`,
    ],
  ])(
    '%s that never end are cut off with 408',
    async (_what, start) => {
      const limits = { requestTimeoutMs: 200, headersTimeoutMs: 100, connectionsCheckMs: 50 }
      const base = await listen(
        build(async () => {}, limits),
        { host: '127.0.0.1', port: 0 },
      )
      const socket = connect(Number(new URL(base).port), '127.0.0.1')
      socket.write(start)
      let answer = ''
      for await (const chunk of socket) answer += chunk
      expect(answer).toMatch(/^HTTP\/1\.1 408 [\s\S]*urn:sagabench:problem:request-timeout/)
    },
    3_000,
  )

  test.each([
    ['a length', 'Content-Length: 5000\r\n\r\n{"id":'],
    ['chunks', 'Transfer-Encoding: chunked\r\n\r\n5\r\n{"id"\r\n'],
  ])('a client that disconnects within a body with %s causes one log line without a stack', async (_what, rest) => {
    const lines: string[] = []
    const log = createLog({ name: 'test' }, { write: (line: string) => void lines.push(line) })
    const base = await listen(build(undefined, {}, log), { host: '127.0.0.1', port: 0 })
    const socket = connect(Number(new URL(base).port), '127.0.0.1')
    socket.write(
      `POST /boxes/open/ HTTP/1.1\r\nHost: x\r\nX-Gateway-Secret: ${gatewaySecret}\r\nContent-Type: application/json\r\n${rest}`,
      () => socket.resetAndDestroy(),
    )
    const logged = (): string[] => lines.filter((line) => line.includes('openBox'))
    await expect.poll(logged, { timeout: 5_000 }).toHaveLength(1)
    expect(JSON.parse(logged()[0] ?? '')).toMatchObject({
      level: 'info',
      msg: 'client disconnected before its request was complete',
    })
    expect(lines.join('')).not.toMatch(/stack| {4}at /)
  })

  test('a body that arrives byte by byte is cut off too, however steadily', async () => {
    const limits = { requestTimeoutMs: 200, headersTimeoutMs: 100, connectionsCheckMs: 50 }
    const base = await listen(
      build(async () => {}, limits),
      { host: '127.0.0.1', port: 0 },
    )
    const socket = connect(Number(new URL(base).port), '127.0.0.1')
    socket.on('error', () => {})
    socket.write(
      `POST /boxes/ HTTP/1.1\r\nHost: x\r\nX-Gateway-Secret: ${gatewaySecret}\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n`,
    )
    const drip = setInterval(() => socket.write(' '), 20)
    let answer = ''
    for await (const chunk of socket) answer += chunk
    clearInterval(drip)
    expect(answer).toMatch(/^HTTP\/1\.1 408 /)
  }, 5_000)

  test('a request that arrives on an open connection while the server closes is 503', async () => {
    const entered = Promise.withResolvers<void>()
    const held = Promise.withResolvers<void>()
    const server = build(() => {
      entered.resolve()
      return held.promise
    })
    const base = await listen(server, { host: '127.0.0.1', port: 0 })
    const socket = connect(Number(new URL(base).port), '127.0.0.1')
    socket.write('GET /health/ready HTTP/1.1\r\nHost: x\r\n\r\nGET /health/live HTTP/1.1\r\nHost: x\r\n\r\n')
    await entered.promise
    const closed = server.close()
    await expect.poll(() => server.server.listening).toBe(false)
    socket.write('GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n')
    held.resolve()
    let answers = ''
    for await (const chunk of socket) answers += chunk
    const statuses = [...answers.matchAll(/HTTP\/1\.1 (\d+)/g)].map((match) => match[1])
    expect(statuses[0]).toBe('200')
    expect(statuses.at(-1)).toBe('503')
    expect(answers).toContain('urn:sagabench:problem:unavailable')
    await closed
  })

  test('a closing server answers the request in flight and refuses later ones', async () => {
    const entered = Promise.withResolvers<void>()
    const held = Promise.withResolvers<void>()
    const server = build(() => {
      entered.resolve()
      return held.promise
    })
    const base = await listen(server, { host: '127.0.0.1', port: 0 })
    const answer = fetch(`${base}/health/ready`)
    await entered.promise
    const closed = server.close()
    await expect.poll(() => server.server.listening).toBe(false)
    await expect(fetch(`${base}/health/live`)).rejects.toThrow()
    held.resolve()
    expect((await answer).status).toBe(200)
    await closed
  })

  test('a stream of events ends when the server closes', async () => {
    const server = build()
    const base = await listen(server, { host: '127.0.0.1', port: 0 })
    const response = await fetch(`${base}/follow/`, { headers: gateway })
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    const reader = response.body?.getReader()
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('data: 1\n\n')
    const closed = server.close()
    expect(await reader?.read()).toMatchObject({ done: true })
    await closed
  })
})
