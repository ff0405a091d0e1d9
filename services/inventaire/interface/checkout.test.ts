import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { systemClock } from '#platform/base/clock.ts'
import { sql } from '#platform/postgres/pool.ts'
import { type Answer, type Call, startService, type TestService } from '../../testing.ts'
import { createInventaireServer } from '../server.ts'

let service: TestService
let last = 0

beforeAll(async () => {
  service = await startService(inject('postgresUrl'), 'services/inventaire/infrastructure/migrations', (parts) =>
    createInventaireServer({ ...parts, clock: systemClock }),
  )
})
afterAll(() => service.stop())

const addStock = sql(
  'test-add-stock',
  'insert into stock_central (produit_id, initial, disponible) values ($1, $2, $2)',
)

/** Each test uses a product of its own. */
const productWith = async (disponible: number): Promise<number> => {
  last += 1
  await service.pool.query(addStock, [last, disponible])
  return last
}

const linesOf = (...products: number[]) => products.map((produit_id) => ({ produit_id, quantite: 1 }))
const reserveStock = (checkout_id: string, lines: unknown, call: Call = {}): Promise<Answer> =>
  service.call('POST', '/api/inventaire/diminuer-stock/', {
    key: randomUUID(),
    body: { checkout_id, lignes: lines },
    ...call,
  })
const releaseStock = (checkout_id: string, call: Call = {}): Promise<Answer> =>
  service.call('POST', '/api/inventaire/augmenter-stock/', { key: randomUUID(), body: { checkout_id }, ...call })
const stockOf = async (product: number) =>
  (await service.call('GET', `/api/inventaire/stocks-centraux/${product}/`)).body

it('the last item with 200 buyers is sold once and refused 199 times', async () => {
  const product = await productWith(1)
  const answers = await Promise.all(Array.from({ length: 200 }, () => reserveStock(randomUUID(), linesOf(product))))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  const refused = answers.filter(({ status }) => status === 409)
  expect(refused).toHaveLength(199)
  expect(refused[0]?.contentType).toContain('application/problem+json')
  expect(refused[0]?.body).toMatchObject({
    type: 'urn:sagabench:problem:stock-insuffisant',
    status: 409,
    lignes: [{ produit_id: product, quantite: 1, disponible: 0 }],
  })
  expect(await stockOf(product)).toEqual({ produit_id: product, disponible: 0, reserve: 1 })
})

it('reservations of the same products in different orders do not deadlock, and none is lost', async () => {
  const products = [await productWith(1_000), await productWith(1_000), await productWith(1_000)]
  const answers = await Promise.all(
    Array.from({ length: 120 }, (_, i) =>
      reserveStock(randomUUID(), linesOf(...(i % 2 === 0 ? products : [...products].reverse()))),
    ),
  )
  expect(answers.every(({ status }) => status === 200)).toBe(true)
  for (const product of products) expect(await stockOf(product)).toMatchObject({ disponible: 880, reserve: 120 })
})

it('a checkout reserves all of its lines or none', async () => {
  const [enough, tooMuch] = [await productWith(5), await productWith(0)]
  expect((await reserveStock(randomUUID(), linesOf(enough, tooMuch))).status).toBe(409)
  expect(await stockOf(enough)).toMatchObject({ disponible: 5, reserve: 0 })
})

it('a release returns the stock once, however often it is repeated', async () => {
  const product = await productWith(5)
  const checkout = randomUUID()
  await reserveStock(checkout, [{ produit_id: product, quantite: 3 }])
  const expected = { checkout_id: checkout, etat: 'liberee', lignes: [{ produit_id: product, quantite: 3 }] }
  expect(await releaseStock(checkout)).toMatchObject({ status: 200, body: expected })
  expect(await releaseStock(checkout)).toMatchObject({ status: 200, body: expected })
  expect(await stockOf(product)).toMatchObject({ disponible: 5, reserve: 0 })
})

const known = (checkout_id: string, call: Call = {}): Promise<Answer> =>
  service.call('GET', `/api/inventaire/reservations/${checkout_id}/`, { caller: 'worker-stock-reservation', ...call })

it('a reservation keeps its first prices, and records who released it', async () => {
  const product = await productWith(5)
  const [checkout, key] = [randomUUID(), randomUUID()]
  const line = { produit_id: product, quantite: 2 }
  expect(await known(checkout)).toMatchObject({
    status: 404,
    body: { type: 'urn:sagabench:problem:reservation-inconnue' },
  })
  for (const prix_unitaire_cents of [150, 200, undefined]) {
    expect((await reserveStock(checkout, [{ ...line, prix_unitaire_cents }], { key })).status).toBe(200)
  }
  expect((await reserveStock(checkout, [{ ...line, quantite: 3 }], { key })).status).toBe(422)
  const held = { checkout_id: checkout, etat: 'reservee', lignes: [{ ...line, prix_unitaire_cents: 150 }] }
  expect((await known(checkout)).body).toEqual({ ...held, liberee_par: null })
  await releaseStock(checkout, { caller: 'worker-stock-compensation' })
  await releaseStock(checkout, { caller: 'worker-stock-reservation' })
  expect((await known(checkout)).body).toEqual({
    ...held,
    etat: 'liberee',
    liberee_par: 'worker-stock-compensation',
  })
  expect((await known(checkout, { caller: 'application-boutique' })).status).toBe(403)
})

it('a tombstone is shown as released, with the application that released it', async () => {
  const checkout = randomUUID()
  await releaseStock(checkout, { caller: 'worker-stock-reservation' })
  const released = { checkout_id: checkout, etat: 'liberee', lignes: [], liberee_par: 'worker-stock-reservation' }
  expect((await known(checkout)).body).toEqual(released)
})

it('a release that comes first leaves a tombstone, and the late reservation is refused', async () => {
  const product = await productWith(5)
  const checkout = randomUUID()
  expect(await releaseStock(checkout)).toMatchObject({ status: 200, body: { etat: 'liberee', lignes: [] } })
  expect(await reserveStock(checkout, linesOf(product))).toMatchObject({
    status: 409,
    body: { type: 'urn:sagabench:problem:reservation-annulee', checkout_id: checkout },
  })
  expect(await stockOf(product)).toMatchObject({ disponible: 5, reserve: 0 })
})

it('a reservation and its release at the same time leave no item reserved', async () => {
  const product = await productWith(100)
  await Promise.all(
    Array.from({ length: 60 }, async () => {
      const checkout = randomUUID()
      const [reservation, release] = await Promise.all([
        reserveStock(checkout, linesOf(product)),
        releaseStock(checkout),
      ])
      expect([200, 409]).toContain(reservation.status)
      expect(release.status).toBe(200)
    }),
  )
  expect(await stockOf(product)).toMatchObject({ disponible: 100, reserve: 0 })
})

it('the same key and body get the same answer and have one effect', async () => {
  const product = await productWith(5)
  const [checkout, key] = [randomUUID(), randomUUID()]
  const first = await reserveStock(checkout, linesOf(product), { key })
  expect(await reserveStock(checkout, linesOf(product), { key })).toEqual(first)
  expect(first).toMatchObject({ status: 200, body: { etat: 'reservee', lignes: linesOf(product) } })
  expect(await stockOf(product)).toMatchObject({ disponible: 4, reserve: 1 })
})

it('a refusal is stored under its key, so a repetition is refused even after a restock', async () => {
  const product = await productWith(1)
  const [holder, checkout, key] = [randomUUID(), randomUUID(), randomUUID()]
  await reserveStock(holder, linesOf(product))
  const refused = await reserveStock(checkout, linesOf(product), { key })
  await releaseStock(holder)
  expect(await reserveStock(checkout, linesOf(product), { key })).toEqual(refused)
  expect((await reserveStock(checkout, linesOf(product))).status).toBe(200)
})

it('the same key with another body is 422', async () => {
  const product = await productWith(5)
  const [checkout, key] = [randomUUID(), randomUUID()]
  await reserveStock(checkout, linesOf(product), { key })
  expect(await reserveStock(checkout, [{ produit_id: product, quantite: 2 }], { key })).toMatchObject({
    status: 422,
    body: { type: 'urn:sagabench:problem:idempotency-key-reused' },
  })
})

it('the same checkout with other lines under another key is 422', async () => {
  const product = await productWith(5)
  const checkout = randomUUID()
  await reserveStock(checkout, linesOf(product))
  expect((await reserveStock(checkout, [{ produit_id: product, quantite: 2 }])).status).toBe(422)
})

it('requests under one key at the same time have one effect; the others are asked to retry', async () => {
  const product = await productWith(50)
  const [checkout, key] = [randomUUID(), randomUUID()]
  const answers = await Promise.all(Array.from({ length: 20 }, () => reserveStock(checkout, linesOf(product), { key })))
  for (const { status, body } of answers)
    if (status !== 200)
      expect({ status, type: body.type }).toEqual({ status: 409, type: 'urn:sagabench:problem:idempotency-in-flight' })
  expect(await stockOf(product)).toMatchObject({ disponible: 49, reserve: 1 })
})

it('a coordinator whose lease was taken over can neither reserve nor release', async () => {
  const product = await productWith(5)
  const checkout = randomUUID()
  expect((await reserveStock(checkout, linesOf(product), { epoch: 2 })).status).toBe(200)
  const superseded = { status: 409, body: { type: 'urn:sagabench:problem:epoch-superseded' } }
  expect(await releaseStock(checkout, { epoch: 1 })).toMatchObject(superseded)
  expect(await reserveStock(checkout, linesOf(product), { epoch: 1 })).toMatchObject(superseded)
  expect((await releaseStock(checkout, { epoch: 2 })).status).toBe(200)
})

it('a repetition by the new coordinator takes the checkout over', async () => {
  const product = await productWith(5)
  const [checkout, key] = [randomUUID(), randomUUID()]
  await reserveStock(checkout, linesOf(product), { key, epoch: 1 })
  expect((await reserveStock(checkout, linesOf(product), { key, epoch: 2 })).status).toBe(200)
  expect((await releaseStock(checkout, { epoch: 1 })).status).toBe(409)
})

it('a verification returns the available quantities in the requested order, or the lines without enough stock', async () => {
  const [few, enough] = [await productWith(1), await productWith(9)]
  const verify = (lines: unknown) =>
    service.call('POST', '/api/inventaire/verifier-stock/', { body: { lignes: lines } })
  expect(await verify(linesOf(enough, few))).toMatchObject({
    status: 200,
    body: {
      lignes: [
        { produit_id: enough, disponible: 9 },
        { produit_id: few, disponible: 1 },
      ],
    },
  })
  const tooMuch = { produit_id: few, quantite: 2 }
  const unknown = { produit_id: 999_999, quantite: 1 }
  expect(await verify([{ produit_id: enough, quantite: 1 }, tooMuch, unknown])).toMatchObject({
    status: 409,
    body: {
      lignes: [
        { ...tooMuch, disponible: 1 },
        { ...unknown, disponible: 0 },
      ],
    },
  })
})

it('a product in two lines, a missing key and a foreign caller are rejected', async () => {
  const product = await productWith(5)
  expect(await reserveStock(randomUUID(), linesOf(product, product))).toMatchObject({
    status: 400,
    body: { errors: [{ field: '/lignes/1/produit_id', rule: 'unique' }] },
  })
  const body = { checkout_id: randomUUID(), lignes: linesOf(product) }
  expect((await service.call('POST', '/api/inventaire/diminuer-stock/', { body })).status).toBe(400)
  expect((await reserveStock(randomUUID(), linesOf(product), { caller: 'application-boutique' })).status).toBe(403)
})
