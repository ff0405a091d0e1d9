import type { FastifyInstance } from 'fastify'
import { orderCreated } from '#generated/events/events.ts'
import { checkoutCalls } from '#generated/saga/checkout.ts'
import { systemClock } from '#platform/base/clock.ts'
import { openPool, sql } from '#platform/postgres/pool.ts'
import { openBus } from '#platform/stream/bus.ts'
import { createCatalogueServer } from '#services/catalogue/server.ts'
import { createCommandesServer } from '#services/commandes/server.ts'
import { storeEvents } from '#services/event-store/infrastructure/events.ts'
import { createEventStoreServer } from '#services/event-store/server.ts'
import { openDaysOf } from '#services/event-store/testing.ts'
import { createInventaireServer } from '#services/inventaire/server.ts'
import { createSagaOrchestratorServer } from '#services/saga-orchestrator/server.ts'
import { type ServerParts, startService, type TestService, toNowhere } from '#services/testing.ts'
import { takeTestRedis } from '#tests/support/redis.ts'
import { callerOf } from './against-spec.ts'
import type { Provider, States } from './provider.ts'

// The real servers of the HTTP providers, each on its own database, and the provider states that consumers name.

export type HttpProvider = { provider: Provider; stop: () => Promise<void> }

/** Changes a server before it listens, to break something for a test. */
type Adjust = (server: FastifyInstance) => void

const start = async (
  name: string,
  postgresUrl: string,
  build: (parts: ServerParts) => FastifyInstance,
  statesOf: (service: TestService) => States,
  adjust: Adjust,
): Promise<HttpProvider> => {
  let gatewaySecret = ''
  const service = await startService(postgresUrl, `services/${name}/infrastructure/migrations`, (parts) => {
    gatewaySecret = parts.gatewaySecret
    const server = build(parts)
    adjust(server)
    return server
  })
  const url = await service.server.listen({ port: 0, host: '127.0.0.1' })
  const headersFor = (consumer: string) => ({
    'x-gateway-secret': gatewaySecret,
    'x-consumer-username': callerOf(consumer),
  })
  return { provider: { name, states: statesOf(service), http: { url, headersFor } }, stop: service.stop }
}

type Ids = { checkout_id: string; client_id: string; produit_id: number }

const does = async (answer: Promise<{ status: number; body: unknown }>): Promise<void> => {
  const { status, body } = await answer
  if (status >= 300) throw new Error(`the provider state could not be set up: ${status} ${JSON.stringify(body)}`)
}

const setStock = sql(
  'pact-stock',
  `insert into stock_central (produit_id, initial, disponible) values ($1, $2, $2)
   on conflict (produit_id) do update
     set initial = excluded.initial, disponible = excluded.disponible, reserve = 0, reapprovisionne = 0, transfere = 0`,
)

const addShop = sql('pact-shop', 'insert into magasin (magasin_id) values ($1) on conflict do nothing')
const setLocalStock = sql(
  'pact-local-stock',
  'insert into stock_local (magasin_id, produit_id, quantite) values ($1, $2, 0) on conflict do nothing',
)

const insertShop = sql('pact-restocked-shop', 'insert into magasin (magasin_id) values (2) on conflict do nothing')
const insertRequest = sql(
  'pact-request',
  `insert into demande_reapprovisionnement (demande_id, magasin_id, produit_id, quantite, statut, created_at)
   values ($1, 2, $2, 5, 'en_attente', '2026-01-01 12:00:00+00') on conflict (demande_id) do nothing`,
)

type RestockIds = {
  validation_id: string
  demande_id: string
  produit_id: number
  disponible: number
  before: string[]
}

/** A waiting request, and a validation of it after these calls. */
const validationAfter = async ({ pool, call }: Pick<TestService, 'pool' | 'call'>, ids: RestockIds): Promise<void> => {
  const { validation_id, demande_id, produit_id, disponible, before } = ids
  await pool.query(setStock, [produit_id, disponible])
  await pool.query(insertShop)
  await pool.query(insertRequest, [demande_id, produit_id])
  for (const path of before) {
    const body = { validation_id, demande_id }
    const request = { key: `${validation_id}:before:${path}`, caller: 'service-supply-chain', body }
    await does(call('POST', `/api/inventaire/validations/${path}/`, request))
  }
}

const inventaireStates = ({ pool, call }: TestService): States => {
  const release = ({ checkout_id }: Ids) =>
    does(call('POST', '/api/inventaire/augmenter-stock/', { key: `${checkout_id}:before`, body: { checkout_id } }))
  return {
    'the stock of a shop': async ({ magasin_id, produit_id, disponible }) => {
      await pool.query(setStock, [produit_id, disponible])
      await pool.query(addShop, [magasin_id])
      await pool.query(setLocalStock, [magasin_id, produit_id])
    },
    'a validation after some of its steps': (ids: RestockIds) => validationAfter({ pool, call }, ids),
    'a product in stock': async ({ produit_id, disponible }) =>
      void (await pool.query(setStock, [produit_id, disponible])),
    'a checkout without a reservation': async () => {},
    'a checkout whose stock is reserved': async ({ checkout_id, produit_id }: Ids) => {
      await pool.query(setStock, [produit_id, 10])
      const body = { checkout_id, lignes: [{ produit_id, quantite: 2, prix_unitaire_cents: 1250 }] }
      await does(call('POST', '/api/inventaire/diminuer-stock/', { key: `${checkout_id}:first`, body }))
    },
    'a checkout whose stock is released': async (ids) => {
      await pool.query(setStock, [ids.produit_id, 10])
      await release(ids)
    },
  }
}

const setProduct = sql(
  'pact-produit',
  `insert into produit (produit_id, sku, nom, prix_cents, actif) values ($1::integer, 'PACT-' || $1::text, 'Thé vert', $2, $3)
   on conflict (produit_id) do update set prix_cents = excluded.prix_cents, actif = excluded.actif`,
)

const catalogueStates = ({ pool }: TestService): States => ({
  'a product on sale': async ({ produit_id, prix_cents }) =>
    void (await pool.query(setProduct, [produit_id, prix_cents, true])),
  'an archived product': async ({ produit_id, prix_cents }) =>
    void (await pool.query(setProduct, [produit_id, prix_cents, false])),
  'no such product': async () => {},
})

const commandesStates = ({ call }: TestService): States => ({
  'a checkout without a sale': async () => {},
  'a checkout with a sale': async ({ checkout_id, client_id, produit_id }: Ids) => {
    const body = { checkout_id, client_id, lignes: [{ produit_id, quantite: 2, prix_unitaire_cents: 1250 }] }
    await does(call('POST', '/api/commandes/enregistrer-vente/', { key: `${checkout_id}:first`, body }))
  },
  'a checkout whose sale is cancelled': async ({ checkout_id }: Ids) => {
    const body = { checkout_id, motif: 'DELAI_DEPASSE' }
    await does(call('POST', '/api/commandes/annuler-vente/', { key: `${checkout_id}:before`, body }))
  },
})

const untouched: Adjust = () => {}

type Servers = { postgresUrl: string; redisUrl: string }

export const startInventaire = ({ postgresUrl }: Servers, adjust = untouched): Promise<HttpProvider> =>
  start(
    'inventaire',
    postgresUrl,
    (parts) => createInventaireServer({ ...parts, clock: systemClock }),
    inventaireStates,
    adjust,
  )
export const startCatalogue = ({ postgresUrl }: Servers, adjust = untouched): Promise<HttpProvider> =>
  start('catalogue', postgresUrl, createCatalogueServer, catalogueStates, adjust)

export const startCommandes = ({ postgresUrl }: Servers, adjust = untouched): Promise<HttpProvider> =>
  start(
    'commandes',
    postgresUrl,
    (parts) => createCommandesServer({ ...parts, transport: toNowhere(parts), clock: systemClock }),
    commandesStates,
    adjust,
  )

const eventStoreStates = ({ pool, adminUrl }: TestService): States => ({
  'an order that was created': async (payload) => {
    const { stream, type, eventId } = orderCreated(payload)
    const entry = { stream, type: 'OrderCreated', eventId, version: 1, ts: 1.5, entryId: '1-1', deliveries: 1 } as const
    if (type !== entry.type) throw new Error(`${type} is no OrderCreated`)
    const owner = openPool({ url: adminUrl, name: 'pact-owner', max: 1 })
    await openDaysOf(owner, [payload.checkout_id])
    await owner.close()
    await storeEvents(pool, [{ ...entry, payload, payloadText: JSON.stringify(payload) }])
  },
})

export const startEventStore = async (
  { postgresUrl, redisUrl }: Servers,
  adjust = untouched,
): Promise<HttpProvider> => {
  const ownRedisUrl = await takeTestRedis(redisUrl)
  let closeBus = async (): Promise<void> => {}
  const build = (parts: ServerParts): FastifyInstance => {
    const { log, metrics } = parts
    const bus = openBus({ redisUrl: ownRedisUrl, metrics, log, name: 'pact' })
    closeBus = bus.close
    const transport = toNowhere(parts)
    return createEventStoreServer({ ...parts, bus, clock: systemClock, transport, ingesting: async () => {} })
  }
  const { provider, stop } = await start('event-store', postgresUrl, build, eventStoreStates, adjust)
  return {
    provider,
    stop: async () => {
      await stop()
      await closeBus()
    },
  }
}

const insertSaga = sql(
  'pact-saga',
  `with accepted as (
     insert into saga (saga_id, client_id, idempotency_key, fingerprint, etat, owner, lease_until, started_at)
     values ($1, $2, 'pact-saga', '', 'EN_ATTENTE', 'pact', 'infinity', now()) on conflict do nothing returning saga_id)
   insert into saga_log (saga_id, seq, at, type, etat, record)
   select saga_id, 1, now(), 'started', 'EN_ATTENTE', '{"type":"started","at":1730625164120,"deadlineAt":1730625172120,"data":{}}'
   from accepted`,
)

const sagaStates = ({ pool }: TestService): States => ({
  'no such saga': async () => {},
  'a saga that has just started': async ({ checkout_id, client_id }) =>
    void (await pool.query(insertSaga, [checkout_id, client_id])),
})

export const startSagaOrchestrator = async ({ postgresUrl }: Servers, adjust = untouched): Promise<HttpProvider> => {
  const build = (parts: ServerParts): FastifyInstance => {
    const calls = checkoutCalls(toNowhere(parts))
    const closing = new AbortController().signal
    return createSagaOrchestratorServer({ ...parts, calls, closing, clock: systemClock, owner: 'pact' }).server
  }
  return start('saga-orchestrator', postgresUrl, build, sagaStates, adjust)
}
