import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { stream } from '#generated/events/events.ts'
import { checkoutCalls, checkoutReactions } from '#generated/saga/checkout.ts'
import { systemClock } from '#platform/base/clock.ts'
import { createLog } from '#platform/base/log.ts'
import { createMetrics } from '#platform/base/metrics.ts'
import { activeReservation } from '#workers/checkout/active-reservation.ts'
import { knownReservation } from '#workers/checkout/known-reservation.ts'
import { reactTo } from '#workers/checkout/reaction.ts'
import { until } from '../../tests/e2e/until.ts'
import { startWorld, type World } from '../testing-world.ts'
import { endOverdue } from './application/end-overdue.ts'
import { concludeWith, participants } from './infrastructure/conclusion.ts'
import { postpone, takeOverdue, writeEnd } from './infrastructure/deadlines-store.ts'
import { type Customer, type Shop, startShop } from './testing.ts'

// No worker reads the stream here: only the deadline ends checkouts.

const deadlineMs = 400
let world: World
let shop: Shop
beforeAll(async () => {
  const servers = { postgresUrl: inject('postgresUrl'), redisUrl: inject('redisUrl') }
  world = await startWorld(servers.postgresUrl, 'service-ecommerce')
  shop = await startShop(servers, { participants: world.transport, deadlineMs })
})
afterEach(() => world.setWeather(() => 'fine'))
afterAll(async () => {
  await shop.stop()
  await world.stop()
})

type Started = { customer: Customer; checkout_id: string; client_id: string; product: number }

const start = async (): Promise<Started> => {
  const customer = await shop.newCustomer()
  const product = await world.product(100, 5)
  const body = { panier: { lignes: [{ produit_id: product, quantite: 2 }] } }
  const ask = { key: randomUUID(), token: customer.token, body }
  const answer = await shop.ask('POST', `${customer.url}/checkout/choreo/`, ask)
  expect(answer.statusCode).toBe(202)
  return { customer, checkout_id: answer.json().checkout_id, client_id: customer.id, product }
}
const call = (url: string, caller: string, body: object) =>
  (url.includes('inventaire') ? world.inventaire : world.commandes).call('POST', url, {
    key: randomUUID(),
    body,
    caller,
  })
const linesOf = ({ product }: Started) => [{ produit_id: product, quantite: 2, prix_unitaire_cents: 100 }]
const reserve = (one: Started) =>
  call('/api/inventaire/diminuer-stock/', 'worker-stock-reservation', {
    checkout_id: one.checkout_id,
    lignes: linesOf(one),
  })
const order = (one: Started) =>
  call('/api/commandes/enregistrer-vente/', 'worker-order-creation', {
    checkout_id: one.checkout_id,
    client_id: one.client_id,
    lignes: linesOf(one),
  })

type Shown = { etat: string; motif: string | null; commande_id: string | null }
const endOf = ({ customer, checkout_id }: Started): Promise<Shown> =>
  until(
    async () =>
      (
        await shop.ask('GET', `${customer.url}/checkout/choreo/${checkout_id}/`, { token: customer.token })
      ).json() as Shown,
    ({ etat }) => etat !== 'EN_COURS',
  )
const typesOf = async (checkout_id: string): Promise<string[]> =>
  (await shop.eventsOf(checkout_id)).map(({ type }) => type)
const untilTypes = (checkout_id: string, types: string[]): Promise<string[]> =>
  until(
    () => typesOf(checkout_id),
    (known) => known.length >= types.length,
  )

const refused = ['CheckoutInitiated', 'StockReservationFailed', 'CheckoutFailed']
const released = ['CheckoutInitiated', 'StockReserved', 'OrderCreationFailed', 'StockReleased', 'CheckoutFailed']
const ordered = ['CheckoutInitiated', 'StockReserved', 'OrderCreated', 'CheckoutSucceeded']

/** The workers' own handlers, for late events. */
const workers = () => {
  const scope = {
    ...{ bus: shop.bus, clock: systemClock, signal: new AbortController().signal },
    ...{ metrics: createMetrics({ name: 'test' }), log: createLog({ name: 'test', level: 'silent' }) },
  }
  const [reservations, orders] = [world.as('worker-stock-reservation'), world.as('worker-order-creation')]
  const { 'stock-reservation': reserving, 'order-creation': ordering } = checkoutReactions
  return {
    reserve: reactTo({ ...scope, name: 'stock_reservation' }, reserving, checkoutCalls(reservations), {
      looksBack: knownReservation(reservations),
    }),
    create: reactTo({ ...scope, name: 'order_creation' }, ordering, checkoutCalls(orders), {
      admits: activeReservation(orders),
    }),
  }
}

describe('a checkout that has not ended by its deadline', () => {
  it('fails if nothing was reserved, with its whole history', async () => {
    const one = await start()
    expect(await endOf(one)).toMatchObject({ etat: 'ECHOUE', motif: 'ECHEANCE_DEPASSEE' })
    expect(await untilTypes(one.checkout_id, refused)).toEqual(refused)
  })

  it('fails if stock is reserved without an order: the stock is released', async () => {
    const one = await start()
    await reserve(one)
    expect(await endOf(one)).toMatchObject({ etat: 'ECHOUE', motif: 'ECHEANCE_DEPASSEE' })
    expect(await untilTypes(one.checkout_id, released)).toEqual(released)
    expect(await world.stockOf(one.product)).toEqual({ disponible: 5, reserve: 0 })
    const [, announced] = await shop.eventsOf(one.checkout_id)
    expect(announced?.payload).toMatchObject({ panier: { lignes: linesOf(one) } })
  })

  it('succeeds if its order was made but not announced', async () => {
    const one = await start()
    await reserve(one)
    const { commande_id } = (await order(one)).body as { commande_id: string }
    expect(await endOf(one)).toMatchObject({ etat: 'REUSSI', commande_id })
    expect(await untilTypes(one.checkout_id, ordered)).toEqual(ordered)
    expect(await world.stockOf(one.product)).toEqual({ disponible: 3, reserve: 2 })
  })

  it('ends for its customer even while the stream key has another type, and is published once the stream is back', async () => {
    await shop.bus.redis.del(stream)
    await shop.bus.redis.set(stream, 'somebody put this here')
    const one = await start()
    expect(await endOf(one)).toMatchObject({ etat: 'ECHOUE' })
    await shop.bus.redis.del(stream)
    expect(await untilTypes(one.checkout_id, refused)).toEqual(refused)
  })

  it('is retried while a participant is down, and ends when it is back', async () => {
    world.setWeather(({ path }) => (path.includes('trancher') ? 'refused' : 'fine'))
    const one = await start()
    const metric = async (name: string): Promise<number> =>
      Number(new RegExp(`^${name}[^\\n]* (\\d+)$`, 'm').exec((await shop.ask('GET', '/metrics')).body)?.[1])
    await until(
      () => metric('checkouts_overdue_total\\{[^}]*postponed'),
      (postponed) => postponed >= 2,
    )
    expect(await metric('checkouts_overdue\\{')).toBe(1)
    world.setWeather(() => 'fine')
    expect(await endOf(one)).toMatchObject({ etat: 'ECHOUE' })
    expect(await metric('checkouts_overdue\\{')).toBe(0)
  })
})

describe('a worker that runs after the deadline', () => {
  it('reserves nothing, and publishes the same end', async () => {
    const one = await start()
    const { checkout_id, client_id } = one
    await endOf(one)
    const cart = { lignes: [{ produit_id: one.product, quantite: 2 }] }
    await workers().reserve({ payload: { checkout_id, client_id, panier: cart }, deliveries: 1 })
    const again = [...refused, 'StockReservationFailed', 'CheckoutFailed']
    expect(await untilTypes(checkout_id, again)).toEqual(again)
    expect(new Set((await shop.eventsOf(checkout_id)).map(({ eventId }) => eventId)).size).toBe(refused.length)
    expect(await world.stockOf(one.product)).toEqual({ disponible: 5, reserve: 0 })
  })

  it('creates no order for a released reservation, and publishes the same end', async () => {
    const one = await start()
    const { checkout_id, client_id } = one
    await reserve(one)
    await endOf(one)
    await workers().create({ payload: { checkout_id, client_id, panier: { lignes: linesOf(one) } }, deliveries: 1 })
    const after = await untilTypes(checkout_id, [...released, 'OrderCreationFailed'])
    expect(after).toEqual([...released, 'OrderCreationFailed'])
    expect(await world.saleOf(checkout_id)).toMatchObject({ etat: 'tombstone' })
  })

  it('that undoes its reservation while the deadline ends the checkout leads to one history', async () => {
    const one = await start()
    const { checkout_id, client_id } = one
    let isReserved = false
    // Its answer comes after the deadline: the reservation is made, then released by the service that ended the
    // checkout.
    world.setWeather(({ path, key }) => {
      isReserved ||= path.includes('diminuer-stock')
      return path.includes('diminuer-stock') && key?.startsWith(checkout_id) ? 'answer-dropped' : 'fine'
    })
    const cart = { lignes: [{ produit_id: one.product, quantite: 2 }] }
    const late = workers().reserve({ payload: { checkout_id, client_id, panier: cart }, deliveries: 1 })
    await endOf(one)
    await late
    expect(isReserved).toBe(true)
    const types = await until(
      () => typesOf(checkout_id),
      (known) => known.includes('CheckoutFailed'),
    )
    expect(new Set(types)).toEqual(new Set(types.includes('StockReserved') ? released : refused))
    expect(await world.stockOf(one.product)).toEqual({ disponible: 5, reserve: 0 })
  })
})

it('several instances at once end each checkout once', async () => {
  const log = createLog({ name: 'test', level: 'silent' })
  const signal = new AbortController().signal
  const conclude = concludeWith({ ...participants(world.transport), clock: systemClock, log, signal })
  const taken: string[][] = [[], []]
  const instances = taken.map((ids) =>
    endOverdue({
      take: async (max) => {
        const due = await takeOverdue(shop.pool, deadlineMs)(Math.min(max, 3))
        ids.push(...due.map(({ checkout_id }) => checkout_id))
        return due
      },
      conclude,
      end: async ({ checkout_id }, end) =>
        (await writeEnd(shop.pool, stream)(checkout_id, end, systemClock.now())) !== undefined,
      postpone: postpone(shop.pool),
      park: () => {},
      report: (_checkout, error) => expect.unreachable(String(error)),
      signal,
    }),
  )
  const all = await Promise.all(Array.from({ length: 12 }, start))
  await until(
    async () => {
      await Promise.all(instances.map((end) => end()))
      return taken.flat()
    },
    (ids) => ids.length > 0,
  )
  for (const one of all) {
    await endOf(one)
    expect(await untilTypes(one.checkout_id, refused)).toEqual(refused)
  }
  expect(new Set(taken.flat()).size).toBe(taken.flat().length)
})
