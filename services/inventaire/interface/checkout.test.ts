import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { systemClock } from '#platform/base/clock.ts'
import { sql } from '#platform/postgres/pool.ts'
import { type Answer, type Call, startService, type TestService } from '../../testing.ts'
import { inventaireServer } from '../server.ts'

let service: TestService
let dernier = 0

beforeAll(async () => {
  service = await startService(inject('postgresUrl'), 'services/inventaire/infrastructure/migrations', (parts) =>
    inventaireServer({ ...parts, clock: systemClock }),
  )
})
afterAll(() => service.stop())

const ajouterStock = sql(
  'test-ajouter',
  'insert into stock_central (produit_id, initial, disponible) values ($1, $2, $2)',
)

/** Each test uses a product of its own. */
const produitAvec = async (disponible: number): Promise<number> => {
  dernier += 1
  await service.pool.query(ajouterStock, [dernier, disponible])
  return dernier
}

const lignesDe = (...produits: number[]) => produits.map((produit_id) => ({ produit_id, quantite: 1 }))
const diminuer = (checkout_id: string, lignes: unknown, call: Call = {}): Promise<Answer> =>
  service.call('POST', '/api/inventaire/diminuer-stock/', { key: randomUUID(), body: { checkout_id, lignes }, ...call })
const augmenter = (checkout_id: string, call: Call = {}): Promise<Answer> =>
  service.call('POST', '/api/inventaire/augmenter-stock/', { key: randomUUID(), body: { checkout_id }, ...call })
const stockDe = async (produit: number) =>
  (await service.call('GET', `/api/inventaire/stocks-centraux/${produit}/`)).body

it('the last item with 200 buyers is sold once and refused 199 times', async () => {
  const produit = await produitAvec(1)
  const answers = await Promise.all(Array.from({ length: 200 }, () => diminuer(randomUUID(), lignesDe(produit))))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  const refused = answers.filter(({ status }) => status === 409)
  expect(refused).toHaveLength(199)
  expect(refused[0]?.contentType).toContain('application/problem+json')
  expect(refused[0]?.body).toMatchObject({
    type: 'urn:sagabench:problem:stock-insuffisant',
    status: 409,
    lignes: [{ produit_id: produit, quantite: 1, disponible: 0 }],
  })
  expect(await stockDe(produit)).toEqual({ produit_id: produit, disponible: 0, reserve: 1 })
})

it('reservations of the same products in different orders do not deadlock, and none is lost', async () => {
  const produits = [await produitAvec(1_000), await produitAvec(1_000), await produitAvec(1_000)]
  const answers = await Promise.all(
    Array.from({ length: 120 }, (_, i) =>
      diminuer(randomUUID(), lignesDe(...(i % 2 === 0 ? produits : [...produits].reverse()))),
    ),
  )
  expect(answers.every(({ status }) => status === 200)).toBe(true)
  for (const produit of produits) expect(await stockDe(produit)).toMatchObject({ disponible: 880, reserve: 120 })
})

it('a checkout reserves all of its lines or none', async () => {
  const [assez, trop] = [await produitAvec(5), await produitAvec(0)]
  expect((await diminuer(randomUUID(), lignesDe(assez, trop))).status).toBe(409)
  expect(await stockDe(assez)).toMatchObject({ disponible: 5, reserve: 0 })
})

it('a release returns the stock once, however often it is repeated', async () => {
  const produit = await produitAvec(5)
  const checkout = randomUUID()
  await diminuer(checkout, [{ produit_id: produit, quantite: 3 }])
  const expected = { checkout_id: checkout, etat: 'liberee', lignes: [{ produit_id: produit, quantite: 3 }] }
  expect(await augmenter(checkout)).toMatchObject({ status: 200, body: expected })
  expect(await augmenter(checkout)).toMatchObject({ status: 200, body: expected })
  expect(await stockDe(produit)).toMatchObject({ disponible: 5, reserve: 0 })
})

const connue = (checkout_id: string, call: Call = {}): Promise<Answer> =>
  service.call('GET', `/api/inventaire/reservations/${checkout_id}/`, { caller: 'worker-stock-reservation', ...call })

it('a reservation keeps its first prices, and records who released it', async () => {
  const produit = await produitAvec(5)
  const [checkout, key] = [randomUUID(), randomUUID()]
  const ligne = { produit_id: produit, quantite: 2 }
  expect(await connue(checkout)).toMatchObject({
    status: 404,
    body: { type: 'urn:sagabench:problem:reservation-inconnue' },
  })
  for (const prix_unitaire_cents of [150, 200, undefined]) {
    expect((await diminuer(checkout, [{ ...ligne, prix_unitaire_cents }], { key })).status).toBe(200)
  }
  expect((await diminuer(checkout, [{ ...ligne, quantite: 3 }], { key })).status).toBe(422)
  const tenue = { checkout_id: checkout, etat: 'reservee', lignes: [{ ...ligne, prix_unitaire_cents: 150 }] }
  expect((await connue(checkout)).body).toEqual({ ...tenue, liberee_par: null })
  await augmenter(checkout, { caller: 'worker-stock-compensation' })
  await augmenter(checkout, { caller: 'worker-stock-reservation' })
  expect((await connue(checkout)).body).toEqual({
    ...tenue,
    etat: 'liberee',
    liberee_par: 'worker-stock-compensation',
  })
  expect((await connue(checkout, { caller: 'application-boutique' })).status).toBe(403)
})

it('a tombstone is shown as released, with the application that released it', async () => {
  const checkout = randomUUID()
  await augmenter(checkout, { caller: 'worker-stock-reservation' })
  const released = { checkout_id: checkout, etat: 'liberee', lignes: [], liberee_par: 'worker-stock-reservation' }
  expect((await connue(checkout)).body).toEqual(released)
})

it('a release that comes first leaves a tombstone, and the late reservation is refused', async () => {
  const produit = await produitAvec(5)
  const checkout = randomUUID()
  expect(await augmenter(checkout)).toMatchObject({ status: 200, body: { etat: 'liberee', lignes: [] } })
  expect(await diminuer(checkout, lignesDe(produit))).toMatchObject({
    status: 409,
    body: { type: 'urn:sagabench:problem:reservation-annulee', checkout_id: checkout },
  })
  expect(await stockDe(produit)).toMatchObject({ disponible: 5, reserve: 0 })
})

it('a reservation and its release at the same time leave no item reserved', async () => {
  const produit = await produitAvec(100)
  await Promise.all(
    Array.from({ length: 60 }, async () => {
      const checkout = randomUUID()
      const [reservation, liberation] = await Promise.all([diminuer(checkout, lignesDe(produit)), augmenter(checkout)])
      expect([200, 409]).toContain(reservation.status)
      expect(liberation.status).toBe(200)
    }),
  )
  expect(await stockDe(produit)).toMatchObject({ disponible: 100, reserve: 0 })
})

it('the same key and body get the same answer and have one effect', async () => {
  const produit = await produitAvec(5)
  const [checkout, key] = [randomUUID(), randomUUID()]
  const first = await diminuer(checkout, lignesDe(produit), { key })
  expect(await diminuer(checkout, lignesDe(produit), { key })).toEqual(first)
  expect(first).toMatchObject({ status: 200, body: { etat: 'reservee', lignes: lignesDe(produit) } })
  expect(await stockDe(produit)).toMatchObject({ disponible: 4, reserve: 1 })
})

it('a refusal is stored under its key, so a repetition is refused even after a restock', async () => {
  const produit = await produitAvec(1)
  const [holder, checkout, key] = [randomUUID(), randomUUID(), randomUUID()]
  await diminuer(holder, lignesDe(produit))
  const refused = await diminuer(checkout, lignesDe(produit), { key })
  await augmenter(holder)
  expect(await diminuer(checkout, lignesDe(produit), { key })).toEqual(refused)
  expect((await diminuer(checkout, lignesDe(produit))).status).toBe(200)
})

it('the same key with another body is 422', async () => {
  const produit = await produitAvec(5)
  const [checkout, key] = [randomUUID(), randomUUID()]
  await diminuer(checkout, lignesDe(produit), { key })
  expect(await diminuer(checkout, [{ produit_id: produit, quantite: 2 }], { key })).toMatchObject({
    status: 422,
    body: { type: 'urn:sagabench:problem:idempotency-key-reused' },
  })
})

it('the same checkout with other lines under another key is 422', async () => {
  const produit = await produitAvec(5)
  const checkout = randomUUID()
  await diminuer(checkout, lignesDe(produit))
  expect((await diminuer(checkout, [{ produit_id: produit, quantite: 2 }])).status).toBe(422)
})

it('requests under one key at the same time have one effect; the others are asked to retry', async () => {
  const produit = await produitAvec(50)
  const [checkout, key] = [randomUUID(), randomUUID()]
  const answers = await Promise.all(Array.from({ length: 20 }, () => diminuer(checkout, lignesDe(produit), { key })))
  for (const { status, body } of answers)
    if (status !== 200)
      expect({ status, type: body.type }).toEqual({ status: 409, type: 'urn:sagabench:problem:idempotency-in-flight' })
  expect(await stockDe(produit)).toMatchObject({ disponible: 49, reserve: 1 })
})

it('a coordinator whose lease was taken over can neither reserve nor release', async () => {
  const produit = await produitAvec(5)
  const checkout = randomUUID()
  expect((await diminuer(checkout, lignesDe(produit), { epoch: 2 })).status).toBe(200)
  const superseded = { status: 409, body: { type: 'urn:sagabench:problem:epoch-superseded' } }
  expect(await augmenter(checkout, { epoch: 1 })).toMatchObject(superseded)
  expect(await diminuer(checkout, lignesDe(produit), { epoch: 1 })).toMatchObject(superseded)
  expect((await augmenter(checkout, { epoch: 2 })).status).toBe(200)
})

it('a repetition by the new coordinator takes the checkout over', async () => {
  const produit = await produitAvec(5)
  const [checkout, key] = [randomUUID(), randomUUID()]
  await diminuer(checkout, lignesDe(produit), { key, epoch: 1 })
  expect((await diminuer(checkout, lignesDe(produit), { key, epoch: 2 })).status).toBe(200)
  expect((await augmenter(checkout, { epoch: 1 })).status).toBe(409)
})

it('a verification returns the available quantities in the requested order, or the lines without enough stock', async () => {
  const [peu, assez] = [await produitAvec(1), await produitAvec(9)]
  const verifier = (lignes: unknown) => service.call('POST', '/api/inventaire/verifier-stock/', { body: { lignes } })
  expect(await verifier(lignesDe(assez, peu))).toMatchObject({
    status: 200,
    body: {
      lignes: [
        { produit_id: assez, disponible: 9 },
        { produit_id: peu, disponible: 1 },
      ],
    },
  })
  const trop = { produit_id: peu, quantite: 2 }
  const inconnu = { produit_id: 999_999, quantite: 1 }
  expect(await verifier([{ produit_id: assez, quantite: 1 }, trop, inconnu])).toMatchObject({
    status: 409,
    body: {
      lignes: [
        { ...trop, disponible: 1 },
        { ...inconnu, disponible: 0 },
      ],
    },
  })
})

it('a product in two lines, a missing key and a foreign caller are rejected', async () => {
  const produit = await produitAvec(5)
  expect(await diminuer(randomUUID(), lignesDe(produit, produit))).toMatchObject({
    status: 400,
    body: { errors: [{ field: '/lignes/1/produit_id', rule: 'unique' }] },
  })
  const body = { checkout_id: randomUUID(), lignes: lignesDe(produit) }
  expect((await service.call('POST', '/api/inventaire/diminuer-stock/', { body })).status).toBe(400)
  expect((await diminuer(randomUUID(), lignesDe(produit), { caller: 'application-boutique' })).status).toBe(403)
})
