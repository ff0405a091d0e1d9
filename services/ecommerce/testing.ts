import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { checkoutFailed, checkoutSucceeded, decode, stream } from '#generated/events/events.ts'
import type { CheckoutEvent } from '#generated/events/types.ts'
import { checkoutCalls } from '#generated/saga/checkout.ts'
import { systemClock } from '#platform/base/clock.ts'
import { createTransport, type Transport } from '#platform/http/client.ts'
import { openPool, type Pool, sql } from '#platform/postgres/pool.ts'
import { type Bus, openBus } from '#platform/stream/bus.ts'
import { decodeEntry } from '#platform/stream/entry.ts'
import { takeTestRedis } from '#tests/support/redis.ts'
import { createCatalogueServer } from '../catalogue/server.ts'
import { createSagaOrchestratorServer } from '../saga-orchestrator/server.ts'
import { type ServerParts, startService, type TestService, tokenOf } from '../testing.ts'
import type { Courriel } from './domain/client.ts'
import { type ClientKeys, openKeys } from './infrastructure/client-keys.ts'
import type { PersonalData } from './infrastructure/client-store.ts'
import { encrypt } from './infrastructure/encryption.ts'
import { folderSender, type MailSender } from './infrastructure/mail-sender.ts'
import { codeFor } from './mail-folder.ts'
import { createEcommerceServer, type EcommerceServer } from './server.ts'

// Shared by ecommerce's tests: the service on real Postgres and Redis, and a real catalogue behind a gateway.

export type Ask = {
  body?: unknown
  key?: string
  token?: string
  prefer?: string
  /** The application that the gateway names; default: the shop's front end. */
  caller?: string
  /** The source address that the gateway saw. */
  from?: string
}

export type Customer = { id: string; token: string; url: string }

export type Shop = {
  pool: Pool
  keys: ClientKeys
  bus: Bus
  catalogue: Pool
  /** The orchestrator, which accepts tokens of the same customers. */
  orchestrator: TestService
  setOrchestratorAway: (isAway: boolean) => void
  /** Stops the gateway in front of the catalogue permanently. */
  stopCatalogue: () => void
  ecommerce: () => EcommerceServer
  /** Stops the service gracefully and restarts it on the same database and stream. */
  restart: (whileDown?: () => Promise<void>) => Promise<void>
  ask: (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, ask?: Ask) => Promise<LightMyRequestResponse>
  newCustomer: () => Promise<Customer>
  /** Registers a person from a network address, and confirms with the code of the message. Returns the id of the new customer. */
  openAccount: (person: { courriel: string; [member: string]: unknown }, from?: string) => Promise<string>
  /** Where messages arrive as files, within the folder of the keys. */
  mailFolder: string
  keysFolder: string
  /** Runs a statement as the owner of the database, which may do what the service's role may not. */
  asOwner: (text: string, values: readonly unknown[]) => Promise<void>
  /** The events of a checkout on the stream. */
  eventsOf: (checkout_id: string) => Promise<CheckoutEvent[]>
  succeed: (checkout_id: string, client_id: string) => Promise<string>
  fail: (checkout_id: string, client_id: string, reason: string) => Promise<void>
  stop: () => Promise<void>
}

const insertClient = sql(
  'test-client',
  'insert into client (client_id, donnees, courriel_empreinte) values ($1, $2, $3)',
)

/** Stores a customer as opening an account would, without the slow password hash. */
const writeClient = async (pool: Pool, keys: ClientKeys, id: string): Promise<void> => {
  const courriel = `${id}@example.org` as Courriel
  const address = { rue: '12 rue des Lilas', ville: 'Montréal', code_postal: 'H2X 1Y4', pays: 'CA' }
  const data: PersonalData = { nom: 'Camille', courriel, mot_de_passe: '-', ...address }
  const sealed = encrypt(await keys.create(id), id, data)
  await pool.query(insertClient, [id, sealed, keys.emailDigest(courriel)])
}

/** A catalogue and an orchestrator behind a minimal gateway, which names the caller and adds the secret. */
type Routes = Readonly<Record<string, FastifyInstance>>

const startNeighbours = async (postgresUrl: string, gatewaySecret: string, routes: Routes) => {
  const catalogue = await startService(postgresUrl, 'services/catalogue/infrastructure/migrations', (parts) =>
    createCatalogueServer({ ...parts, gatewaySecret }),
  )
  const orchestrator = await startService(
    postgresUrl,
    'services/saga-orchestrator/infrastructure/migrations',
    (parts) => {
      const calls = checkoutCalls(createTransport({ baseUrl: 'http://127.0.0.1:9', apiKey: 'none', ...parts }))
      const closing = new AbortController().signal
      return createSagaOrchestratorServer({ ...parts, gatewaySecret, calls, closing, clock: systemClock, owner: 'one' })
        .server
    },
  )
  let isOrchestratorAway = false
  const gateway = createServer((request, response) => {
    request.headers['x-gateway-secret'] = gatewaySecret
    request.headers['x-consumer-username'] = 'service-ecommerce'
    const other = Object.entries(routes).find(([prefix]) => request.url?.startsWith(prefix))?.[1]
    if (other !== undefined) other.routing(request, response)
    else if (!request.url?.startsWith('/api/saga/')) catalogue.server.routing(request, response)
    else if (isOrchestratorAway) response.writeHead(502).end()
    else orchestrator.server.routing(request, response)
  }).listen(0, '127.0.0.1')
  await once(gateway, 'listening')
  const stopGateway = (): void => {
    gateway.close()
    gateway.closeAllConnections()
  }
  const stop = async (): Promise<void> => {
    stopGateway()
    await catalogue.stop()
    await orchestrator.stop()
  }
  const setOrchestratorAway = (isAway: boolean): void => {
    isOrchestratorAway = isAway
  }
  const url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`
  return { pool: catalogue.pool, orchestrator, setOrchestratorAway, stopGateway, url, stop }
}

type ShopOptions = {
  waitersMax?: number
  backlogMax?: number
  deadlineMs?: number
  /** A transport to all participants; by default only the catalogue exists. */
  participants?: Transport
  /** Other services behind the same gateway, by the prefix of their paths. */
  routes?: Routes
  /** Where messages go instead of the folder. */
  mailSender?: MailSender
}

export const startShop = async (
  { postgresUrl, redisUrl }: { postgresUrl: string; redisUrl: string },
  { waitersMax = 100, backlogMax, deadlineMs, participants, mailSender, routes = {} }: ShopOptions = {},
): Promise<Shop> => {
  const gatewaySecret = 'secret-of-the-tests'
  const keysFolder = await mkdtemp(join(tmpdir(), 'sagabench-keys-'))
  const keys = await openKeys(keysFolder)
  const mailFolder = join(keysFolder, 'mails')
  const mail = { sender: mailSender ?? (await folderSender(mailFolder, 'shop@example.com')) }
  const ownRedisUrl = await takeTestRedis(redisUrl)
  const neighbours = await startNeighbours(postgresUrl, gatewaySecret, routes)
  let ecommerceServer: EcommerceServer | undefined
  let parts: ServerParts | undefined
  let bus: Bus | undefined

  const start = async (from: ServerParts): Promise<EcommerceServer> => {
    const { log, metrics } = from
    bus ??= openBus({ redisUrl: ownRedisUrl, metrics, log, name: 'test' })
    const transport = participants ?? createTransport({ baseUrl: neighbours.url, apiKey: 'test', metrics, log })
    const issueToken: Parameters<typeof createEcommerceServer>[0]['issueToken'] = ({ id, role, sessionId }) =>
      tokenOf(role, id, sessionId)
    const limits = {
      waitersMax,
      ...(backlogMax === undefined ? {} : { backlogMax }),
      ...(deadlineMs === undefined ? {} : { deadlineMs }),
    }
    return createEcommerceServer({ ...from, keys, bus, transport, issueToken, mail, clock: systemClock, ...limits })
  }
  const service = await startService(postgresUrl, 'services/ecommerce/infrastructure/migrations', async (given) => {
    parts = given
    ecommerceServer = await start(given)
    return ecommerceServer.server
  })
  const running = (): EcommerceServer => {
    if (!ecommerceServer) throw new Error('not started')
    return ecommerceServer
  }
  const openedBus = bus
  if (!openedBus) throw new Error('not started')

  const ask: Shop['ask'] = (method, url, { body, key, token, prefer, from, caller = 'application-boutique' } = {}) =>
    running().server.inject({
      method,
      url,
      headers: {
        'x-gateway-secret': gatewaySecret,
        'x-consumer-username': caller,
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(prefer === undefined ? {} : { prefer }),
        ...(from === undefined ? {} : { 'x-real-ip': from }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    })

  return {
    pool: service.pool,
    keys,
    bus: openedBus,
    catalogue: neighbours.pool,
    orchestrator: neighbours.orchestrator,
    setOrchestratorAway: neighbours.setOrchestratorAway,
    stopCatalogue: neighbours.stopGateway,
    ecommerce: running,
    restart: async (whileDown) => {
      running().release()
      await running().server.close()
      await running().stop()
      await whileDown?.()
      if (parts) ecommerceServer = await start(parts)
    },
    ask,
    newCustomer: async () => {
      const id = randomUUID()
      await writeClient(service.pool, keys, id)
      return { id, token: await tokenOf('client', id), url: `/api/commandes/clients/${id}` }
    },
    mailFolder,
    keysFolder,
    asOwner: async (text, values) => {
      const owner = openPool({ url: service.adminUrl, name: 'owner', max: 1 })
      try {
        await owner.raw.query(text, [...values])
      } finally {
        await owner.close()
      }
    },
    openAccount: async (person, from) => {
      const place = from === undefined ? {} : { from }
      const registered = await ask('POST', '/api/commandes/clients/', { key: randomUUID(), body: person, ...place })
      if (registered.statusCode !== 202) throw new Error(`not registered: ${registered.body}`)
      const body = { code: await codeFor(mailFolder, person.courriel) }
      const opened = await ask('POST', '/api/commandes/clients/confirmation/', { key: randomUUID(), body })
      if (opened.statusCode !== 201) throw new Error(`not confirmed: ${opened.body}`)
      return opened.json().client_id
    },
    eventsOf: async (checkout_id) => {
      const entries = await openedBus.redis.xrange(stream, '-', '+')
      const events = entries.map((entry) => decode(decodeEntry(stream, entry, 0)))
      return events.filter((event) => event.payload.checkout_id === checkout_id)
    },
    succeed: async (checkout_id, client_id) => {
      const commande_id = randomUUID()
      await openedBus.publish([checkoutSucceeded({ checkout_id, client_id, commande_id })])
      return commande_id
    },
    fail: (checkout_id, client_id, reason) => openedBus.publish([checkoutFailed({ checkout_id, client_id, reason })]),
    stop: async () => {
      running().release()
      await running().server.close()
      await running().stop()
      await openedBus.close()
      await service.stop()
      await neighbours.stop()
      await rm(keysFolder, { recursive: true })
    },
  }
}
