import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, inject, it } from 'vitest'
import { until } from '../../tests/e2e/until.ts'
import { tokenOf } from '../testing.ts'
import { startWorld, type World } from '../testing-world.ts'
import { type Customer, type Shop, startShop } from './testing.ts'

// The deadline is far away, and no worker reads the stream: only the operation of the administrator ends checkouts.

let world: World
let shop: Shop
beforeAll(async () => {
  const servers = { postgresUrl: inject('postgresUrl'), redisUrl: inject('redisUrl') }
  world = await startWorld(servers.postgresUrl, 'service-ecommerce')
  shop = await startShop(servers, { participants: world.transport, deadlineMs: 20_000_000 })
})
afterEach(() => world.setWeather(() => 'fine'))
afterAll(async () => {
  await shop.stop()
  await world.stop()
})

type Started = { customer: Customer; checkout_id: string; lignes: object[]; product: number }
const administrator = randomUUID()

/** A checkout whose stock is reserved. */
const start = async (): Promise<Started> => {
  const customer = await shop.newCustomer()
  const product = await world.product(100, 5)
  const body = { panier: { lignes: [{ produit_id: product, quantite: 2 }] } }
  const ask = { key: randomUUID(), token: customer.token, body }
  const { checkout_id } = (await shop.ask('POST', `${customer.url}/checkout/choreo/`, ask)).json()
  const lignes = [{ produit_id: product, quantite: 2, prix_unitaire_cents: 100 }]
  const reserve = { key: randomUUID(), body: { checkout_id, lignes }, caller: 'worker-stock-reservation' }
  expect((await world.inventaire.call('POST', '/api/inventaire/diminuer-stock/', reserve)).status).toBe(200)
  return { customer, checkout_id, lignes, product }
}
const order = async ({ customer, checkout_id, lignes }: Started): Promise<string> => {
  const body = { checkout_id, client_id: customer.id, lignes }
  const asked = { key: randomUUID(), body, caller: 'worker-order-creation' }
  return (await world.commandes.call('POST', '/api/commandes/enregistrer-vente/', asked)).body.commande_id
}

const force = async (checkout_id: string, key: string = randomUUID()) => {
  const token = await tokenOf('administrateur', administrator)
  const asked = { key, token, caller: 'application-administration' }
  const answer = await shop.ask('POST', `/api/commandes/checkouts/${checkout_id}/terminer/`, asked)
  return { status: answer.statusCode, body: answer.json() }
}
const read = async ({ customer, checkout_id }: Started) =>
  (await shop.ask('GET', `${customer.url}/checkout/choreo/${checkout_id}/`, { token: customer.token })).json()
const endOf = (one: Started) =>
  until(
    () => read(one),
    ({ etat }) => etat !== 'EN_COURS',
  )
const logged = async (checkout_id: string) =>
  (await shop.pool.raw.query('select author, operation, role from operation_log where object_id = $1', [checkout_id]))
    .rows

it('an administrator ends a checkout without an order before its deadline: it fails, and its stock is released', async () => {
  const one = await start()
  const key = randomUUID()
  expect(await force(one.checkout_id, key)).toMatchObject({ status: 200, body: { etat: 'EN_COURS' } })
  await force(one.checkout_id, key)
  expect(await endOf(one)).toMatchObject({ etat: 'ECHOUE', motif: 'ECHEANCE_DEPASSEE' })
  expect(await world.stockOf(one.product)).toEqual({ disponible: 5, reserve: 0 })
  expect(await logged(one.checkout_id)).toEqual([
    { author: administrator, operation: 'terminerCheckoutChoreo', role: 'administrateur' },
  ])
})

it('one whose order was made succeeds, and an ended one stays as it is, without another row in the log', async () => {
  const one = await start()
  const commande_id = await order(one)
  await force(one.checkout_id)
  expect(await endOf(one)).toMatchObject({ etat: 'REUSSI', commande_id })
  expect(await force(one.checkout_id)).toMatchObject({ status: 200, body: { etat: 'REUSSI', commande_id } })
  expect(await logged(one.checkout_id)).toHaveLength(1)
})

it('a parked checkout is tried again at once, and parked again only after as many attempts', async () => {
  const one = await start()
  await shop.asOwner(
    `update checkout set recu_le = now() - interval '1 day', tentatives = 50, a_reprendre_le = now() + interval '59 s'
     where checkout_id = $1`,
    [one.checkout_id],
  )
  await force(one.checkout_id)
  expect(await endOf(one)).toMatchObject({ etat: 'ECHOUE' })
  const { rows } = await shop.pool.raw.query('select tentatives from checkout where checkout_id = $1', [
    one.checkout_id,
  ])
  expect(rows).toEqual([{ tentatives: 1 }])
})

it('an unknown checkout is not found, and nothing is logged', async () => {
  const unknown = '019f0000-0000-7000-8000-000000000001'
  expect(await force(unknown)).toMatchObject({ status: 404, body: { type: 'urn:sagabench:problem:checkout-inconnu' } })
  expect(await logged(unknown)).toEqual([])
})
