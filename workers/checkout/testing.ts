import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, expect, inject, vi } from 'vitest'
import { publishCheckoutInitiated } from '#generated/events/ecommerce.ts'
import { stream } from '#generated/events/events.ts'
import * as orderCreation from '#generated/events/order-creation.ts'
import * as stockCompensation from '#generated/events/stock-compensation.ts'
import * as stockReservation from '#generated/events/stock-reservation.ts'
import type { StockReserved } from '#generated/events/types.ts'
import { checkoutCalls, checkoutReactions } from '#generated/saga/checkout.ts'
import { systemClock } from '#platform/base/clock.ts'
import { createLog } from '#platform/base/log.ts'
import { createMetrics } from '#platform/base/metrics.ts'
import { type Bus, openBus, type StreamEntry } from '#platform/stream/bus.ts'
import { startWorld, type World } from '#services/testing-world.ts'
import { takeTestRedis } from '#tests/support/redis.ts'
import { activeReservation } from './active-reservation.ts'
import { knownReservation } from './known-reservation.ts'
import { reactTo } from './reaction.ts'

export const creation = '/api/commandes/enregistrer-vente/'
export const reservation = '/api/inventaire/diminuer-stock/'

/** The events of a checkout that succeeds, that is refused, and whose order fails. */
export const succeeded = ['CheckoutInitiated', 'StockReserved', 'OrderCreated', 'CheckoutSucceeded']
export const refused = ['CheckoutInitiated', 'StockReservationFailed', 'CheckoutFailed']
export const undone = ['CheckoutInitiated', 'StockReserved', 'OrderCreationFailed', 'StockReleased', 'CheckoutFailed']

type Scope = Omit<Parameters<typeof reactTo>[0], 'name'>

/** The three workers' handlers, as the workers make them. */
const handlersOf = (world: World, scope: Scope) => {
  const reservations = world.as('worker-stock-reservation')
  const orders = world.as('worker-order-creation')
  const compensations = world.as('worker-stock-compensation')
  return {
    reserve: reactTo(
      { ...scope, name: 'stock_reservation' },
      checkoutReactions['stock-reservation'],
      checkoutCalls(reservations),
      { looksBack: knownReservation(reservations) },
    ),
    create: reactTo({ ...scope, name: 'order_creation' }, checkoutReactions['order-creation'], checkoutCalls(orders), {
      admits: activeReservation(orders),
    }),
    release: reactTo(
      { ...scope, name: 'stock_compensation' },
      checkoutReactions['stock-compensation'],
      checkoutCalls(compensations),
    ),
  }
}

/** Starts a checkout; reads the events published about a checkout. */
const checkoutsOn = (bus: Bus, signal: AbortSignal) => {
  const events: StreamEntry[] = []
  void bus.tail<StreamEntry>({
    stream,
    fromId: '0',
    decode: (entry) => entry,
    onEntries: (entries) => void events.push(...entries),
    signal,
  })
  const of = (checkoutId: string): StreamEntry[] =>
    events.filter(({ payload }) => (payload as { checkout_id: string }).checkout_id === checkoutId)
  const typesOf = (checkoutId: string): string[] => of(checkoutId).map(({ type }) => type)
  return {
    of,
    typesOf,
    untilTypes: (checkoutId: string, types: string[]) =>
      vi.waitFor(() => expect(typesOf(checkoutId)).toEqual(types), { timeout: 15_000 }),
    reasonOf: (checkoutId: string): unknown =>
      (of(checkoutId).at(-1)?.payload as { reason?: string } | undefined)?.reason,
    initiate: async (produit_id: number, quantite = 1) => {
      const ids = { checkout_id: randomUUID(), client_id: randomUUID() }
      const payload = { ...ids, panier: { lignes: [{ produit_id, quantite }] } }
      await publishCheckoutInitiated(bus, payload)
      return { checkout_id: ids.checkout_id, payload }
    },
  }
}

/** A reservation of one item, as if the worker had announced it and no one had received the event. */
const reservedIn = async (world: World): Promise<StockReserved> => {
  const [checkout_id, produit_id] = [randomUUID(), await world.product(100, 5)]
  const lignes = [{ produit_id, quantite: 1, prix_unitaire_cents: 100 }]
  const call = { key: randomUUID(), body: { checkout_id, lignes }, caller: 'worker-stock-reservation' }
  expect(await world.inventaire.call('POST', reservation, call)).toMatchObject({ status: 200 })
  return { checkout_id, client_id: randomUUID(), panier: { lignes } }
}

/** Runs the three workers on real services; stops them after the tests of the file. */
export const startReactions = async () => {
  const stopping = new AbortController()
  const { signal } = stopping
  const metrics = createMetrics({ name: 'test' })
  const log = createLog({ name: 'test', level: 'silent' })
  const world = await startWorld(inject('postgresUrl'), 'service-saga-orchestrator')
  const bus = openBus({ redisUrl: await takeTestRedis(inject('redisUrl')), metrics, log, name: 'reactions' })
  const scope = { clock: systemClock, metrics, log, signal, bus }
  const handlers = handlersOf(world, scope)
  const checkouts = checkoutsOn(bus, signal)
  const options = { consumer: 'test', signal }
  stockReservation.consume(bus, { CheckoutInitiated: handlers.reserve }, options)
  orderCreation.consume(bus, { StockReserved: handlers.create }, options)
  stockCompensation.consume(bus, { OrderCreationFailed: handlers.release }, options)
  afterEach(() => world.setWeather(() => 'fine'))
  afterAll(async () => {
    stopping.abort()
    await bus.close()
    await world.stop()
  })
  return { world, bus, metrics, scope, handlers, ...checkouts, reserved: () => reservedIn(world) }
}
