import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { systemClock } from '#platform/base/clock.ts'
import { sql } from '#platform/postgres/pool.ts'
import { type Answer, type Call, startService, type TestService, tokenOf, toNowhere } from '../../testing.ts'
import { seedCommandes } from '../infrastructure/seed.ts'
import { createCommandesServer } from '../server.ts'

let service: TestService

beforeAll(async () => {
  service = await startService(inject('postgresUrl'), 'services/commandes/infrastructure/migrations', (parts) =>
    createCommandesServer({ ...parts, transport: toNowhere(parts), clock: systemClock }),
  )
  await seedCommandes(service.pool, { shops: 3 })
})
afterAll(() => service.stop())

const lines = [
  { produit_id: 42, quantite: 2, prix_unitaire_cents: 1250 },
  { produit_id: 7, quantite: 1, prix_unitaire_cents: 4900 },
]
const saleOf = (checkout_id = randomUUID(), client_id = randomUUID()) => ({ checkout_id, client_id, lignes: lines })
const record = (body: unknown, call: Call = {}): Promise<Answer> =>
  service.call('POST', '/api/commandes/enregistrer-vente/', { key: randomUUID(), body, ...call })
const cancel = (checkout_id: string, call: Call = {}): Promise<Answer> =>
  service.call('POST', '/api/commandes/annuler-vente/', {
    key: randomUUID(),
    body: { checkout_id, motif: 'DELAI_DEPASSE' },
    ...call,
  })
const decide = (checkout_id: string, call: Call = {}): Promise<Answer> =>
  service.call('POST', '/api/commandes/trancher-vente/', {
    key: randomUUID(),
    caller: 'worker-order-creation',
    body: { checkout_id, motif: 'ECHEANCE_DEPASSEE' },
    ...call,
  })

const readSales = sql('test-sales', 'select etat, total_cents, motif from vente where checkout_id = $1')
const storedSales = (checkout_id: string) => service.pool.query(readSales, [checkout_id])

it('a sale is recorded with the total of its lines', async () => {
  const sale = saleOf()
  const { status, body } = await record(sale)
  expect(status).toBe(201)
  expect(body).toEqual({ ...sale, commande_id: body.commande_id, etat: 'enregistree', total_cents: 7400 })
})

it('the same key and body get the same answer and record one sale', async () => {
  const [sale, key] = [saleOf(), randomUUID()]
  const first = await record(sale, { key })
  expect(await record(sale, { key })).toEqual(first)
  expect(await record(sale)).toEqual(first)
  expect(await storedSales(sale.checkout_id)).toHaveLength(1)
})

it('the same key, or the same checkout, with another sale is 422', async () => {
  const [sale, key] = [saleOf(), randomUUID()]
  await record(sale, { key })
  const other = { ...sale, lignes: lines.slice(1) }
  for (const answer of [await record(other, { key }), await record(other)])
    expect(answer).toMatchObject({ status: 422, body: { type: 'urn:sagabench:problem:idempotency-key-reused' } })
})

it('a cancelled sale stays readable as cancelled, and cancelling again gives the same answer', async () => {
  const sale = saleOf()
  const { body } = await record(sale)
  const cancellation = { checkout_id: sale.checkout_id, etat: 'annulee', commande_id: body.commande_id }
  expect(await cancel(sale.checkout_id)).toMatchObject({ status: 200, body: cancellation })
  expect((await cancel(sale.checkout_id)).body).toEqual(cancellation)
  const token = await tokenOf('commis', randomUUID())
  const caller = 'application-administration'
  const read = await service.call('GET', `/api/commandes/ventes/${body.commande_id}/`, { token, caller })
  expect(read.body).toEqual({ ...body, etat: 'annulee' })
})

it('a cancellation that comes first leaves a tombstone, and the late sale is refused', async () => {
  const sale = saleOf()
  expect(await cancel(sale.checkout_id)).toMatchObject({ status: 200, body: { commande_id: null } })
  expect(await record(sale)).toMatchObject({
    status: 409,
    body: { type: 'urn:sagabench:problem:vente-annulee', checkout_id: sale.checkout_id },
  })
  expect(await storedSales(sale.checkout_id)).toEqual([
    { etat: 'tombstone', total_cents: null, motif: 'DELAI_DEPASSE' },
  ])
})

it('a sale and its cancellation at the same time never leave a recorded sale', async () => {
  await Promise.all(
    Array.from({ length: 60 }, async () => {
      const sale = saleOf()
      const [sold, cancelled] = await Promise.all([record(sale), cancel(sale.checkout_id)])
      expect([201, 409]).toContain(sold.status)
      expect(cancelled.status).toBe(200)
      expect((await storedSales(sale.checkout_id))[0]?.etat).toBe(sold.status === 201 ? 'annulee' : 'tombstone')
    }),
  )
})

it('a decision about a checkout with a sale returns the sale and leaves it unchanged', async () => {
  const sale = saleOf()
  const { body } = await record(sale)
  expect(await decide(sale.checkout_id)).toMatchObject({ status: 200, body })
  expect((await storedSales(sale.checkout_id))[0]).toMatchObject({ etat: 'enregistree' })
})

it('a decision about a checkout without a sale refuses a late one, and keeps the first reason', async () => {
  const sale = saleOf()
  const refused = { type: 'urn:sagabench:problem:vente-annulee', motif: 'ECHEANCE_DEPASSEE' }
  expect(await decide(sale.checkout_id)).toMatchObject({ status: 409, body: refused })
  const other = { body: { checkout_id: sale.checkout_id, motif: 'DELAI_DEPASSE' } }
  expect(await decide(sale.checkout_id, other)).toMatchObject({ status: 409, body: refused })
  expect((await record(sale)).status).toBe(409)
})

it('a sale and a decision at the same time agree', async () => {
  await Promise.all(
    Array.from({ length: 60 }, async () => {
      const sale = saleOf()
      const [sold, decided] = await Promise.all([record(sale), decide(sale.checkout_id)])
      expect([sold.status, decided.status]).toEqual(sold.status === 201 ? [201, 200] : [409, 409])
      expect((await decide(sale.checkout_id)).status).toBe(decided.status)
    }),
  )
})

it('a decision repeated under its key returns the current state', async () => {
  const [sale, key] = [saleOf(), randomUUID()]
  await record(sale)
  expect((await decide(sale.checkout_id, { key })).status).toBe(200)
  await cancel(sale.checkout_id)
  expect((await decide(sale.checkout_id, { key })).status).toBe(409)
})

it('a coordinator whose lease was taken over can neither record nor cancel', async () => {
  const sale = saleOf()
  await record(sale, { epoch: 2 })
  for (const answer of [await cancel(sale.checkout_id, { epoch: 1 }), await record(sale, { epoch: 1 })])
    expect(answer).toMatchObject({ status: 409, body: { type: 'urn:sagabench:problem:epoch-superseded' } })
  expect((await cancel(sale.checkout_id, { epoch: 3 })).status).toBe(200)
})

it('customers see their own sales only', async () => {
  const sale = saleOf()
  const { body } = await record(sale)
  const read = async (client: string) =>
    service.call('GET', `/api/commandes/ventes/${body.commande_id}/`, { token: await tokenOf('client', client) })
  expect((await read(sale.client_id)).body).toEqual(body)
  expect(await read(randomUUID())).toMatchObject({
    status: 404,
    body: { type: 'urn:sagabench:problem:vente-inconnue' },
  })
})

it('shops are listed page by page, the online shop first', async () => {
  const firstPage = (await service.call('GET', '/api/commandes/magasins/?limite=2')).body
  expect(firstPage.elements[0]).toEqual({ magasin_id: 1, nom: 'Boutique en ligne' })
  const nextPage = (await service.call('GET', `/api/commandes/magasins/?limite=2&curseur=${firstPage.curseur_suivant}`))
    .body
  expect(nextPage).toMatchObject({ elements: [{ magasin_id: 3 }], curseur_suivant: null })
  const pastAll = Buffer.from('3000000000').toString('base64url')
  const nothing = (await service.call('GET', `/api/commandes/magasins/?curseur=${pastAll}`)).body
  expect(nothing).toEqual({ elements: [], curseur_suivant: null })
})

it('a product in two lines, a total from the caller and a foreign caller are rejected', async () => {
  expect(await record({ ...saleOf(), lignes: [lines[0], lines[0]] })).toMatchObject({
    status: 400,
    body: { errors: [{ field: '/lignes/1/produit_id', rule: 'unique' }] },
  })
  expect((await record({ ...saleOf(), total_cents: 1 })).status).toBe(400)
  expect((await record(saleOf(), { caller: 'worker-stock-reservation' })).status).toBe(403)
})
