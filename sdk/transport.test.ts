import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { initierCheckoutChoreo, lirePanier } from '#generated/ecommerce/client.ts'
import { CallFailure } from '#platform/http/failure.ts'
import { answer, hangUp, problemAnswer, type Script, serveScript, silence } from './testing.ts'
import { createTransport, type TransportOptions } from './transport.ts'

const client = '7d9f2c1e-4b3a-4c5d-8e6f-0a1b2c3d4e5f'
const panier = { client_id: client, lignes: [] }
const accepted = answer(202, { checkout_id: 'c', etat: 'EN_COURS' })

const opened: Script[] = []
const serve = async (...steps: Parameters<typeof serveScript>): Promise<Script> => {
  const script = await serveScript(...steps)
  opened.push(script)
  return script
}
afterEach(async () => {
  await Promise.all(opened.splice(0).map((script) => script.close()))
})

const transport = ({ baseUrl }: Pick<Script, 'baseUrl'>, options: Partial<TransportOptions> = {}) =>
  createTransport({ baseUrl, apiKey: 'key', random: () => 0, ...options })
const start = (script: Script, options: Partial<TransportOptions> = {}, call = {}) =>
  initierCheckoutChoreo(transport(script, options), { path: { id: client } }, call)
const read = (script: Pick<Script, 'baseUrl'>, options: Partial<TransportOptions> = {}, call = {}) =>
  lirePanier(transport(script, options), { path: { id: client } }, call)
const failure = async (call: Promise<unknown>): Promise<CallFailure> => {
  const error = await call.catch((error: unknown) => error)
  if (!(error instanceof CallFailure)) throw new Error(`expected a CallFailure, got ${JSON.stringify(error)}`)
  return error
}

describe('an Idempotency-Key', () => {
  test('is generated once for a call with an effect, and is the same in all its attempts', async () => {
    const script = await serve(hangUp, problemAnswer(503, 'unavailable'), accepted)
    expect(await start(script)).toEqual({ status: 202, body: { checkout_id: 'c', etat: 'EN_COURS' } })
    const keys = script.seen.map(({ headers }) => headers['idempotency-key'])
    expect(keys).toHaveLength(3)
    expect(new Set(keys).size).toBe(1)
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/)
  })

  test('is new for each call, can be set by the caller, and is not sent with a call without effect', async () => {
    const script = await serve(accepted, accepted, accepted, answer(200, panier))
    await start(script)
    await start(script)
    await start(script, {}, { idempotencyKey: 'my-own-key' })
    await read(script)
    const [first, second, third, fourth] = script.seen.map(({ headers }) => headers['idempotency-key'])
    expect(first).not.toBe(second)
    expect([third, fourth]).toEqual(['my-own-key', undefined])
  })

  test('is sent in quoted form if it needs it; one that no header can contain is rejected before the call', async () => {
    const script = await serve(accepted, accepted)
    await start(script, {}, { idempotencyKey: 'order 7, "first"' })
    await start(script, {}, { idempotencyKey: '"my-own-key"' })
    const sent = script.seen.map(({ headers }) => headers['idempotency-key'])
    expect(sent).toEqual(['"order 7, \\"first\\""', '"my-own-key"'])
    await expect(start(script, {}, { idempotencyKey: 'clé-12345678' })).rejects.toThrow(/^idempotencyKey .* must /)
    expect(script.seen).toHaveLength(2)
  })

  test('is in the failure of a call that may have had an effect, so that the call can be repeated', async () => {
    const script = await serve(hangUp)
    const { idempotencyKey, effect } = await failure(start(script, { retries: 1 }))
    expect(effect).toBe('unknown')
    expect(script.seen.map(({ headers }) => headers['idempotency-key'])).toEqual([idempotencyKey, idempotencyKey])
  })
})

describe('a failed attempt', () => {
  test.each([
    ['a cut connection', hangUp],
    ['a request in flight', problemAnswer(409, 'idempotency-in-flight')],
    ['an overloaded service', problemAnswer(503, 'unavailable')],
    ['a rate limit', problemAnswer(429, 'too-many-requests')],
    ['a bug', problemAnswer(500, 'internal')],
  ])('is retried after %s', async (_what, first) => {
    const script = await serve(first, accepted)
    expect((await start(script)).status).toBe(202)
    expect(script.seen).toHaveLength(2)
  })

  test.each([
    ['a wrong key', problemAnswer(401, 'unauthenticated')],
    ['a forbidden caller', problemAnswer(403, 'forbidden')],
    ['a body too large', problemAnswer(413, 'payload-too-large')],
  ])('is not retried after %s, which would get the same response', async (_what, first) => {
    const script = await serve(first, accepted)
    expect(await failure(start(script))).toMatchObject({ reason: 'unexpected-status', effect: 'none' })
    expect(script.seen).toHaveLength(1)
  })

  test('is retried no sooner than Retry-After, and not at all if that is too long', async () => {
    const soon = await serve(problemAnswer(429, 'too-many-requests', { 'retry-after': '1' }), answer(200, panier))
    const beganAt = Date.now()
    expect((await read(soon)).status).toBe(200)
    expect(Date.now() - beganAt).toBeGreaterThanOrEqual(990)

    const inAnHour = new Date(Date.now() + 3_600_000).toUTCString()
    const late = await serve(problemAnswer(429, 'too-many-requests', { 'retry-after': inAnHour }), answer(200, panier))
    expect((await failure(read(late))).retryAfterMs).toBeGreaterThan(3_500_000)
    expect(late.seen).toHaveLength(1)
  })

  test('with unknown effect makes the effect of the whole call unknown', async () => {
    const script = await serve(hangUp, problemAnswer(503, 'unavailable'))
    expect(await failure(start(script, { retries: 1 }))).toMatchObject({ status: 503, effect: 'unknown' })
  })

  test('has no effect if no connection was made', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as { port: number }
    server.close()
    await once(server, 'close')
    const refused = await failure(read({ baseUrl: `http://127.0.0.1:${port}` }, { retries: 0 }))
    expect(refused).toMatchObject({ reason: 'network', effect: 'none' })
  })
})

describe('a call ends', () => {
  test('when it times out, and reports that it may have had an effect', async () => {
    const script = await serve(silence)
    expect(await failure(start(script, { timeoutMs: 50, retries: 0 }))).toMatchObject({
      reason: 'timeout',
      effect: 'unknown',
    })
  })

  test.each([
    ['while it waits for a response', silence],
    ['while it waits for a retry', problemAnswer(503, 'unavailable', { 'retry-after': '600' })],
  ])('when its signal aborts %s', async (_what, step) => {
    const abort = new AbortController()
    const script = await serve((response) => {
      step(response)
      response.once('close', () => abort.abort())
      if (step === silence) abort.abort()
    })
    expect((await failure(start(script, { retryAfterMaxMs: 3_600_000 }, { signal: abort.signal }))).reason).toBe(
      'aborted',
    )
    expect(script.seen).toHaveLength(1)
  })

  test('when its transport is closed, and no later call starts', async () => {
    const script = await serve(silence)
    const closing = transport(script, { retries: 0 })
    const running = failure(lirePanier(closing, { path: { id: client } }))
    while (script.seen.length === 0) await new Promise((resolve) => setImmediate(resolve))
    await closing.close()
    expect((await running).reason).toBe('aborted')
    expect(await failure(lirePanier(closing, { path: { id: client } }))).toMatchObject({
      reason: 'aborted',
      effect: 'none',
    })
  })
})

test('a documented refusal is returned, with its problem', async () => {
  const script = await serve(problemAnswer(409, 'panier-vide'))
  const result = await start(script)
  expect(result).toMatchObject({ status: 409, body: { type: 'urn:sagabench:problem:panier-vide' } })
})

test('the token function is called before each attempt, so that a renewed token is used', async () => {
  const tokens = ['old', 'new']
  const script = await serve(problemAnswer(503, 'unavailable'), answer(200, panier))
  await read(script, { token: () => tokens.shift() ?? '' })
  expect(script.seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer old', 'Bearer new'])
})

test('without an API key no header is sent, for pages whose server adds it', async () => {
  const script = await serve(answer(200, panier))
  await lirePanier(createTransport({ baseUrl: script.baseUrl }), { path: { id: client } })
  expect(script.seen[0]?.headers['x-api-key']).toBeUndefined()
})
