import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { StockReserved } from '#generated/events/types.ts'
import { Unacceptable } from '#platform/stream/bus.ts'
import { startReactions, succeeded } from './testing.ts'

const { world, handlers, typesOf, initiate, untilTypes, reserved } = await startReactions()

const repriced = (announced: StockReserved, change: object): StockReserved => ({
  ...announced,
  panier: { lignes: announced.panier.lignes.map((ligne) => ({ ...ligne, ...change })) },
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
  const product = await world.product(100, 5)
  const { checkout_id, payload } = await initiate(product)
  await untilTypes(checkout_id, succeeded)
  const { client_id } = payload
  const forged = { checkout_id, client_id, reason: 'DELAI_DEPASSE', failed_at: 1 }
  await expect(handlers.release({ payload: forged, deliveries: 1 })).rejects.toThrow(Unacceptable)
  expect(await world.stockOf(product)).toEqual({ disponible: 4, reserve: 1 })
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
