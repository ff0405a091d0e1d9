import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Role, roles } from '#generated/roles.ts'
import type { ServerOperation } from '#platform/http/route.ts'
import { tokenOf } from '#services/testing.ts'
import { readService, type ServiceContract } from '../contract/contracts.ts'
import { mayBeNone } from '../support/no-empty-each.ts'
import {
  callerFor,
  changedBody,
  type ExampleRequest,
  exampleRequest,
  otherId,
  subjectOf,
  urlOf,
} from './example-requests.ts'
import { exclusions } from './exclusions.ts'
import { builtServices, newKey, type RunningServer, startServer } from './servers.ts'

// Every refusal that an operation declares, on its real server: each request is the specification's own example with
// one thing wrong.

type Sent = { status: number; mediaType: string; type: string | undefined; cacheControl: unknown }
type Change = {
  url?: string
  headers?: Record<string, string | undefined>
  payload?: string
  body?: unknown
}

/** These refusals have other causes or need existing data: tested below, or in the tests of their services. */
const elsewhere = new Set([
  'lireCommandesParClient 503',
  'relancerLettreMorte 409',
  'relancerLettreMorte 422',
  'changerEtatLot 409',
  'demarrerCheckoutSaga 409',
  'demarrerCheckoutSaga 422',
  'forcerCompensation 409',
  'relancerSaga 409',
  'rejeterDemande 409',
  'rejeterDemande 422',
  'validerDemande 409',
  'validerDemande 422',
  'forcerAnnulationValidation 409',
  'relancerValidation 409',
  'cloreValidation 409',
  'ajouterProduitPanier 422',
  'modifierAdresseLivraison 422',
  'modifierQuantitePanier 422',
  'modifierEmploye 422',
  'changerMotDePasseClient 409',
  'changerMotDePasseClient 422',
  'changerMotDePasseEmploye 409',
  'changerMotDePasseEmploye 422',
  'definirMotDePasseProvisoire 409',
  'definirMotDePasseProvisoire 422',
  'initierCheckoutChoreo 422',
])
const isHere = ({ operationId }: ServerOperation, status: number): boolean =>
  !(`${operationId} ${status}` in exclusions || elsewhere.has(`${operationId} ${status}`))

const contracts = new Map<string, ServiceContract>(
  await Promise.all(builtServices.map(async (name) => [name, await readService(name)] as const)),
)
const operationsOf = (service: string): ServerOperation[] => Object.values(contracts.get(service)?.operations ?? {})
const declares = (service: string, { operationId }: ServerOperation, status: number): boolean =>
  contracts.get(service)?.responses[operationId]?.[status] !== undefined

/** Runs statements on a service's database that its own role may not run. */
const asOwner = async (pool: RunningServer['pool'], ...statements: ((database: string) => string)[]): Promise<void> => {
  const [row] = await pool.query<{ name: string }>({ name: 'database', text: 'select current_database() as name' }, [])
  const url = new URL(inject('postgresUrl'))
  for (const statement of statements) {
    const text = statement(row?.name ?? '')
    const admin = new URL(url)
    if (!/^(alter database|select pg_terminate)/.test(text)) admin.pathname = `/${row?.name}`
    const client = new pg.Client({ connectionString: admin.href })
    await client.connect()
    try {
      await client.query(text)
    } finally {
      await client.end()
    }
  }
}

const holdEveryKey = `create or replace function idempotency_begin(p_scope text, p_key text, p_fingerprint bytea) returns json
  language sql as $$ select '{"kind":"in-flight"}'::json $$`

/** Not every service has an operation of each kind; all of them together do. */
const casesOf = new Map<string, number>()
const counted = <Case>(kind: string, cases: readonly Case[]): readonly Case[] => {
  casesOf.set(kind, (casesOf.get(kind) ?? 0) + cases.length)
  return mayBeNone(cases)
}

describe.each(builtServices)('%s', (service) => {
  let running: RunningServer
  beforeAll(async () => {
    running = await startServer(service, { postgresUrl: inject('postgresUrl'), redisUrl: inject('redisUrl') })
  })
  afterAll(() => running.stop())

  const send = async (example: ExampleRequest, change: Change = {}): Promise<Sent> => {
    const { operation, headers, body } = example
    const subject = subjectOf(example)
    const all: Record<string, string | undefined> = {
      'x-gateway-secret': running.gatewaySecret,
      'x-consumer-username': callerFor(operation),
      ...(operation.headers ? { ...headers, 'idempotency-key': newKey() } : {}),
      ...(subject ? { authorization: `Bearer ${await tokenOf(subject.role, subject.id)}` } : {}),
      ...(body === undefined && change.payload === undefined ? {} : { 'content-type': 'application/json' }),
      ...change.headers,
    }
    const given = 'body' in change ? change.body : body
    const payload = change.payload ?? (given === undefined ? undefined : JSON.stringify(given))
    const response = await running.server.inject({
      method: operation.method as 'GET',
      url: change.url ?? urlOf(example),
      headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)),
      ...(payload === undefined ? {} : { payload }),
    })
    const mediaType = String(response.headers['content-type']).split(';')[0] ?? ''
    return {
      status: response.statusCode,
      mediaType,
      type: mediaType === 'application/problem+json' ? response.json().type : undefined,
      cacheControl: response.headers['cache-control'],
    }
  }
  const refusal = (status: number, slug: string): Sent => ({
    status,
    mediaType: 'application/problem+json',
    type: `urn:sagabench:problem:${slug}`,
    cacheControl: 'no-store',
  })
  const each = (status: number): [string, ExampleRequest][] =>
    operationsOf(service)
      .filter((operation) => declares(service, operation, status) && isHere(operation, status))
      .map((operation) => [operation.operationId, exampleRequest(service, operation)])

  it.each(
    operationsOf(service).map((operation) => [operation.operationId, exampleRequest(service, operation)] as const),
  )('%s answers the example of its specification as declared, on an empty database', async (_id, example) => {
    const { status, cacheControl } = await send(example)
    expect(cacheControl).toBe('no-store') // no cache may keep any answer
    expect(declares(service, example.operation, status), `status ${status}`).toBe(true)
    expect(status).not.toBe(400)
  })

  it.each(counted('400', each(400)))('400: %s rejects an address with U+0000', async (_id, example) => {
    expect(await send(example, { url: `${example.operation.url}?x=%00` })).toEqual(refusal(400, 'validation'))
  })

  it.each(counted('401', each(401)))('401: %s answers only through the gateway', async (_id, example) => {
    expect(await send(example, { headers: { 'x-gateway-secret': 'guessed' } })).toEqual(
      refusal(401, 'gateway-required'),
    )
  })

  it.each(
    counted(
      '403 by caller',
      each(403).filter(([, { operation }]) => operation.callers !== undefined),
    ),
  )('403: %s rejects another caller', async (_id, example) => {
    const headers = { 'x-consumer-username': 'application-of-others' }
    expect(await send(example, { headers })).toEqual(refusal(403, 'forbidden'))
  })

  it.each(
    counted(
      '403 of staff',
      each(403).filter(([, { operation }]) => Object.keys(operation.roleCallers ?? {}).length > 0),
    ),
  )('403: %s rejects a staff token through another caller', async (_id, example) => {
    const [role] = Object.keys(example.operation.roleCallers ?? {}) as Role[]
    const authorization = `Bearer ${await tokenOf(role ?? 'client', 'someone')}`
    const headers = { 'x-consumer-username': 'application-of-others', authorization }
    expect(await send(example, { headers })).toEqual(refusal(403, 'forbidden'))
  })

  it.each(
    counted(
      '403 by role',
      each(403).filter(([, { operation }]) => operation.roles !== undefined && operation.roles.length < roles.length),
    ),
  )('403: %s rejects a token of every other role', async (_id, example) => {
    const others = roles.filter((role) => !example.operation.roles?.includes(role))
    expect(others.length).toBeGreaterThan(0)
    for (const other of others) {
      const headers = { authorization: `Bearer ${await tokenOf(other, 'someone')}` }
      expect(await send(example, { headers })).toEqual(refusal(403, 'forbidden'))
    }
  })

  it.each(counted('413', each(413)))('413: %s rejects a body that is too large', async (_id, example) => {
    expect(await send(example, { payload: JSON.stringify({ x: 'x'.repeat(70_000) }) })).toEqual(
      refusal(413, 'payload-too-large'),
    )
  })

  it.each(counted('415', each(415)))('415: %s rejects a body that is not JSON', async (_id, example) => {
    expect(await send(example, { headers: { 'content-type': 'text/plain' }, payload: 'stock' })).toEqual(
      refusal(415, 'unsupported-media-type'),
    )
  })

  it.each(counted('422', each(422)))(
    '422: %s rejects a key that was used for another request',
    async (_id, example) => {
      const headers = { 'idempotency-key': newKey() }
      await send(example, { headers })
      const body = changedBody(example.body)
      const [[name, value] = ['', '']] = Object.entries(example.path)
      const path = { ...example.path, [name]: otherId(value) }
      const other = body === undefined ? { ...example, path } : { ...example, body }
      expect(await send(other, { headers })).toEqual(refusal(422, 'idempotency-key-reused'))
      const quoted = { 'idempotency-key': `"${headers['idempotency-key']}"` } // the same key in its other form
      expect(await send(other, { headers: quoted })).toEqual(refusal(422, 'idempotency-key-reused'))
    },
  )

  it.each(
    counted(
      '409',
      each(409).filter(([, { operation }]) => operation.headers !== undefined),
    ),
  )('409: %s rejects a key whose first request is still being processed', async (_id, example) => {
    await asOwner(running.pool, () => holdEveryKey)
    expect(await send(example)).toEqual(refusal(409, 'idempotency-in-flight'))
  })

  it('503: every operation reports that its database is down', async () => {
    await asOwner(
      running.pool,
      (name) => `alter database ${name} allow_connections false`,
      (name) => `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
    )
    const answers: [string, Sent][] = []
    for (const [id, example] of each(503)) answers.push([id, await send(example)])
    expect(answers.filter(([, { status }]) => status !== 503)).toEqual([])
  })
})

it('503: a read model reports that Redis is down', async () => {
  const servers = { postgresUrl: inject('postgresUrl'), redisUrl: 'redis://127.0.0.1:9' }
  const running = await startServer('event-store', servers, { takeRedis: (url) => url })
  try {
    const response = await running.server.inject({
      url: `/api/event-store/cqrs/orders-by-client/${newKey()}`,
      headers: { 'x-gateway-secret': running.gatewaySecret, 'x-consumer-username': 'application-administration' },
    })
    expect([response.statusCode, response.json().type]).toEqual([503, 'urn:sagabench:problem:interrupted'])
  } finally {
    await running.stop()
  }
})

it('each kind of refusal is tried with some operation of some service', () => {
  expect(casesOf.size).toBeGreaterThan(8)
  expect([...casesOf].filter(([, cases]) => cases === 0)).toEqual([])
})
