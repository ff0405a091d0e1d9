import { randomUUID } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { vi } from 'vitest'
import { stream } from '#generated/events/events.ts'
import type { CheckoutInitiated, OrderCreationFailed, StockReserved } from '#generated/events/types.ts'
import { checkoutCalls, checkoutReactions } from '#generated/saga/checkout.ts'
import { systemClock } from '#platform/base/clock.ts'
import { createLog } from '#platform/base/log.ts'
import { createMetrics } from '#platform/base/metrics.ts'
import { type Bus, openBus } from '#platform/stream/bus.ts'
import { type Shop, startShop } from '#services/ecommerce/testing.ts'
import type { TestService } from '#services/testing.ts'
import { startWorld, type World } from '#services/testing-world.ts'
import { takeTestRedis } from '#tests/support/redis.ts'
import { type CheckoutReaction, reactTo } from '#workers/checkout/reaction.ts'
import { type EventType, type Publisher, produitId } from './events.ts'
import type { Provider, Published } from './provider.ts'

// The real publishers: each runs its part of a checkout on real services, and its consumers are verified against the
// resulting stream entries.

type Servers = { postgresUrl: string; redisUrl: string }
/** Changes an entry's payload on its way to Pact, to break something for a test. */
export type Adjust = (payload: unknown, type: string) => unknown
export type MessageProviders = { providers: Record<Publisher, Provider>; stop: () => Promise<void> }

const log = createLog({ name: 'pact', level: 'silent' })

/** The newest entry of this type for the checkout. */
const readPublished = async (bus: Bus, type: EventType, checkoutId: string, adjust: Adjust): Promise<Published> =>
  vi.waitFor(
    async () => {
      for (const [, fields] of await bus.redis.xrevrange(stream, '+', '-')) {
        const { payload = '', ...metadata } = Object.fromEntries(
          fields.flatMap((name, i) => (i % 2 === 0 ? [[name, fields[i + 1] ?? '']] : [])),
        )
        if (metadata.type === type && metadata.event_id?.startsWith(checkoutId))
          return { payload: adjust(JSON.parse(payload), type), metadata: { ...metadata, stream } }
      }
      throw new Error(`${type} was not published`)
    },
    { timeout: 15_000 },
  )

const creation = '/api/commandes/enregistrer-vente/'

/** One handler for each event that a worker reacts to; the events it publishes are read from the stream. */
const workerMessages = (world: World, bus: Bus, adjust: Adjust) => {
  const scope = { bus, clock: systemClock, metrics: createMetrics({ name: 'pact' }), log, reach: () => {} }
  const signal = new AbortController().signal
  const lignes = (quantite: number) => [{ produit_id: produitId, quantite }]
  const publishes = async <Payload extends { checkout_id: string }>(
    name: string,
    reaction: CheckoutReaction<Payload>,
    payload: Payload,
    type: EventType,
  ): Promise<Published> => {
    const calls = checkoutCalls(world.as(`worker-${name.replaceAll('_', '-')}`))
    await reactTo({ ...scope, name, signal }, reaction, calls)({ payload, deliveries: 1 })
    return readPublished(bus, type, payload.checkout_id, adjust)
  }
  const ids = () => ({ checkout_id: uuidv7(), client_id: randomUUID() })
  const stocked = (stock: number) => world.setStock(produitId, { prixCents: 1_250, stock })

  const reserve = async (type: EventType): Promise<Published> => {
    await stocked(type === 'StockReserved' ? 10 : 1)
    const payload: CheckoutInitiated = { ...ids(), panier: { lignes: lignes(2) } }
    return publishes('stock_reservation', checkoutReactions['stock-reservation'], payload, type)
  }
  const create = async (type: EventType): Promise<Published> => {
    const isDown = type === 'OrderCreationFailed'
    world.setWeather(({ path }) => (isDown && path === creation ? 'refused' : 'fine'))
    const sold = [{ produit_id: produitId, quantite: 2, prix_unitaire_cents: 1_250 }]
    const payload: StockReserved = { ...ids(), panier: { lignes: sold } }
    return publishes('order_creation', checkoutReactions['order-creation'], payload, type)
  }
  const release = async (type: EventType): Promise<Published> => {
    await stocked(10)
    const payload: OrderCreationFailed = { ...ids(), reason: 'DELAI_DEPASSE', failed_at: systemClock.now() }
    return publishes('stock_compensation', checkoutReactions['stock-compensation'], payload, type)
  }
  return { reserve, create, release }
}

type End = 'refused' | 'released' | 'ordered'
const endWith: Record<EventType, End> = {
  CheckoutInitiated: 'refused',
  StockReservationFailed: 'refused',
  CheckoutFailed: 'refused',
  StockReserved: 'released',
  OrderCreationFailed: 'released',
  StockReleased: 'released',
  OrderCreated: 'ordered',
  CheckoutSucceeded: 'ordered',
}

/** No worker runs: ecommerce ends each checkout after its deadline, and publishes its whole history. */
const ecommerceMessages = (world: World, shop: Shop, adjust: Adjust) => {
  const call = (service: TestService, path: string, caller: string, body: object) =>
    service.call('POST', path, { key: randomUUID(), caller, body })
  const checkOut = async (end: End): Promise<string> => {
    await world.setStock(produitId, { prixCents: 1_250, stock: 10 })
    // The checkout must not end before the participants have the state that this end needs.
    world.setWeather(({ path }) => (path.includes('trancher') ? 'refused' : 'fine'))
    const { token, url, id } = await shop.newCustomer()
    const body = { panier: { lignes: [{ produit_id: produitId, quantite: 2 }] } }
    const answer = await shop.ask('POST', `${url}/checkout/choreo/`, { body, token, key: randomUUID() })
    if (answer.statusCode !== 202) throw new Error(`not accepted: ${answer.body}`)
    const { checkout_id } = answer.json() as { checkout_id: string }
    const lignes = [{ produit_id: produitId, quantite: 2, prix_unitaire_cents: 1_250 }]
    const sale = { checkout_id, client_id: id, lignes }
    if (end !== 'refused')
      await call(world.inventaire, '/api/inventaire/diminuer-stock/', 'worker-stock-reservation', {
        checkout_id,
        lignes,
      })
    if (end === 'ordered') await call(world.commandes, creation, 'worker-order-creation', sale)
    world.setWeather(() => 'fine')
    return checkout_id
  }
  const checkouts = new Map<End, Promise<string>>()
  return async (type: EventType): Promise<Published> => {
    const end = endWith[type]
    const checkout = checkouts.get(end) ?? checkOut(end)
    checkouts.set(end, checkout)
    return readPublished(shop.bus, type, await checkout, adjust)
  }
}

/** Starts every publisher on real stores and services. */
export const startMessageProviders = async (
  servers: Servers,
  adjust: Adjust = (payload) => payload,
): Promise<MessageProviders> => {
  const metrics = createMetrics({ name: 'pact' })
  const bus = openBus({ redisUrl: await takeTestRedis(servers.redisUrl), metrics, log, name: 'pact' })
  const world = await startWorld(servers.postgresUrl, 'service-saga-orchestrator')
  const shop = await startShop(servers, { participants: world.as('service-ecommerce'), deadlineMs: 300 })
  const { reserve, create, release } = workerMessages(world, bus, adjust)
  const conclude = ecommerceMessages(world, shop, adjust)
  const provider = (name: Publisher, messages: (type: EventType) => Promise<Published>): Provider => ({
    name,
    states: {},
    messages: (description) => messages(description as EventType),
  })
  return {
    providers: {
      ecommerce: provider('ecommerce', conclude),
      'stock-reservation': provider('stock-reservation', reserve),
      'order-creation': provider('order-creation', create),
      'stock-compensation': provider('stock-compensation', release),
    },
    stop: async () => {
      await Promise.all([world.stop(), shop.stop(), bus.close()])
    },
  }
}
