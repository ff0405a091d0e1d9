import { expect, it } from 'vitest'
import type { StockReserved } from '#generated/events/types.ts'
import { creation, refused, startReactions, succeeded, undone } from './testing.ts'

const { world, handlers, metrics, of, initiate, untilTypes, reasonOf, reserved } = await startReactions()

it('a checkout runs from event to event; StockReserved carries the prices of the catalogue', async () => {
  const product = await world.product(1_250, 10)
  const { checkout_id } = await initiate(product, 3)
  await untilTypes(checkout_id, succeeded)
  const reserved = of(checkout_id)[1]?.payload as StockReserved
  expect(reserved.panier.lignes).toEqual([{ produit_id: product, quantite: 3, prix_unitaire_cents: 1_250 }])
  expect(await world.saleOf(checkout_id)).toMatchObject({ etat: 'enregistree', total_cents: 3_750 })
  expect(await world.stockOf(product)).toEqual({ disponible: 7, reserve: 3 })
})

it('too little stock ends the checkout with its reason', async () => {
  const product = await world.product(100, 1)
  const { checkout_id } = await initiate(product, 2)
  await untilTypes(checkout_id, refused)
  expect(reasonOf(checkout_id)).toBe('STOCK_INSUFFISANT')
})

it('an order whose answer was lost is kept, and the checkout succeeds', async () => {
  const product = await world.product(100, 5)
  world.setWeather(({ path }) => (path === creation ? 'answer-dropped' : 'fine'))
  const { checkout_id } = await initiate(product)
  await untilTypes(checkout_id, succeeded)
  expect(await world.saleOf(checkout_id)).toMatchObject({ etat: 'enregistree' })
  expect(await world.stockOf(product)).toEqual({ disponible: 4, reserve: 1 })
})

it('an order that was not created is permanently refused before its failure is published, then the stock is released', async () => {
  const product = await world.product(100, 5)
  world.setWeather(({ path }) => (path === creation ? 'lost' : 'fine'))
  const { checkout_id } = await initiate(product)
  await untilTypes(checkout_id, undone)
  expect(reasonOf(checkout_id)).toBe('DELAI_DEPASSE')
  expect(await world.saleOf(checkout_id)).toMatchObject({ etat: 'tombstone' })
  expect(await world.stockOf(product)).toEqual({ disponible: 5, reserve: 0 })
})

it('two concurrent entries of one event end alike', async () => {
  const payload = await reserved()
  let calls = 0
  world.setWeather(({ path }) => (path === creation && ++calls > 1 ? 'lost' : 'fine'))
  await Promise.all([1, 2].map(() => handlers.create({ payload, deliveries: 1 })))
  expect(await world.saleOf(payload.checkout_id)).toMatchObject({ etat: 'enregistree' })
})

const counted = async (name: string): Promise<number> =>
  (await metrics.registry.getSingleMetric(name)?.get())?.values.reduce((sum, { value }) => sum + value, 0) ?? 0

it('an end that is published twice is counted once', async () => {
  const product = await world.product(100, 5)
  const { checkout_id } = await initiate(product)
  await untilTypes(checkout_id, succeeded)
  const before = await counted('saga_choreo_success_total')
  await handlers.create({ payload: of(checkout_id)[1]?.payload as StockReserved, deliveries: 2 })
  await untilTypes(checkout_id, [...succeeded, 'OrderCreated', 'CheckoutSucceeded'])
  expect(await counted('saga_choreo_success_total')).toBe(before)
})
