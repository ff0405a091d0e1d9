import { describe, expect, test } from 'vitest'
import { createMetrics } from '../base/metrics.ts'
import {
  type Answer,
  drop,
  failureOf,
  hang,
  inFlight,
  json,
  keyed,
  ok,
  open,
  read,
  refused,
  request,
  serve,
  technical,
  write,
} from './client-testing.ts'
import { parseIdempotencyKey } from './idempotency-key.ts'

describe('a request', () => {
  test('contains path, query, body and the headers of its options', async () => {
    const { baseUrl, seen } = await serve(ok)
    await open(baseUrl).call(
      write,
      { path: { id: 'a/b' }, query: { q: 'x y', ids: [1, 2], none: undefined }, body: { a: 1 } },
      { ...keyed, token: 't', prefer: 'wait=1', correlationId: 'c', traceparent: 'p', epoch: 3 },
    )
    expect(seen[0]).toMatchObject({ method: 'POST', url: '/things/a%2Fb/?q=x%20y&ids=1%2C2', body: '{"a":1}' })
    expect(seen[0]?.headers).toMatchObject({
      'x-api-key': 'key',
      'idempotency-key': 'k-12345678',
      authorization: 'Bearer t',
      prefer: 'wait=1',
      'x-correlation-id': 'c',
      traceparent: 'p',
      'x-saga-epoch': '3',
      'content-type': 'application/json',
    })
  })

  test('reuses connections for the next calls', async () => {
    const { baseUrl, server } = await serve(ok)
    let connections = 0
    server.on('connection', () => connections++)
    const transport = open(baseUrl)
    for (let i = 0; i < 5; i++) await transport.call(read, { path: { id: 1 } })
    expect(connections).toBeLessThanOrEqual(2) // the next call may start before undici has freed the first
  })

  test('sends a digest for a key that fits no header, the same for the same key', async () => {
    const { baseUrl, seen } = await serve(ok)
    const transport = open(baseUrl)
    const keys = [
      'order-1:délai dépassé',
      'order-2:délai dépassé',
      `order-1:${'x'.repeat(200)}`,
      'order-1:DELAI_DEPASSE',
    ]
    for (const idempotencyKey of [...keys, ...keys]) await transport.call(write, request, { idempotencyKey })
    const sent = seen.map(({ headers }) => String(headers['idempotency-key']))
    expect(sent.slice(4)).toEqual(sent.slice(0, 4))
    expect(new Set(sent).size).toBe(4)
    expect(sent[3]).toBe(keys[3])
    for (const key of sent) expect(parseIdempotencyKey(key)).toEqual({ key })
  })
})

describe('an answer', () => {
  test('with a documented status is a value, even if it is a refusal', async () => {
    const { baseUrl } = await serve(ok, refused)
    const transport = open(baseUrl)
    expect(await transport.call(write, request)).toMatchObject({ status: 200, body: { done: true } })
    expect(await transport.call(write, request)).toMatchObject({ status: 409, body: { left: 1 } })
  })

  test.each<[string, Answer, object]>([
    [
      '429',
      json(429, {}, { 'retry-after': '2' }),
      { effect: 'none', reason: 'unexpected-status', status: 429, retryAfterMs: 2000 },
    ],
    ['503 unavailable', technical('unavailable'), { effect: 'none', reason: 'unexpected-status', status: 503 }],
    ['503 interrupted', technical('interrupted'), { effect: 'unknown', reason: 'unexpected-status', status: 503 }],
    ['503 without a problem', json(503, {}), { effect: 'unknown', reason: 'unexpected-status', status: 503 }],
    ['500', technical('internal'), { effect: 'unknown', reason: 'unexpected-status', status: 500 }],
    ['403 with a problem', technical('forbidden'), { effect: 'none', reason: 'unexpected-status', status: 403 }],
    ['404 without a problem', json(404, {}), { effect: 'unknown', reason: 'unexpected-status', status: 404 }],
    [
      '409 with a problem that the operation does not document',
      json(409, { type: 'urn:sagabench:problem:too-much', title: 'x', status: 409 }),
      { effect: 'unknown', reason: 'unknown-problem', status: 409 },
    ],
    [
      '503 with a problem that the operation does not document',
      json(503, { type: 'urn:sagabench:problem:too-much', title: 'x', status: 503 }),
      { effect: 'unknown', reason: 'unknown-problem', status: 503 },
    ],
    [
      '404 with a problem under a status that the operation does not document',
      json(404, { type: 'urn:sagabench:problem:too-much', title: 'x', status: 404 }),
      { effect: 'unknown', reason: 'unexpected-status', status: 404 },
    ],
    ['409 in flight', inFlight, { effect: 'unknown', reason: 'in-flight', status: 409 }],
    [
      '200 that is not JSON',
      (_, response) => response.end('<html>'),
      { effect: 'unknown', reason: 'unexpected-status', status: 200 },
    ],
    [
      '200 with broken JSON',
      (_, response) => response.setHeader('content-type', 'application/json').end('{'),
      { effect: 'unknown', reason: 'network' },
    ],
    ['a dropped connection', drop, { effect: 'unknown', reason: 'network' }],
    ['no answer in time', hang, { effect: 'unknown', reason: 'timeout' }],
  ])('%s fails and reports whether there was an effect', async (_what, answer, expected) => {
    const { baseUrl, seen } = await serve(answer)
    expect(await failureOf(open(baseUrl, { timeoutMs: 500 }).call(write, request))).toMatchObject({
      operationId: 'write',
      ...expected,
    })
    expect(seen).toHaveLength(1)
  })

  test('cut off in the middle has an unknown effect', async () => {
    const { baseUrl } = await serve((incoming, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
      response.write('{"done":')
      setTimeout(() => incoming.socket.destroy(), 20)
    })
    expect(await failureOf(open(baseUrl).call(write, request))).toMatchObject({ effect: 'unknown', reason: 'network' })
  })
})

describe('an unsent request has no effect:', () => {
  test('a refused connection', async () => {
    const { baseUrl, server } = await serve(ok)
    await new Promise((resolve) => server.close(resolve))
    expect(await failureOf(open(baseUrl).call(write, request))).toMatchObject({ effect: 'none', reason: 'network' })
  })

  test('a call that times out waiting for a connection, which is not sent later either', async () => {
    const held = Promise.withResolvers<void>()
    const hold: Answer = (incoming, response, body) => void held.promise.then(() => ok(incoming, response, body))
    const { baseUrl, seen } = await serve(hold, ok)
    const transport = open(baseUrl, { connections: 1 })
    const first = transport.call(write, { ...request, body: 1 })
    const failure = await failureOf(transport.call(write, { ...request, body: 2 }, { timeoutMs: 50 }))
    expect(failure).toMatchObject({ effect: 'none', reason: 'timeout' })
    held.resolve()
    await first
    await transport.call(write, { ...request, body: 3 })
    expect(seen.map(({ body }) => body)).toEqual(['1', '3'])
  })

  test('a call aborted before it began', async () => {
    const { baseUrl, seen } = await serve(ok)
    const failure = await failureOf(open(baseUrl).call(read, request, { signal: AbortSignal.abort() }))
    expect(failure).toMatchObject({ effect: 'none', reason: 'aborted' })
    expect(seen).toHaveLength(0)
  })
})

describe('a stream', () => {
  test('yields the text of its events until the caller aborts', async () => {
    const { baseUrl } = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('data: é\n\n')
    })
    const abort = new AbortController()
    const { stream } = await open(baseUrl).stream<{ stream: AsyncIterable<string> }>(read, request, {
      signal: abort.signal,
    })
    const chunks: string[] = []
    await expect(
      (async () => {
        for await (const chunk of stream) {
          chunks.push(chunk)
          abort.abort()
        }
      })(),
    ).rejects.toThrow()
    expect(chunks).toEqual(['data: é\n\n'])
  })
})

test('the duration of every attempt is recorded by service', async () => {
  const { baseUrl } = await serve(ok)
  const own = createMetrics({ name: 'own' })
  await open(baseUrl, { metrics: own }).call(write, request)
  expect(await own.registry.metrics()).toMatch(/external_service_call_duration_seconds_count\{.*service="store".*\} 1/)
})
