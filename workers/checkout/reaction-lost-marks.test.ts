import { expect, it } from 'vitest'
import type { StockReserved } from '#generated/events/types.ts'
import { RetryLater } from '#platform/stream/bus.ts'
import { creation, refused, reservation, startReactions, succeeded, undone } from './testing.ts'

const { world, bus, handlers, of, typesOf, initiate, untilTypes } = await startReactions()

/** As after FLUSHALL: the marks of published outcomes and begun undos are gone. */
const forget = (checkoutId: string) =>
  bus.redis.del(
    ...['CheckoutInitiated', 'StockReserved', 'OrderCreationFailed'].flatMap((type) => [
      `outcome:${type}:${checkoutId}`,
      `outcome:${type}:${checkoutId}:undo`,
    ]),
  )

it.each([
  ['a price that changed', (product: number) => world.setStock(product, { prixCents: 999, stock: 4 })],
  ['a product that is gone', (product: number) => world.archive(product)],
])(
  'after Redis lost its marks, %s changes neither order nor reservation: both are announced again',
  async (_, change) => {
    const product = await world.product(100, 5)
    const { checkout_id, payload } = await initiate(product)
    await untilTypes(checkout_id, succeeded)
    await forget(checkout_id)
    await change(product)
    await handlers.reserve({ payload, deliveries: 2 })
    await untilTypes(checkout_id, [...succeeded, 'StockReserved', 'OrderCreated', 'CheckoutSucceeded'])
    const lines = of(checkout_id).flatMap(({ type, payload: announced }) =>
      type === 'StockReserved' ? [(announced as StockReserved).panier.lignes] : [],
    )
    expect(lines[1]).toEqual(lines[0])
    expect(await world.saleOf(checkout_id)).toMatchObject({ etat: 'enregistree', total_cents: 100 })
    expect(await world.stockOf(product)).toEqual({ disponible: 4, reserve: 1 })
  },
)

it('after Redis lost its marks, a reservation that was announced and released is announced again, and nothing is ordered', async () => {
  const product = await world.product(100, 5)
  world.setWeather(({ path }) => (path === creation ? 'lost' : 'fine'))
  const { checkout_id, payload } = await initiate(product)
  await untilTypes(checkout_id, undone)
  world.setWeather(() => 'fine')
  await forget(checkout_id)
  await handlers.reserve({ payload, deliveries: 2 })
  await untilTypes(checkout_id, [...undone, ...undone.slice(1)])
  expect(await world.stockOf(product)).toEqual({ disponible: 5, reserve: 0 })
})

it('after Redis lost its marks, a reservation that its own worker released is not announced', async () => {
  const product = await world.product(100, 5)
  world.setWeather(({ path }) => (path === reservation ? 'answer-dropped' : 'fine'))
  const { checkout_id, payload } = await initiate(product)
  await untilTypes(checkout_id, refused)
  world.setWeather(() => 'fine')
  await forget(checkout_id)
  await handlers.reserve({ payload, deliveries: 2 })
  await untilTypes(checkout_id, [...refused, 'StockReservationFailed', 'CheckoutFailed'])
  expect(await world.stockOf(product)).toEqual({ disponible: 5, reserve: 0 })
})

it('after Redis lost its marks, a call that times out cancels no order', async () => {
  const product = await world.product(100, 5)
  const { checkout_id, payload } = await initiate(product)
  await untilTypes(checkout_id, succeeded)
  await bus.redis.del(`outcome:CheckoutInitiated:${checkout_id}`, `outcome:StockReserved:${checkout_id}`)
  world.setWeather(({ path }) => (path === creation ? 'lost' : 'fine'))
  await handlers.reserve({ payload, deliveries: 2 })
  await untilTypes(checkout_id, [...succeeded, 'StockReserved', 'OrderCreated', 'CheckoutSucceeded'])
  expect(await world.saleOf(checkout_id)).toMatchObject({ etat: 'enregistree' })
})

it('two entries of one first event end alike even if Redis lost the first mark: an existing order keeps its stock', async () => {
  const product = await world.product(100, 5)
  const { checkout_id, payload } = await initiate(product)
  await untilTypes(checkout_id, succeeded)
  await forget(checkout_id)
  await world.archive(product)
  await expect(handlers.reserve({ payload, deliveries: 1 })).rejects.toThrow(RetryLater)
  expect(await world.stockOf(product)).toEqual({ disponible: 4, reserve: 1 })
})

it('while the reservation is unknown, a redelivered event waits', async () => {
  const product = await world.product(100, 5)
  const { checkout_id, payload } = await initiate(product)
  await untilTypes(checkout_id, succeeded)
  await forget(checkout_id)
  world.setWeather(({ path }) => (path.startsWith('/api/inventaire/reservations/') ? 'lost' : 'fine'))
  await expect(handlers.reserve({ payload, deliveries: 2 })).rejects.toThrow(RetryLater)
  expect(typesOf(checkout_id)).toEqual(succeeded)
})
