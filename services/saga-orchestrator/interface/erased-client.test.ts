import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { tokenOf } from '../../testing.ts'
import { startOrchestrator } from '../testing.ts'

let shop: Awaited<ReturnType<typeof startOrchestrator>>
beforeAll(async () => {
  shop = await startOrchestrator(inject('postgresUrl'))
})
afterAll(() => shop.stop())

const note = (client_id: string, caller = 'service-ecommerce') =>
  shop.service.call('POST', '/api/saga/clients-effaces/', { caller, key: randomUUID(), body: { client_id } })
const checkout = async (client_id: string, produit_id: number, key: string = randomUUID()) => {
  const body = { client_id, panier: { lignes: [{ produit_id, quantite: 1 }] } }
  const token = await tokenOf('client', client_id)
  return shop.service.call('POST', '/api/saga/checkout/', { caller: 'application-boutique', key, token, body })
}

it('an erased customer can not buy any more, others can, and earlier requests get their earlier answers', async () => {
  const product = await shop.world.product(100, 5)
  const [erased, other] = [randomUUID(), randomUUID()]
  const key = randomUUID()
  const bought = await checkout(erased, product, key)
  expect(bought.status).toBe(201)
  expect(await note(erased)).toMatchObject({ status: 200, body: { client_id: erased } })
  expect((await note(erased)).status).toBe(200)
  const refused = await checkout(erased, product)
  expect([refused.status, refused.body.type]).toEqual([404, 'urn:sagabench:problem:client-inconnu'])
  expect(await checkout(erased, product, key)).toMatchObject({ status: 201, body: bought.body })
  expect((await checkout(other, product)).status).toBe(201)
  expect(await shop.world.stockOf(product)).toEqual({ disponible: 3, reserve: 2 })
})

it('checkouts accepted in one batch are refused one by one', async () => {
  const product = await shop.world.product(100, 50)
  const clients = Array.from({ length: 10 }, () => randomUUID())
  for (const client of clients.slice(0, 5)) await note(client)
  const answers = await Promise.all(clients.map((client) => checkout(client, product)))
  expect(answers.map(({ status }) => status)).toEqual([...Array(5).fill(404), ...Array(5).fill(201)])
})

it('only ecommerce may report an erased customer', async () => {
  for (const caller of ['application-boutique', 'application-administration', 'worker-order-creation'])
    expect((await note(randomUUID(), caller)).status).toBe(403)
})
