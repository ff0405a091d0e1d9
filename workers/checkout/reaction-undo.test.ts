import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { StockReserved } from '#generated/events/types.ts'
import { checkoutCalls, checkoutReactions } from '#generated/saga/checkout.ts'
import { systemClock } from '#platform/base/clock.ts'
import { RetryLater } from '#platform/stream/bus.ts'
import { reactTo } from './reaction.ts'
import { creation, reservation, startReactions, succeeded } from './testing.ts'

const { world, bus, scope, handlers, of, initiate, untilTypes, reasonOf, reserved } = await startReactions()

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
  const product = await world.product(100, 5)
  const { checkout_id } = await initiate(product)
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
    const late = { ...scope, clock, name: 'stock_reservation' }
    const reserve = reactTo(late, checkoutReactions['stock-reservation'], calls)
    await expect(reserve({ payload, deliveries: 1 })).rejects.toThrow(RetryLater)
    expect(await bus.redis.exists(`outcome:CheckoutInitiated:${payload.checkout_id}:undo`)).toBe(0)
    expect(await world.saleOf(payload.checkout_id)).toBeUndefined()
  },
)
