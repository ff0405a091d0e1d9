import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { decode, publishers, stream } from '#generated/events/events.ts'
import {
  creerDemandeReappro,
  lireDemandeReappro,
  listerDemandesReappro,
  verifierStock,
} from '#generated/inventaire/client.ts'
import { exampleEvents, makeKeys, publishExample, publishersOf } from '#generators/mock/events.ts'
import { bundled, loadServices } from '#generators/mock/load.ts'
import { operationsOf } from '#generators/mock/operation.ts'
import { mockServer } from '#generators/mock/server.ts'
import { createLog } from '#platform/base/log.ts'
import { createMetrics } from '#platform/base/metrics.ts'
import { parsePublicKeys } from '#platform/base/public-keys.ts'
import { createTransport, type Transport } from '#platform/http/client.ts'
import { decodeEntry, type RawEntry } from '#platform/stream/entry.ts'
import { openAuthenticity } from '#platform/stream/event-authenticity.ts'
import { takeTestRedis } from '#tests/support/redis.ts'
import { documents } from '../specs/documents.ts'

const apis = [...documents.keys()].filter((file) => file.startsWith('openapi/'))
const names = apis.map((file) => file.replace(/^openapi\/|\.yaml$/g, ''))
const slept: number[] = []

let services: Awaited<ReturnType<typeof loadServices>>
let server: ReturnType<typeof mockServer>
let baseUrl: string
let transport: Transport

beforeAll(async () => {
  services = await loadServices(names)
  const sleep = async (ms: number) => void slept.push(ms)
  server = mockServer(services, { delayMs: 0, errorRate: 0, random: () => 0.5, sleep })
  baseUrl = await server.listen({ host: '127.0.0.1', port: 0, listenTextResolver: () => '' })
  const [metrics, log] = [createMetrics({ name: 'test' }), createLog({ name: 'test', level: 'silent' })]
  transport = createTransport({ baseUrl, apiKey: 'any', metrics, log, breaker: false })
}, 120_000)
afterAll(async () => {
  await transport.close()
  await server.close()
})

const staff = { token: 'any' }
const asked = { magasin_id: 2, produit_id: 9, quantite: 30 }
const lignes = [{ produit_id: 42, quantite: 2 }]

it('every operation of every service has a success response', () => {
  const operations = services.flatMap(({ document }) => operationsOf(document))
  expect(operations.length).toBeGreaterThan(30)
  expect(operations.filter(({ answers }) => !answers.some(({ status }) => status < 400))).toEqual([])
})

describe('through the generated client', () => {
  it('an operation returns its example', async () => {
    expect(await verifierStock(transport, { body: { lignes } })).toMatchObject({
      status: 200,
      body: { lignes: expect.any(Array) },
    })
  })

  it('a created item can be read and listed, and repeating its idempotency key returns it again', async () => {
    const options = { ...staff, idempotencyKey: 'a-key-of-this-test' }
    const created = await creerDemandeReappro(transport, { body: asked }, options)
    expect(created).toMatchObject({ status: 201, body: asked })
    expect(await creerDemandeReappro(transport, { body: asked }, options)).toEqual(created)
    const quoted = { ...options, idempotencyKey: '"a-key-of-this-test"' }
    expect(await creerDemandeReappro(transport, { body: asked }, quoted)).toEqual(created)
    if (created.status !== 201) throw new Error('not created')
    const { demande_id } = created.body
    const read = await lireDemandeReappro(transport, { path: { demande_id } }, staff)
    expect(read).toMatchObject({ status: 200, body: { ...asked, demande_id } })
    const list = await listerDemandesReappro(transport, { query: {} }, staff)
    expect(JSON.stringify(list.body).split(demande_id).length - 1).toBe(1)
  })

  it('an invalid request is rejected, as by the real service', async () => {
    const result = await verifierStock(transport, { body: { lignes: [] } })
    expect(result).toMatchObject({ status: 400, body: { errors: [{ field: '/lignes' }] } })
  })
})

const post = (headers: Record<string, string>) =>
  fetch(`${baseUrl}/api/inventaire/verifier-stock/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ lignes }),
  })

describe('by header', () => {
  it('a request can select another documented response; an undocumented one is rejected with the list', async () => {
    const refusal = await post({ 'x-mock-status': '409' })
    expect([refusal.status, await refusal.json()]).toMatchObject([
      409,
      { type: 'urn:sagabench:problem:stock-insuffisant' },
    ])
    const unknown = await post({ 'x-mock-status': '418' })
    expect([unknown.status, await unknown.json()]).toMatchObject([400, { detail: expect.stringContaining('200, 400') }])
  })

  it('a request can ask for a delay or an error rate', async () => {
    expect((await post({ 'x-mock-delay-ms': '700' })).status).toBe(200)
    expect(slept).toContain(700)
    expect((await post({ 'x-mock-error-rate': '0.6' })).status).toBe(503)
    expect((await post({ 'x-mock-error-rate': '0.4' })).status).toBe(200)
    expect((await post({ 'x-mock-error-rate': 'often' })).status).toBe(400)
  })
})

it('the examples of all events are published with signatures that every consumer accepts', async () => {
  const redis = new Redis(await takeTestRedis(inject('redisUrl')))
  const [document] = await bundled(['specs/asyncapi/checkout.yaml'])
  const examples = exampleEvents(document ?? {})
  const keys = makeKeys(publishersOf(document ?? {}))
  for (const event of examples) await publishExample(redis, event, keys, 1_700_000_000_000)
  const raws = (await redis.xrange(stream, '-', '+')) as RawEntry[]
  const events = raws.map((raw) => decode(decodeEntry(stream, raw, 0)))
  const trusted = parsePublicKeys(keys.publicKeys) ?? new Map()
  const { authenticate } = openAuthenticity({ publishers, trusted })
  for (const [, fields] of raws) expect(() => authenticate?.(stream, fields ?? [])).not.toThrow()
  expect(events).toHaveLength(8)
  expect(events[0]).toMatchObject({ type: 'CheckoutInitiated', eventId: expect.stringMatching(/:CheckoutInitiated$/) })
  redis.disconnect()
})

it('the command reports an unknown service, an unreachable Redis and a port in use', async () => {
  const run = (...args: string[]) => promisify(execFile)(process.execPath, ['generators/mock/main.ts', ...args])
  const [stranger, noRedis, taken] = await Promise.all(
    [
      ['warehouse'],
      ['--events', '--redis-url', 'redis://127.0.0.1:1'],
      ['inventaire', '--port', new URL(baseUrl).port],
    ].map((args) => run(...args).catch((error: unknown) => error)),
  )
  expect(stranger).toMatchObject({
    code: 64,
    stderr: expect.stringContaining('Unknown service warehouse; expected one or more of: '),
  })
  expect(noRedis).toMatchObject({ code: 69, stderr: expect.stringContaining('--redis-url') })
  expect(taken).toMatchObject({ code: 69, stderr: expect.stringContaining('--port') })
}, 120_000)
