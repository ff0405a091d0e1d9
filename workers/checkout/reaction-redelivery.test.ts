import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { StockReserved } from '#generated/events/types.ts'
import { creation, refused, reservation, startReactions, succeeded, undone } from './testing.ts'

const { world, bus, handlers, of, typesOf, initiate, untilTypes } = await startReactions()

it('the last item sold stays sold when its first event is delivered twice', async () => {
  const product = await world.product(100, 1)
  const { checkout_id, payload } = await initiate(product)
  await untilTypes(checkout_id, succeeded)
  await handlers.reserve({ payload, deliveries: 1 })
  await untilTypes(checkout_id, [...succeeded, 'StockReserved', 'OrderCreated', 'CheckoutSucceeded'])
  expect(new Set(of(checkout_id).map(({ eventId }) => eventId)).size).toBe(4)
  expect(await world.stockOf(product)).toEqual({ disponible: 0, reserve: 1 })
})

it('a refused checkout stays refused when its first event is delivered again after a restock', async () => {
  const product = await world.product(100, 1)
  const other = await initiate(product)
  await untilTypes(other.checkout_id, succeeded)
  const { checkout_id, payload } = await initiate(product)
  await untilTypes(checkout_id, refused)
  await world.inventaire.call('POST', '/api/inventaire/augmenter-stock/', {
    key: randomUUID(),
    body: { checkout_id: other.checkout_id },
  })
  await handlers.reserve({ payload, deliveries: 1 })
  await untilTypes(checkout_id, [...refused, 'StockReservationFailed', 'CheckoutFailed'])
  expect(await world.stockOf(product)).toEqual({ disponible: 1, reserve: 0 })
})

it('a reservation that was undone is not announced when its event is delivered again', async () => {
  const product = await world.product(100, 5)
  world.setWeather(({ path }) => (path === reservation ? 'answer-dropped' : 'fine'))
  const { checkout_id, payload } = await initiate(product)
  await untilTypes(checkout_id, refused)
  expect(await world.stockOf(product)).toEqual({ disponible: 5, reserve: 0 })
  world.setWeather(() => 'fine')
  await handlers.reserve({ payload, deliveries: 2 })
  await untilTypes(checkout_id, [...refused, 'StockReservationFailed', 'CheckoutFailed'])
  expect(await world.stockOf(product)).toEqual({ disponible: 5, reserve: 0 })
})

it('an order that was permanently refused is not announced when its event is delivered again', async () => {
  const product = await world.product(100, 5)
  world.setWeather(({ path }) => (path === creation ? 'lost' : 'fine'))
  const { checkout_id } = await initiate(product)
  await untilTypes(checkout_id, undone)
  world.setWeather(() => 'fine')
  await handlers.create({ payload: of(checkout_id)[1]?.payload as StockReserved, deliveries: 2 })
  await untilTypes(checkout_id, [...undone, 'OrderCreationFailed', 'StockReleased', 'CheckoutFailed'])
})

it('at a redelivery, an order whose call fails is announced if it exists', async () => {
  const product = await world.product(100, 5)
  const { checkout_id } = await initiate(product)
  await untilTypes(checkout_id, succeeded)
  await bus.redis.del(`outcome:StockReserved:${checkout_id}`) // as after a delivery that ended before it published
  world.setWeather(({ path }) => (path === creation ? 'lost' : 'fine'))
  const payload = of(checkout_id)[1]?.payload as StockReserved
  await handlers.create({ payload, deliveries: 2 })
  await untilTypes(checkout_id, [...succeeded, 'OrderCreated', 'CheckoutSucceeded'])
  expect(await world.saleOf(checkout_id)).toMatchObject({ etat: 'enregistree' })
})

it('a second entry of an event whose success is published undoes nothing, however its calls end', async () => {
  const product = await world.product(100, 5)
  const { checkout_id, payload } = await initiate(product)
  await untilTypes(checkout_id, succeeded)
  world.setWeather(({ path }) => ([creation, reservation].includes(path) ? 'lost' : 'fine'))
  await handlers.reserve({ payload, deliveries: 1 })
  await handlers.create({ payload: of(checkout_id)[1]?.payload as StockReserved, deliveries: 1 })
  expect(await world.saleOf(checkout_id)).toMatchObject({ etat: 'enregistree' })
  expect(await world.stockOf(product)).toEqual({ disponible: 4, reserve: 1 })
  expect(typesOf(checkout_id)).toEqual(succeeded)
})

it('a product archived since then does not undo a checkout whose event is redelivered', async () => {
  const product = await world.product(100, 5)
  const { checkout_id, payload } = await initiate(product)
  await untilTypes(checkout_id, succeeded)
  await world.archive(product)
  await handlers.reserve({ payload, deliveries: 1 })
  expect(await world.stockOf(product)).toEqual({ disponible: 4, reserve: 1 })
  expect(typesOf(checkout_id)).toEqual(succeeded)
})
