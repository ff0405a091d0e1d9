import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, inject, it, vi } from 'vitest'
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
import { type Bus, openBus, RetryLater, type StreamEntry, Unacceptable } from '#platform/stream/bus.ts'
import { startWorld, type World } from '#services/testing-world.ts'
import { takeTestRedis } from '#tests/support/redis.ts'
import { activeReservation } from './active-reservation.ts'
import { knownReservation } from './known-reservation.ts'
import { reactTo } from './reaction.ts'

const creation = '/api/commandes/enregistrer-vente/'
const reservation = '/api/inventaire/diminuer-stock/'

const caller = 'service-saga-orchestrator'
let world: World
let bus: Bus
const stopping = new AbortController()
const metrics = createMetrics({ name: 'test' })
const log = createLog({ name: 'test', level: 'silent' })
const events: StreamEntry[] = []
let handlers: ReturnType<typeof handlersOf>

const scope = { clock: systemClock, metrics, log, signal: stopping.signal }
const handlersOf = () => {
  const reservations = world.as('worker-stock-reservation')
  const orders = world.as('worker-order-creation')
  const compensations = world.as('worker-stock-compensation')
  return {
    reserve: reactTo(
      { ...scope, bus, name: 'stock_reservation' },
      checkoutReactions['stock-reservation'],
      checkoutCalls(reservations),
      { looksBack: knownReservation(reservations) },
    ),
    create: reactTo(
      { ...scope, bus, name: 'order_creation' },
      checkoutReactions['order-creation'],
      checkoutCalls(orders),
      { admits: activeReservation(orders) },
    ),
    release: reactTo(
      { ...scope, bus, name: 'stock_compensation' },
      checkoutReactions['stock-compensation'],
      checkoutCalls(compensations),
    ),
  }
}

beforeAll(async () => {
  world = await startWorld(inject('postgresUrl'), caller)
  bus = openBus({ redisUrl: await takeTestRedis(inject('redisUrl')), metrics, log, name: 'reactions' })
  handlers = handlersOf()
  void bus.tail<StreamEntry>({
    stream,
    fromId: '0',
    decode: (entry) => entry,
    onEntries: (entries) => void events.push(...entries),
    signal: stopping.signal,
  })
  const options = { consumer: 'test', signal: stopping.signal }
  stockReservation.consume(bus, { CheckoutInitiated: handlers.reserve }, options)
  orderCreation.consume(bus, { StockReserved: handlers.create }, options)
  stockCompensation.consume(bus, { OrderCreationFailed: handlers.release }, options)
})
afterEach(() => {
  world.setWeather(() => 'fine')
})
afterAll(async () => {
  stopping.abort()
  await bus.close()
  await world.stop()
})

const of = (checkoutId: string): StreamEntry[] =>
  events.filter(({ payload }) => (payload as { checkout_id: string }).checkout_id === checkoutId)
const typesOf = (checkoutId: string): string[] => of(checkoutId).map(({ type }) => type)
const initiate = async (produitId: number, quantite = 1) => {
  const checkout_id = randomUUID()
  const payload = { checkout_id, client_id: randomUUID(), panier: { lignes: [{ produit_id: produitId, quantite }] } }
  await publishCheckoutInitiated(bus, payload)
  return { checkout_id, payload }
}
const untilTypes = (checkoutId: string, types: string[]) =>
  vi.waitFor(() => expect(typesOf(checkoutId)).toEqual(types), { timeout: 15_000 })
const reasonOf = (checkoutId: string): unknown =>
  (of(checkoutId).at(-1)?.payload as { reason?: string } | undefined)?.reason

/** A reservation of one item, as if the worker had announced it and no one had received the event. */
const reserved = async (): Promise<StockReserved> => {
  const [checkout_id, produit_id] = [randomUUID(), await world.product(100, 5)]
  const lignes = [{ produit_id, quantite: 1, prix_unitaire_cents: 100 }]
  const call = { key: randomUUID(), body: { checkout_id, lignes }, caller: 'worker-stock-reservation' }
  expect(await world.inventaire.call('POST', reservation, call)).toMatchObject({ status: 200 })
  return { checkout_id, client_id: randomUUID(), panier: { lignes } }
}

const repriced = (announced: StockReserved, change: object): StockReserved => ({
  ...announced,
  panier: { lignes: announced.panier.lignes.map((ligne) => ({ ...ligne, ...change })) },
})

const succeeded = ['CheckoutInitiated', 'StockReserved', 'OrderCreated', 'CheckoutSucceeded']
const refused = ['CheckoutInitiated', 'StockReservationFailed', 'CheckoutFailed']
const undone = ['CheckoutInitiated', 'StockReserved', 'OrderCreationFailed', 'StockReleased', 'CheckoutFailed']

it('a checkout runs from event to event; StockReserved carries the prices of the catalogue', async () => {
  const produit = await world.product(1_250, 10)
  const { checkout_id } = await initiate(produit, 3)
  await untilTypes(checkout_id, succeeded)
  const reserved = of(checkout_id)[1]?.payload as StockReserved
  expect(reserved.panier.lignes).toEqual([{ produit_id: produit, quantite: 3, prix_unitaire_cents: 1_250 }])
  expect(await world.saleOf(checkout_id)).toMatchObject({ etat: 'enregistree', total_cents: 3_750 })
  expect(await world.stockOf(produit)).toEqual({ disponible: 7, reserve: 3 })
})

it('too little stock ends the checkout with its reason', async () => {
  const produit = await world.product(100, 1)
  const { checkout_id } = await initiate(produit, 2)
  await untilTypes(checkout_id, refused)
  expect(reasonOf(checkout_id)).toBe('STOCK_INSUFFISANT')
})

it('an order whose answer was lost is kept, and the checkout succeeds', async () => {
  const produit = await world.product(100, 5)
  world.setWeather(({ path }) => (path === creation ? 'answer-dropped' : 'fine'))
  const { checkout_id } = await initiate(produit)
  await untilTypes(checkout_id, succeeded)
  expect(await world.saleOf(checkout_id)).toMatchObject({ etat: 'enregistree' })
  expect(await world.stockOf(produit)).toEqual({ disponible: 4, reserve: 1 })
})

it('an order that was not created is permanently refused before its failure is published, then the stock is released', async () => {
  const produit = await world.product(100, 5)
  world.setWeather(({ path }) => (path === creation ? 'lost' : 'fine'))
  const { checkout_id } = await initiate(produit)
  await untilTypes(checkout_id, undone)
  expect(reasonOf(checkout_id)).toBe('DELAI_DEPASSE')
  expect(await world.saleOf(checkout_id)).toMatchObject({ etat: 'tombstone' })
  expect(await world.stockOf(produit)).toEqual({ disponible: 5, reserve: 0 })
})

it('the last item sold stays sold when its first event is delivered twice', async () => {
  const produit = await world.product(100, 1)
  const { checkout_id, payload } = await initiate(produit)
  await untilTypes(checkout_id, succeeded)
  await handlers.reserve({ payload, deliveries: 1 })
  await untilTypes(checkout_id, [...succeeded, 'StockReserved', 'OrderCreated', 'CheckoutSucceeded'])
  expect(new Set(of(checkout_id).map(({ eventId }) => eventId)).size).toBe(4)
  expect(await world.stockOf(produit)).toEqual({ disponible: 0, reserve: 1 })
})

it('a refused checkout stays refused when its first event is delivered again after a restock', async () => {
  const produit = await world.product(100, 1)
  const other = await initiate(produit)
  await untilTypes(other.checkout_id, succeeded)
  const { checkout_id, payload } = await initiate(produit)
  await untilTypes(checkout_id, refused)
  await world.inventaire.call('POST', '/api/inventaire/augmenter-stock/', {
    key: randomUUID(),
    body: { checkout_id: other.checkout_id },
  })
  await handlers.reserve({ payload, deliveries: 1 })
  await untilTypes(checkout_id, [...refused, 'StockReservationFailed', 'CheckoutFailed'])
  expect(await world.stockOf(produit)).toEqual({ disponible: 1, reserve: 0 })
})

it('a reservation that was undone is not announced when its event is delivered again', async () => {
  const produit = await world.product(100, 5)
  world.setWeather(({ path }) => (path === reservation ? 'answer-dropped' : 'fine'))
  const { checkout_id, payload } = await initiate(produit)
  await untilTypes(checkout_id, refused)
  expect(await world.stockOf(produit)).toEqual({ disponible: 5, reserve: 0 })
  world.setWeather(() => 'fine')
  await handlers.reserve({ payload, deliveries: 2 })
  await untilTypes(checkout_id, [...refused, 'StockReservationFailed', 'CheckoutFailed'])
  expect(await world.stockOf(produit)).toEqual({ disponible: 5, reserve: 0 })
})

it('an order that was permanently refused is not announced when its event is delivered again', async () => {
  const produit = await world.product(100, 5)
  world.setWeather(({ path }) => (path === creation ? 'lost' : 'fine'))
  const { checkout_id } = await initiate(produit)
  await untilTypes(checkout_id, undone)
  world.setWeather(() => 'fine')
  await handlers.create({ payload: of(checkout_id)[1]?.payload as StockReserved, deliveries: 2 })
  await untilTypes(checkout_id, [...undone, 'OrderCreationFailed', 'StockReleased', 'CheckoutFailed'])
})

it('at a redelivery, an order whose call fails is announced if it exists', async () => {
  const produit = await world.product(100, 5)
  const { checkout_id } = await initiate(produit)
  await untilTypes(checkout_id, succeeded)
  await bus.redis.del(`outcome:StockReserved:${checkout_id}`) // as after a delivery that ended before it published
  world.setWeather(({ path }) => (path === creation ? 'lost' : 'fine'))
  const payload = of(checkout_id)[1]?.payload as StockReserved
  await handlers.create({ payload, deliveries: 2 })
  await untilTypes(checkout_id, [...succeeded, 'OrderCreated', 'CheckoutSucceeded'])
  expect(await world.saleOf(checkout_id)).toMatchObject({ etat: 'enregistree' })
})

it('while it is unknown whether the order exists, nothing is published and nothing undone', async () => {
  const payload = await reserved()
  const decision = '/api/commandes/trancher-vente/'
  world.setWeather(({ path }) => (path === creation || path === decision ? 'lost' : 'fine'))
  await expect(handlers.create({ payload, deliveries: 1 })).rejects.toThrow(RetryLater)
  expect(of(payload.checkout_id)).toEqual([])
  expect(await bus.redis.exists(`outcome:StockReserved:${payload.checkout_id}:undo`)).toBe(0)
})

it('an undo begun by an earlier delivery is continued, with its reason, even if the step could succeed now', async () => {
  const payload = await reserved()
  const failure = { kind: 'technical', reason: 'DELAI_DEPASSE', effect: 'unknown', step: 'creer-commande', at: 1 }
  await bus.redis.set(`outcome:StockReserved:${payload.checkout_id}:undo`, JSON.stringify(failure))
  await handlers.create({ payload, deliveries: 2 })
  await untilTypes(payload.checkout_id, ['OrderCreationFailed', 'StockReleased', 'CheckoutFailed'])
  expect(reasonOf(payload.checkout_id)).toBe('DELAI_DEPASSE')
  expect((await world.saleOf(payload.checkout_id))?.etat).not.toBe('enregistree')
})

it('an undo that was begun is not continued once a success is published', async () => {
  const produit = await world.product(100, 5)
  const { checkout_id } = await initiate(produit)
  await untilTypes(checkout_id, succeeded)
  const failure = { kind: 'technical', reason: 'DELAI_DEPASSE', effect: 'unknown', step: 'creer-commande', at: 1 }
  await bus.redis.set(`outcome:StockReserved:${checkout_id}:undo`, JSON.stringify(failure))
  await handlers.create({ payload: of(checkout_id)[1]?.payload as StockReserved, deliveries: 2 })
  expect(await world.saleOf(checkout_id)).toMatchObject({ etat: 'enregistree' })
})

it('a success is not published once another delivery has begun to undo; the event is retried', async () => {
  const payload = await reserved()
  const failure = { kind: 'technical', reason: 'DELAI_DEPASSE', effect: 'unknown', step: 'creer-commande', at: 1 }
  await bus.redis.set(`outcome:StockReserved:${payload.checkout_id}:undo`, JSON.stringify(failure))
  await expect(handlers.create({ payload, deliveries: 1 })).rejects.toThrow(RetryLater)
  await handlers.create({ payload, deliveries: 2 })
  await untilTypes(payload.checkout_id, ['OrderCreationFailed', 'StockReleased', 'CheckoutFailed'])
  expect(await world.saleOf(payload.checkout_id)).toMatchObject({ etat: 'annulee' })
})

it.each([6_000, -3_600_000])(
  'a worker so slow that another may have the event, or whose clock jumped by %i ms, undoes no reservation after a failed call',
  async (jumpMs) => {
    const produit_id = await world.product(100, 5)
    const ids = { checkout_id: randomUUID(), client_id: randomUUID() }
    const payload = { ...ids, panier: { lignes: [{ produit_id, quantite: 1 }] } }
    let isLater = false
    world.setWeather(({ path }) => {
      isLater ||= path === reservation
      return path === reservation ? 'lost' : 'fine'
    })
    const clock = { ...systemClock, now: () => systemClock.now() + (isLater ? jumpMs : 0) }
    const calls = checkoutCalls(world.as('worker-stock-reservation'))
    const late = { ...scope, bus, clock, name: 'stock_reservation' }
    const reserve = reactTo(late, checkoutReactions['stock-reservation'], calls)
    await expect(reserve({ payload, deliveries: 1 })).rejects.toThrow(RetryLater)
    expect(await bus.redis.exists(`outcome:CheckoutInitiated:${payload.checkout_id}:undo`)).toBe(0)
    expect(await world.saleOf(payload.checkout_id)).toBeUndefined()
  },
)

const counted = async (name: string): Promise<number> =>
  (await metrics.registry.getSingleMetric(name)?.get())?.values.reduce((sum, { value }) => sum + value, 0) ?? 0

it('a second entry of an event whose success is published undoes nothing, however its calls end', async () => {
  const produit = await world.product(100, 5)
  const { checkout_id, payload } = await initiate(produit)
  await untilTypes(checkout_id, succeeded)
  world.setWeather(({ path }) => ([creation, reservation].includes(path) ? 'lost' : 'fine'))
  await handlers.reserve({ payload, deliveries: 1 })
  await handlers.create({ payload: of(checkout_id)[1]?.payload as StockReserved, deliveries: 1 })
  expect(await world.saleOf(checkout_id)).toMatchObject({ etat: 'enregistree' })
  expect(await world.stockOf(produit)).toEqual({ disponible: 4, reserve: 1 })
  expect(typesOf(checkout_id)).toEqual(succeeded)
})

it('a product archived since then does not undo a checkout whose event is redelivered', async () => {
  const produit = await world.product(100, 5)
  const { checkout_id, payload } = await initiate(produit)
  await untilTypes(checkout_id, succeeded)
  await world.archive(produit)
  await handlers.reserve({ payload, deliveries: 1 })
  expect(await world.stockOf(produit)).toEqual({ disponible: 4, reserve: 1 })
  expect(typesOf(checkout_id)).toEqual(succeeded)
})

/** As after FLUSHALL: the marks of published outcomes and begun undos are gone. */
const forget = (checkoutId: string) =>
  bus.redis.del(
    ...['CheckoutInitiated', 'StockReserved', 'OrderCreationFailed'].flatMap((type) => [
      `outcome:${type}:${checkoutId}`,
      `outcome:${type}:${checkoutId}:undo`,
    ]),
  )

it.each([
  ['a price that changed', (produit: number) => world.setStock(produit, { prixCents: 999, stock: 4 })],
  ['a product that is gone', (produit: number) => world.archive(produit)],
])(
  'after Redis lost its marks, %s changes neither order nor reservation: both are announced again',
  async (_, change) => {
    const produit = await world.product(100, 5)
    const { checkout_id, payload } = await initiate(produit)
    await untilTypes(checkout_id, succeeded)
    await forget(checkout_id)
    await change(produit)
    await handlers.reserve({ payload, deliveries: 2 })
    await untilTypes(checkout_id, [...succeeded, 'StockReserved', 'OrderCreated', 'CheckoutSucceeded'])
    const lines = of(checkout_id).flatMap(({ type, payload: announced }) =>
      type === 'StockReserved' ? [(announced as StockReserved).panier.lignes] : [],
    )
    expect(lines[1]).toEqual(lines[0])
    expect(await world.saleOf(checkout_id)).toMatchObject({ etat: 'enregistree', total_cents: 100 })
    expect(await world.stockOf(produit)).toEqual({ disponible: 4, reserve: 1 })
  },
)

it('after Redis lost its marks, a reservation that was announced and released is announced again, and nothing is ordered', async () => {
  const produit = await world.product(100, 5)
  world.setWeather(({ path }) => (path === creation ? 'lost' : 'fine'))
  const { checkout_id, payload } = await initiate(produit)
  await untilTypes(checkout_id, undone)
  world.setWeather(() => 'fine')
  await forget(checkout_id)
  await handlers.reserve({ payload, deliveries: 2 })
  await untilTypes(checkout_id, [...undone, ...undone.slice(1)])
  expect(await world.stockOf(produit)).toEqual({ disponible: 5, reserve: 0 })
})

it('after Redis lost its marks, a reservation that its own worker released is not announced', async () => {
  const produit = await world.product(100, 5)
  world.setWeather(({ path }) => (path === reservation ? 'answer-dropped' : 'fine'))
  const { checkout_id, payload } = await initiate(produit)
  await untilTypes(checkout_id, refused)
  world.setWeather(() => 'fine')
  await forget(checkout_id)
  await handlers.reserve({ payload, deliveries: 2 })
  await untilTypes(checkout_id, [...refused, 'StockReservationFailed', 'CheckoutFailed'])
  expect(await world.stockOf(produit)).toEqual({ disponible: 5, reserve: 0 })
})

it('while the reservation is unknown, a redelivered event waits', async () => {
  const produit = await world.product(100, 5)
  const { checkout_id, payload } = await initiate(produit)
  await untilTypes(checkout_id, succeeded)
  await forget(checkout_id)
  world.setWeather(({ path }) => (path.startsWith('/api/inventaire/reservations/') ? 'lost' : 'fine'))
  await expect(handlers.reserve({ payload, deliveries: 2 })).rejects.toThrow(RetryLater)
  expect(typesOf(checkout_id)).toEqual(succeeded)
})

it('two concurrent entries of one event end alike', async () => {
  const payload = await reserved()
  let calls = 0
  world.setWeather(({ path }) => (path === creation && ++calls > 1 ? 'lost' : 'fine'))
  await Promise.all([1, 2].map(() => handlers.create({ payload, deliveries: 1 })))
  expect(await world.saleOf(payload.checkout_id)).toMatchObject({ etat: 'enregistree' })
})

it('after Redis lost its marks, a call that times out cancels no order', async () => {
  const produit = await world.product(100, 5)
  const { checkout_id, payload } = await initiate(produit)
  await untilTypes(checkout_id, succeeded)
  await bus.redis.del(`outcome:CheckoutInitiated:${checkout_id}`, `outcome:StockReserved:${checkout_id}`)
  world.setWeather(({ path }) => (path === creation ? 'lost' : 'fine'))
  await handlers.reserve({ payload, deliveries: 2 })
  await untilTypes(checkout_id, [...succeeded, 'StockReserved', 'OrderCreated', 'CheckoutSucceeded'])
  expect(await world.saleOf(checkout_id)).toMatchObject({ etat: 'enregistree' })
})

it('an end that is published twice is counted once', async () => {
  const produit = await world.product(100, 5)
  const { checkout_id } = await initiate(produit)
  await untilTypes(checkout_id, succeeded)
  const before = await counted('saga_choreo_success_total')
  await handlers.create({ payload: of(checkout_id)[1]?.payload as StockReserved, deliveries: 2 })
  await untilTypes(checkout_id, [...succeeded, 'OrderCreated', 'CheckoutSucceeded'])
  expect(await counted('saga_choreo_success_total')).toBe(before)
})

it.each([
  [
    'that inventaire does not know',
    'no reservation',
    (announced: StockReserved) => ({ ...announced, checkout_id: randomUUID() }),
  ],
  [
    'with another price',
    'other lines or prices',
    (announced: StockReserved) => repriced(announced, { prix_unitaire_cents: 1 }),
  ],
  ['with more pieces', 'other lines or prices', (announced: StockReserved) => repriced(announced, { quantite: 2 })],
])('no order is created for a reservation %s', async (_, why, forge) => {
  const payload = forge(await reserved())
  const forged = handlers.create({ payload, deliveries: 1 })
  await expect(forged).rejects.toThrow(Unacceptable)
  await expect(forged).rejects.toThrow(why)
  expect(await world.saleOf(payload.checkout_id)).toBeUndefined()
})

it('a failure published for a checkout that has its order releases no stock', async () => {
  const produit = await world.product(100, 5)
  const { checkout_id, payload } = await initiate(produit)
  await untilTypes(checkout_id, succeeded)
  const { client_id } = payload
  const forged = { checkout_id, client_id, reason: 'DELAI_DEPASSE', failed_at: 1 }
  await expect(handlers.release({ payload: forged, deliveries: 1 })).rejects.toThrow(Unacceptable)
  expect(await world.stockOf(produit)).toEqual({ disponible: 4, reserve: 1 })
  expect(typesOf(checkout_id)).toEqual(succeeded)
})

it('a failure published for a checkout whose order is in progress refuses that order before the stock is released', async () => {
  const announced = await reserved()
  const { checkout_id, client_id } = announced
  await handlers.release({ payload: { checkout_id, client_id, reason: 'DELAI_DEPASSE', failed_at: 1 }, deliveries: 1 })
  await handlers.create({ payload: announced, deliveries: 1 })
  expect(await world.saleOf(checkout_id)).toMatchObject({ etat: 'tombstone' })
  expect(typesOf(checkout_id)).not.toContain('CheckoutSucceeded')
})

it('two entries of one first event end alike even if Redis lost the first mark: an existing order keeps its stock', async () => {
  const produit = await world.product(100, 5)
  const { checkout_id, payload } = await initiate(produit)
  await untilTypes(checkout_id, succeeded)
  await forget(checkout_id)
  await world.archive(produit)
  await expect(handlers.reserve({ payload, deliveries: 1 })).rejects.toThrow(RetryLater)
  expect(await world.stockOf(produit)).toEqual({ disponible: 4, reserve: 1 })
})
