import { MatchersV3 } from '@pact-foundation/pact'
import { Redis } from 'ioredis'
import { expect, inject } from 'vitest'
import { stream } from '#generated/events/events.ts'
import { systemClock } from '#platform/base/clock.ts'
import { createLog } from '#platform/base/log.ts'
import type { Transport } from '#platform/http/client.ts'
import { openPool, sql } from '#platform/postgres/pool.ts'
import { createTestDatabase } from '#platform/postgres/provision.ts'
import { stockOverHttp } from '#services/commandes/infrastructure/stock-http.ts'
import { verifyProduct } from '#services/ecommerce/infrastructure/catalogue.ts'
import { askOrchestrator } from '#services/event-store/infrastructure/orchestrator.ts'
import { takeTestRedis } from '#tests/support/redis.ts'
import { rebuild, removedDays } from '#workers/orders/rebuild-orders-by-client.ts'
import {
  cancelOrder,
  createOrder,
  readProducts,
  readReservation,
  releaseStock,
  reserveStock,
  verifierStock,
} from './checkout-expectations.ts'
import { consumerTests, idOf, problemBody, productOf, uuid } from './consumer.ts'
import { decideRequests, validateRequests } from './validation-expectations.ts'

consumerTests('saga-orchestrator', (of) => {
  const inventaire = of('inventaire')
  verifierStock('saga-orchestrator', inventaire)
  reserveStock('saga-orchestrator', inventaire)
  releaseStock('saga-orchestrator', inventaire)
  readProducts('saga-orchestrator', of('catalogue'))
  const commandes = of('commandes')
  createOrder('saga-orchestrator', commandes)
  cancelOrder('saga-orchestrator', commandes)
})

consumerTests('stock-reservation', (of) => {
  const inventaire = of('inventaire')
  verifierStock('stock-reservation', inventaire)
  reserveStock('stock-reservation', inventaire)
  readReservation('stock-reservation', inventaire)
  releaseStock('stock-reservation', inventaire)
  readProducts('stock-reservation', of('catalogue'))
})

consumerTests('order-creation', (of) => {
  const commandes = of('commandes')
  createOrder('order-creation', commandes)
  cancelOrder('order-creation', commandes)
})

consumerTests('stock-compensation', (of) => releaseStock('stock-compensation', of('inventaire')))

consumerTests('supply-chain', (of) => {
  const inventaire = of('inventaire')
  validateRequests(inventaire)
  decideRequests(inventaire)
})

consumerTests('ecommerce', (of) => {
  const { expects } = of('catalogue')
  const asks = (description: string, state: string, answer: { status: number; body: unknown }, onSale: boolean) => {
    const produit_id = productOf(description)
    const request = { method: 'GET', path: `/api/catalogue/produits/${produit_id}/` } as const
    const given = [{ name: state, params: { produit_id, prix_cents: 1250 } }]
    expects(description, { given, request, answer }, async (transport) => {
      const context = { correlationId: idOf(description), signal: new AbortController().signal }
      const refusal = { kind: 'produit-indisponible', produit_ids: [produit_id] }
      expect(await verifyProduct(transport)(produit_id, context)).toEqual(onSale ? undefined : refusal)
    })
  }
  asks('a product on sale', 'a product on sale', { status: 200, body: { actif: true } }, true)
  asks('a product that is archived', 'an archived product', { status: 200, body: { actif: false } }, false)
  asks('a product that never was', 'no such product', { status: 404, body: problemBody('produit-inconnu') }, false)
})

consumerTests('event-store', (of) => {
  const { expects } = of('saga-orchestrator')
  const { integer, like, eachLike, regex } = MatchersV3
  const [checkout_id, client_id] = [idOf('an orchestrated checkout'), idOf('the customer of a checkout')]
  const request = { method: 'GET', path: `/api/saga/${checkout_id}/timeline/` } as const
  const reste = {
    genre: 'etape',
    nom: like('verifierStock'),
    etape: like('verifier-stock'),
    tentatives: 0,
    motif: null,
  }
  const body = {
    checkout_id,
    client_id,
    style: 'orchestre',
    etat: regex('^[A-Z_]+$', 'EN_ATTENTE'),
    resultat: 'en_cours',
    etape: null,
    motif: null,
    commande_id: null,
    bloque: false,
    commence_ms: integer(1_730_625_164_120),
    termine_ms: null,
    reste: eachLike(reste),
    intervalles: [],
  }
  const known = [{ name: 'a saga that has just started', params: { checkout_id, client_id } }]
  expects('the timeline of a saga', { given: known, request, answer: { status: 200, body } }, async (transport) =>
    expect(await askOrchestrator(transport)(checkout_id)).toMatchObject({ style: 'orchestre', etat: 'EN_ATTENTE' }),
  )
  const other = idOf('a checkout that the orchestrator has not seen')
  expects(
    'the timeline of an unknown saga',
    {
      given: [{ name: 'no such saga', params: {} }],
      request: { method: 'GET', path: `/api/saga/${other}/timeline/` },
      answer: { status: 404, body: problemBody('saga-inconnue') },
    },
    async (transport) => expect(await askOrchestrator(transport)(other)).toBeUndefined(),
  )
})

/** The sums over the stock are a separate expectation. */
const withoutSums = (transport: Transport): Transport => ({
  ...transport,
  call: async <R>(...[operation, request, options]: Parameters<Transport['call']>): Promise<R> =>
    operation.operationId === 'resumerStocks'
      ? ({ status: 200, body: { central: {}, magasins_ensemble: {}, magasins: [] } } as R)
      : transport.call<R>(operation, request, options),
})

consumerTests('commandes', (of) => {
  const { integer, eachLike } = MatchersV3
  const log = createLog({ name: 'pact', level: 'silent' })
  const call = (text: string) => ({ correlationId: idOf(text), signal: new AbortController().signal })
  const { expects } = of('inventaire')
  const [magasin_id, produit_id] = [2, productOf('a product in a report')]
  const given = [{ name: 'the stock of a shop', params: { magasin_id, produit_id, disponible: 7 } }]
  const sums = { ruptures: integer(1), pieces: integer(7) }
  expects(
    'the sums over the stock',
    {
      given,
      request: { method: 'GET', path: '/api/inventaire/resume/', query: { magasin_id: String(magasin_id) } },
      answer: {
        status: 200,
        body: {
          central: sums,
          magasins_ensemble: sums,
          magasins: eachLike({ ...sums, magasin_id: integer(magasin_id) }),
        },
      },
    },
    async (transport) => {
      const stock = await stockOverHttp(transport, log)({ shops: [magasin_id], products: [] }, call('sums'))
      expect(stock?.ofShop.get(magasin_id)).toMatchObject({ ruptures: 1, pieces: 7 })
      expect([stock?.central, stock?.allShops]).toMatchObject([{ pieces: 7 }, { pieces: 7 }])
    },
  )
  expects(
    'the remaining stock of products',
    {
      given,
      request: {
        method: 'GET',
        path: '/api/inventaire/stocks-centraux/',
        query: { produit_id: String(produit_id), limite: '100' },
      },
      answer: {
        status: 200,
        body: { elements: eachLike({ produit_id: integer(produit_id), disponible: integer(7) }) },
      },
    },
    async (transport) => {
      const read = stockOverHttp(withoutSums(transport), log)
      const stock = await read({ shops: [], products: [produit_id] }, call('products'))
      expect(stock?.ofProduct.get(produit_id)).toBe(7)
    },
  )
})

/** The days are a separate expectation. */
const withoutDays = (transport: Transport): Transport => ({
  ...transport,
  call: async <R>(...[operation, request, options]: Parameters<Transport['call']>): Promise<R> =>
    operation.operationId === 'listerJours'
      ? ({ status: 200, body: { elements: [] } } as R)
      : transport.call<R>(operation, request, options),
})

const readRows = sql('pact-orders-by-client', 'select * from orders_by_client')

consumerTests('cqrs-projection', (of) => {
  const { date, integer, decimal, eachLike } = MatchersV3
  const [checkout_id, client_id, commande_id] = ['checkout', 'client', 'order'].map((one) => idOf(`projection: ${one}`))
  if (!checkout_id || !client_id || !commande_id) throw new Error('no ids')
  const element = {
    event_id: MatchersV3.like(`${checkout_id}:OrderCreated`),
    position: integer(1),
    ts: decimal(1_730_625_164.25),
    payload_version: integer(1),
    payload: { checkout_id: uuid(checkout_id), client_id: uuid(client_id), commande_id: uuid(commande_id) },
  }
  const expectation = {
    given: [{ name: 'an order that was created', params: { checkout_id, client_id, commande_id } }],
    request: {
      method: 'GET',
      path: `/api/event-store/streams/${stream}/events`,
      query: { type: 'OrderCreated', apres: '0', limite: '5000' },
    },
    answer: { status: 200, body: { elements: eachLike(element), suivant: null } },
  } as const
  of('event-store').expects(
    'all orders that were created',
    { ...expectation, given: [...expectation.given] },
    async (transport) => {
      const database = await createTestDatabase(inject('postgresUrl'), 'workers/migrations/cqrs')
      const pool = openPool({ url: database.url, name: 'pact' })
      const redis = new Redis(await takeTestRedis(inject('redisUrl')))
      try {
        expect(await rebuild({ pool, redis, transport: withoutDays(transport), clock: systemClock })).toEqual({
          events: 1,
        })
        expect(await pool.query(readRows)).toMatchObject([{ client_id, total_orders: 1, last_order_id: commande_id }])
      } finally {
        redis.disconnect()
        await pool.close()
        await database.drop()
      }
    },
  )
  of('event-store').expects(
    'the days of events',
    {
      given: [...expectation.given],
      request: { method: 'GET', path: '/api/event-store/days' },
      answer: {
        status: 200,
        body: { elements: eachLike({ jour: date('yyyy-MM-dd', '2024-11-03'), retire_le: null }) },
      },
    },
    async (transport) => expect(await removedDays(transport)).toEqual([]),
  )
})
