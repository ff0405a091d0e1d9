import { describe, expect, test } from 'vitest'
import type { Transport } from './client.ts'
import {
  drop,
  failureOf,
  hang,
  inFlight,
  json,
  keyed,
  ok,
  open,
  read,
  request,
  serve,
  technical,
  write,
} from './client-testing.ts'

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
