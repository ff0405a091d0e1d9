import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { sql } from '#platform/postgres/pool.ts'
import { type Answer, type Call, startService, type TestService, tokenOf } from '../../testing.ts'
import { seedCommandes } from '../infrastructure/seed.ts'
import { commandesServer } from '../server.ts'

let service: TestService

beforeAll(async () => {
  service = await startService(inject('postgresUrl'), 'services/commandes/infrastructure/migrations', commandesServer)
  await seedCommandes(service.pool, { magasins: 3 })
})
afterAll(() => service.stop())

const lignes = [
  { produit_id: 42, quantite: 2, prix_unitaire_cents: 1250 },
  { produit_id: 7, quantite: 1, prix_unitaire_cents: 4900 },
]
const venteDe = (checkout_id = randomUUID(), client_id = randomUUID()) => ({ checkout_id, client_id, lignes })
const enregistrer = (body: unknown, call: Call = {}): Promise<Answer> =>
  service.call('POST', '/api/commandes/enregistrer-vente/', { key: randomUUID(), body, ...call })
const annuler = (checkout_id: string, call: Call = {}): Promise<Answer> =>
  service.call('POST', '/api/commandes/annuler-vente/', {
    key: randomUUID(),
    body: { checkout_id, motif: 'DELAI_DEPASSE' },
    ...call,
  })
const trancher = (checkout_id: string, call: Call = {}): Promise<Answer> =>
  service.call('POST', '/api/commandes/trancher-vente/', {
    key: randomUUID(),
    caller: 'worker-order-creation',
    body: { checkout_id, motif: 'ECHEANCE_DEPASSEE' },
    ...call,
  })

const ventes = sql('test-ventes', 'select etat, total_cents, motif from vente where checkout_id = $1')
const stockees = (checkout_id: string) => service.pool.query(ventes, [checkout_id])

it('a sale is recorded with the total of its lines', async () => {
  const vente = venteDe()
  const { status, body } = await enregistrer(vente)
  expect(status).toBe(201)
  expect(body).toEqual({ ...vente, commande_id: body.commande_id, etat: 'enregistree', total_cents: 7400 })
})

it('the same key and body get the same answer and record one sale', async () => {
  const [vente, key] = [venteDe(), randomUUID()]
  const first = await enregistrer(vente, { key })
  expect(await enregistrer(vente, { key })).toEqual(first)
  expect(await enregistrer(vente)).toEqual(first)
  expect(await stockees(vente.checkout_id)).toHaveLength(1)
})

it('the same key, or the same checkout, with another sale is 422', async () => {
  const [vente, key] = [venteDe(), randomUUID()]
  await enregistrer(vente, { key })
  const autre = { ...vente, lignes: lignes.slice(1) }
  for (const answer of [await enregistrer(autre, { key }), await enregistrer(autre)])
    expect(answer).toMatchObject({ status: 422, body: { type: 'urn:sagabench:problem:idempotency-key-reused' } })
})

it('a cancelled sale stays readable as cancelled, and cancelling again gives the same answer', async () => {
  const vente = venteDe()
  const { body } = await enregistrer(vente)
  const annulation = { checkout_id: vente.checkout_id, etat: 'annulee', commande_id: body.commande_id }
  expect(await annuler(vente.checkout_id)).toMatchObject({ status: 200, body: annulation })
  expect((await annuler(vente.checkout_id)).body).toEqual(annulation)
  const token = await tokenOf('staff', randomUUID())
  const caller = 'application-administration'
  const lue = await service.call('GET', `/api/commandes/ventes/${body.commande_id}/`, { token, caller })
  expect(lue.body).toEqual({ ...body, etat: 'annulee' })
})

it('a cancellation that comes first leaves a tombstone, and the late sale is refused', async () => {
  const vente = venteDe()
  expect(await annuler(vente.checkout_id)).toMatchObject({ status: 200, body: { commande_id: null } })
  expect(await enregistrer(vente)).toMatchObject({
    status: 409,
    body: { type: 'urn:sagabench:problem:vente-annulee', checkout_id: vente.checkout_id },
  })
  expect(await stockees(vente.checkout_id)).toEqual([{ etat: 'tombstone', total_cents: null, motif: 'DELAI_DEPASSE' }])
})

it('a sale and its cancellation at the same time never leave a recorded sale', async () => {
  await Promise.all(
    Array.from({ length: 60 }, async () => {
      const vente = venteDe()
      const [vendu, annule] = await Promise.all([enregistrer(vente), annuler(vente.checkout_id)])
      expect([201, 409]).toContain(vendu.status)
      expect(annule.status).toBe(200)
      expect((await stockees(vente.checkout_id))[0]?.etat).toBe(vendu.status === 201 ? 'annulee' : 'tombstone')
    }),
  )
})

it('a decision about a checkout with a sale returns the sale and leaves it unchanged', async () => {
  const vente = venteDe()
  const { body } = await enregistrer(vente)
  expect(await trancher(vente.checkout_id)).toMatchObject({ status: 200, body })
  expect((await stockees(vente.checkout_id))[0]).toMatchObject({ etat: 'enregistree' })
})

it('a decision about a checkout without a sale refuses a late one, and keeps the first reason', async () => {
  const vente = venteDe()
  const refused = { type: 'urn:sagabench:problem:vente-annulee', motif: 'ECHEANCE_DEPASSEE' }
  expect(await trancher(vente.checkout_id)).toMatchObject({ status: 409, body: refused })
  const other = { body: { checkout_id: vente.checkout_id, motif: 'DELAI_DEPASSE' } }
  expect(await trancher(vente.checkout_id, other)).toMatchObject({ status: 409, body: refused })
  expect((await enregistrer(vente)).status).toBe(409)
})

it('a sale and a decision at the same time agree', async () => {
  await Promise.all(
    Array.from({ length: 60 }, async () => {
      const vente = venteDe()
      const [vendu, tranche] = await Promise.all([enregistrer(vente), trancher(vente.checkout_id)])
      expect([vendu.status, tranche.status]).toEqual(vendu.status === 201 ? [201, 200] : [409, 409])
      expect((await trancher(vente.checkout_id)).status).toBe(tranche.status)
    }),
  )
})

it('a decision repeated under its key returns the current state', async () => {
  const [vente, key] = [venteDe(), randomUUID()]
  await enregistrer(vente)
  expect((await trancher(vente.checkout_id, { key })).status).toBe(200)
  await annuler(vente.checkout_id)
  expect((await trancher(vente.checkout_id, { key })).status).toBe(409)
})

it('a coordinator whose lease was taken over can neither record nor cancel', async () => {
  const vente = venteDe()
  await enregistrer(vente, { epoch: 2 })
  for (const answer of [await annuler(vente.checkout_id, { epoch: 1 }), await enregistrer(vente, { epoch: 1 })])
    expect(answer).toMatchObject({ status: 409, body: { type: 'urn:sagabench:problem:epoch-superseded' } })
  expect((await annuler(vente.checkout_id, { epoch: 3 })).status).toBe(200)
})

it('customers see their own sales only', async () => {
  const vente = venteDe()
  const { body } = await enregistrer(vente)
  const lire = async (client: string) =>
    service.call('GET', `/api/commandes/ventes/${body.commande_id}/`, { token: await tokenOf('client', client) })
  expect((await lire(vente.client_id)).body).toEqual(body)
  expect(await lire(randomUUID())).toMatchObject({
    status: 404,
    body: { type: 'urn:sagabench:problem:vente-inconnue' },
  })
})

it('shops are listed page by page, the online shop first', async () => {
  const premiere = (await service.call('GET', '/api/commandes/magasins/?limite=2')).body
  expect(premiere.elements[0]).toEqual({ magasin_id: 1, nom: 'Boutique en ligne' })
  const suite = (await service.call('GET', `/api/commandes/magasins/?limite=2&curseur=${premiere.curseur_suivant}`))
    .body
  expect(suite).toMatchObject({ elements: [{ magasin_id: 3 }], curseur_suivant: null })
  const apresTout = Buffer.from('3000000000').toString('base64url')
  const rien = (await service.call('GET', `/api/commandes/magasins/?curseur=${apresTout}`)).body
  expect(rien).toEqual({ elements: [], curseur_suivant: null })
})

it('a product in two lines, a total from the caller and a foreign caller are rejected', async () => {
  expect(await enregistrer({ ...venteDe(), lignes: [lignes[0], lignes[0]] })).toMatchObject({
    status: 400,
    body: { errors: [{ field: '/lignes/1/produit_id', rule: 'unique' }] },
  })
  expect((await enregistrer({ ...venteDe(), total_cents: 1 })).status).toBe(400)
  expect((await enregistrer(venteDe(), { caller: 'worker-stock-reservation' })).status).toBe(403)
})
