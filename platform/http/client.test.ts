import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { createLog } from '../base/log.ts'
import { createMetrics } from '../base/metrics.ts'
import { CallFailure, type ClientOperation, createTransport, type Transport, type TransportOptions } from './client.ts'
import { parseIdempotencyKey } from './idempotency-key.ts'
import { problem, technicalProblems } from './problem.ts'

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void
type Seen = { method: string; url: string; headers: IncomingMessage['headers']; body: string }

const stops: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

const metrics = createMetrics({ name: 'test' })
const log = createLog({ name: 'test', level: 'silent' })

/** A real server that gives these answers in turn and repeats the last. */
const serve = async (...answers: Answer[]): Promise<{ baseUrl: string; seen: Seen[]; server: Server }> => {
  const seen: Seen[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const answer = answers[Math.min(seen.length, answers.length - 1)]
    seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body })
    answer?.(request, response, body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stops.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, server }
}

const open = (baseUrl: string, options: Partial<TransportOptions> = {}): Transport => {
  const transport = createTransport({ baseUrl, apiKey: 'key', metrics, log, random: () => 0, ...options })
  stops.push(() => transport.close())
  return transport
}

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    response.writeHead(status, {
      'content-type': status < 400 ? 'application/json' : 'application/problem+json',
      ...headers,
    })
    response.end(JSON.stringify(body))
  }
const ok = json(200, { done: true })
const technical = (slug: keyof typeof technicalProblems, headers = {}): Answer => {
  const { status, body } = problem(technicalProblems, slug)
  return json(status, body, headers)
}
const inFlight = json(409, { type: 'urn:sagabench:problem:idempotency-in-flight', title: 'x', status: 409 })
const refused = json(409, { type: 'urn:sagabench:problem:too-little', title: 'x', status: 409, left: 1 })
const drop: Answer = (request) => void request.socket.destroy()
const hang: Answer = () => {}

const write: ClientOperation = {
  operationId: 'write',
  service: 'store',
  method: 'POST',
  path: '/things/{id}/',
  safe: false,
  statuses: [200, 409, 503],
  problems: ['too-little'],
}
const read: ClientOperation = { ...write, operationId: 'read', method: 'GET', safe: true }
const request = { path: { id: 7 }, body: { a: 1 } }
const keyed = { idempotencyKey: 'k-12345678' }

const failureOf = (call: Promise<unknown>): Promise<CallFailure> =>
  call.then(
    (answer) => expect.unreachable(`answered ${JSON.stringify(answer)}`),
    (error) => {
      expect(error).toBeInstanceOf(CallFailure)
      return error
    },
  )

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

describe('retries', () => {
  test('keep the idempotency key and the body', async () => {
    const { baseUrl, seen } = await serve(drop, technical('interrupted'), ok)
    expect(await open(baseUrl).call(write, request, { ...keyed, retries: 2 })).toMatchObject({ status: 200 })
    expect(seen.map(({ headers, body }) => [headers['idempotency-key'], body])).toEqual(
      Array(3).fill(['k-12345678', '{"a":1}']),
    )
  })

  test('without a key happen only for safe operations', async () => {
    const { baseUrl, seen } = await serve(drop, drop, ok)
    const transport = open(baseUrl)
    await failureOf(transport.call(write, request, { retries: 5 }))
    expect(seen).toHaveLength(1)
    expect(await transport.call(read, request, { retries: 5 })).toMatchObject({ status: 200 })
  })

  test('stop at their limit, and wait for Retry-After', async () => {
    const { baseUrl, seen } = await serve(technical('unavailable', { 'retry-after': '1' }))
    const slept: number[] = []
    const clock = { now: Date.now, sleep: async (ms: number) => void slept.push(ms) }
    await failureOf(open(baseUrl, { clock }).call(write, request, { ...keyed, retries: 2 }))
    expect(seen).toHaveLength(3)
    expect(slept).toEqual([1000, 1000])
  })

  test('wait a random time below an exponential bound', async () => {
    const { baseUrl } = await serve(drop)
    const slept: number[] = []
    const clock = { now: Date.now, sleep: async (ms: number) => void slept.push(ms) }
    await failureOf(open(baseUrl, { clock, random: () => 0.5 }).call(write, request, { ...keyed, retries: 7 }))
    expect(slept).toEqual([12.5, 25, 50, 100, 200, 400, 500])
  })

  test('report an unknown effect if an earlier attempt may have had one', async () => {
    const { baseUrl } = await serve(drop, technical('unavailable'))
    expect(await failureOf(open(baseUrl).call(write, request, { ...keyed, retries: 1 }))).toMatchObject({
      effect: 'unknown',
      status: 503,
    })
  })

  test('end when the caller aborts', async () => {
    const { baseUrl, seen } = await serve(hang)
    const abort = new AbortController()
    const call = failureOf(open(baseUrl).call(read, request, { retries: 5, signal: abort.signal }))
    await expect.poll(() => seen.length).toBe(1)
    abort.abort()
    expect(await call).toMatchObject({ reason: 'aborted', effect: 'unknown' })
    expect(seen).toHaveLength(1)
  })
})

describe('the breaker', () => {
  const breaker = { callsMin: 5, windowMs: 1_000, halfOpenAfterMs: 100 }
  const fail = async (transport: Transport, times: number): Promise<void> => {
    for (let i = 0; i < times; i++) await failureOf(transport.call(write, request))
  }

  test('opens for the failing operation only, lets undo through, and closes after a good call', async () => {
    const { baseUrl, seen } = await serve(...Array(5).fill(technical('internal')), ok)
    const transport = open(baseUrl, { breaker })
    await fail(transport, 5)
    expect(await failureOf(transport.call(write, request))).toMatchObject({ reason: 'breaker-open', effect: 'none' })
    expect(seen).toHaveLength(5)
    expect(await transport.call(read, request)).toMatchObject({ status: 200 })
    expect(await transport.call(write, request, { breaker: false })).toMatchObject({ status: 200 })
    await expect
      .poll(() => transport.call(write, request).catch(() => undefined), { timeout: 1_000 })
      .toMatchObject({ status: 200 })
  })

  test('does not count refusals, 429 or requests in flight as failures', async () => {
    const { baseUrl, seen } = await serve(json(429, {}), inFlight, technical('forbidden'))
    await fail(open(baseUrl, { breaker }), 12)
    expect(seen).toHaveLength(12)
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
