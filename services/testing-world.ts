import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { systemClock } from '#platform/base/clock.ts'
import { createLog } from '#platform/base/log.ts'
import { createMetrics } from '#platform/base/metrics.ts'
import { createTransport, type Transport } from '#platform/http/client.ts'
import { sql } from '#platform/postgres/pool.ts'
import { createCatalogueServer } from './catalogue/server.ts'
import { createCommandesServer } from './commandes/server.ts'
import { createInventaireServer } from './inventaire/server.ts'
import { startService, type TestService } from './testing.ts'

// The real participants of a checkout behind a small gateway, for tests of their callers.

/** What happens to a request. `delay`: it reaches the service this many milliseconds later, and so does the answer. */
export type Weather = 'fine' | 'refused' | 'answer-dropped' | 'lost' | { delay: number }
export type Forecast = (request: { path: string; key: string | undefined }) => Weather

export type World = {
  inventaire: TestService
  catalogue: TestService
  commandes: TestService
  transport: Transport
  /** A transport to the participants for another caller. */
  as: (caller: string) => Transport
  url: string
  /** Requests that reached a service, in order. */
  reached: string[]
  setWeather: (forecast: Forecast) => void
  /** Creates a product with its price and stock. */
  product: (prixCents: number, stock: number) => Promise<number>
  /** Sets the price and stock of the product with this id, and creates it if needed. */
  setStock: (produitId: number, values: { prixCents: number; stock: number }) => Promise<void>
  archive: (produitId: number) => Promise<void>
  stockOf: (produitId: number) => Promise<{ disponible: number; reserve: number }>
  saleOf: (
    checkoutId: string,
  ) => Promise<{ etat: string; total_cents: number | null; commande_id: string | null } | undefined>
  stop: () => Promise<void>
}

const addProduct = sql(
  'world-add-product',
  'insert into produit (sku, nom, prix_cents) values ($1, $1, $2) returning produit_id',
)
const setProduct = sql(
  'world-set-product',
  `insert into produit (produit_id, sku, nom, prix_cents) values ($1, $2, $2, $3)
   on conflict (produit_id) do update set prix_cents = excluded.prix_cents`,
)
const setStock = sql(
  'world-set-stock',
  `insert into stock_central (produit_id, initial, disponible) values ($1, $2, $2)
   on conflict (produit_id) do update set initial = $2 + stock_central.reserve, disponible = $2`,
)
const addStock = sql(
  'world-add-stock',
  'insert into stock_central (produit_id, initial, disponible) values ($1, $2, $2)',
)
const archive = sql('world-archive', 'update produit set actif = false where produit_id = $1')
const readStock = sql('world-read-stock', 'select disponible, reserve from stock_central where produit_id = $1')
const readSale = sql('world-read-sale', 'select etat, total_cents, commande_id from vente where checkout_id = $1')

const migrations = (service: string): string => `services/${service}/infrastructure/migrations`

const readBody = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return chunks.length === 0 ? undefined : JSON.parse(Buffer.concat(chunks).toString('utf8'))
}

const header = (request: IncomingMessage, name: string): string | undefined => request.headers[name]?.toString()

type Gateway = { server: Server; url: string; reached: string[]; setWeather: (forecast: Forecast) => void }

/** Routes by path, uses the API key as the consumer's name, and applies the weather. */
const startGateway = async (routes: Readonly<Record<string, TestService>>): Promise<Gateway> => {
  let forecast: Forecast = () => 'fine'
  const reached: string[] = []
  const forward = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? ''
    const key = header(request, 'idempotency-key')
    const body = await readBody(request)
    const weather = forecast({ path, key })
    if (weather === 'refused') {
      const unavailable = { type: 'urn:sagabench:problem:unavailable', title: 'Unavailable', status: 503 }
      response.writeHead(503, { 'content-type': 'application/problem+json' }).end(JSON.stringify(unavailable))
      return
    }
    if (weather === 'lost') return
    if (typeof weather === 'object') await systemClock.sleep(weather.delay)
    const service = Object.entries(routes).find(([prefix]) => path.startsWith(prefix))?.[1]
    if (!service) throw new Error(`no route for ${path}`)
    const epoch = header(request, 'x-saga-epoch')
    const correlationId = header(request, 'x-correlation-id')
    const answer = await service.call(request.method as 'GET' | 'POST', path, {
      caller: header(request, 'x-api-key') ?? '',
      ...(key === undefined ? {} : { key }),
      ...(epoch === undefined ? {} : { epoch: Number(epoch) }),
      ...(correlationId === undefined ? {} : { correlationId }),
      ...(body === undefined ? {} : { body }),
    })
    reached.push(`${path.split('?')[0]} ${answer.status}`)
    if (weather === 'answer-dropped') return
    response.writeHead(answer.status, { 'content-type': answer.contentType }).end(JSON.stringify(answer.body))
  }
  const server = createServer((request, response) => {
    forward(request, response).catch((error: Error) => response.destroy(error))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const setWeather = (next: Forecast): void => {
    forecast = next
  }
  return { server, url, reached, setWeather }
}

/** Starts catalogue, inventaire and commandes, each on its own database, and a transport to them for one caller. */
export const startWorld = async (adminUrl: string, caller: string): Promise<World> => {
  const routes: Record<string, TestService> = {}
  const gateway = await startGateway(routes)
  const metrics = createMetrics({ name: 'test' })
  const log = createLog({ name: 'test', level: 'silent' })
  const opened: Transport[] = []
  const as = (apiKey: string): Transport => {
    const made = createTransport({ baseUrl: gateway.url, apiKey, metrics, log, breaker: false })
    opened.push(made)
    return made
  }
  const [inventaire, catalogue, commandes] = await Promise.all([
    startService(adminUrl, migrations('inventaire'), (parts) =>
      createInventaireServer({ ...parts, clock: systemClock }),
    ),
    startService(adminUrl, migrations('catalogue'), createCatalogueServer),
    startService(adminUrl, migrations('commandes'), (parts) =>
      createCommandesServer({ ...parts, transport: as('service-commandes'), clock: systemClock }),
    ),
  ])
  Object.assign(routes, {
    '/api/inventaire/': inventaire,
    '/api/catalogue/': catalogue,
    '/api/commandes/': commandes,
  })
  const transport = as(caller)
  let made = 0
  return {
    inventaire,
    catalogue,
    commandes,
    transport,
    as,
    url: gateway.url,
    reached: gateway.reached,
    setWeather: gateway.setWeather,
    product: async (prixCents, stock) => {
      made += 1
      const [row] = await catalogue.pool.query<{ produit_id: number }>(addProduct, [`SKU-${made}`, prixCents])
      const produitId = row?.produit_id ?? 0
      await inventaire.pool.query(addStock, [produitId, stock])
      return produitId
    },
    setStock: async (produitId, { prixCents, stock }) => {
      await catalogue.pool.query(setProduct, [produitId, `SKU-FIXE-${produitId}`, prixCents])
      await inventaire.pool.query(setStock, [produitId, stock])
    },
    archive: async (produitId) => void (await catalogue.pool.query(archive, [produitId])),
    stockOf: async (produitId) => {
      const [row] = await inventaire.pool.query<{ disponible: number; reserve: number }>(readStock, [produitId])
      if (!row) throw new Error(`no stock of ${produitId}`)
      return row
    },
    saleOf: async (checkoutId) =>
      (await commandes.pool.query(readSale, [checkoutId]))[0] as Awaited<ReturnType<World['saleOf']>>,
    stop: async () => {
      gateway.server.closeAllConnections()
      await Promise.all(opened.map((one) => one.close()))
      await new Promise((resolve) => gateway.server.close(resolve))
      await Promise.all([inventaire.stop(), catalogue.stop(), commandes.stop()])
    },
  }
}
