import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, expect, inject, it, vi } from 'vitest'
import { sql } from '#platform/postgres/pool.ts'
import { tokenOf } from '../testing.ts'
import { createSagaOrchestratorServer } from './server.ts'
import { creation, startOrchestrator } from './testing.ts'

const { world, service, parts, checkout, checkoutAt, status, statesOf, list, untilEnded, stop } =
  await startOrchestrator(inject('postgresUrl'))
afterEach(() => world.setWeather(() => 'fine'))
afterAll(stop)

it('a checkout creates its order with the prices of the catalogue, and every transition is logged in order', async () => {
  const product = await world.product(1_250, 10)
  const { status: code, body } = await checkout([{ produit_id: product, quantite: 3 }])
  expect(code).toBe(201)
  expect(body).toMatchObject({ etat: 'SAGA_TERMINEE' })
  expect(await world.stockOf(product)).toEqual({ disponible: 7, reserve: 3 })
  const { commande_id } = body
  expect(await world.saleOf(body.checkout_id)).toEqual({ etat: 'enregistree', total_cents: 3_750, commande_id })
  expect(await statesOf(body.checkout_id)).toEqual([
    'EN_ATTENTE',
    'VERIFICATION_STOCK',
    'STOCK_VERIFIE',
    'RESERVATION_STOCK',
    'STOCK_RESERVE',
    'CREATION_COMMANDE',
    'COMMANDE_CREEE',
    'SAGA_TERMINEE',
  ])
})

it('insufficient stock refuses the checkout after one call, without an effect', async () => {
  const product = await world.product(100, 1)
  world.reached.length = 0
  const { status: code, body } = await checkout([{ produit_id: product, quantite: 2 }])
  expect([code, body.type]).toEqual([409, 'urn:sagabench:problem:checkout-refuse'])
  expect(body).toMatchObject({ etat: 'SAGA_ANNULEE', motif: 'STOCK_INSUFFISANT' })
  expect(world.reached).toEqual(['/api/inventaire/verifier-stock/ 409'])
  expect((await statesOf(body.checkout_id)).slice(-3)).toEqual([
    'ECHEC_STOCK_INSUFFISANT',
    'COMPENSATION_EN_COURS',
    'SAGA_ANNULEE',
  ])
})

it('a checkout with an archived product is refused before anything is reserved', async () => {
  const product = await world.product(100, 5)
  await world.archive(product)
  const { status: code, body } = await checkout([{ produit_id: product, quantite: 1 }])
  expect([code, body.motif]).toEqual([409, 'PRODUIT_INDISPONIBLE'])
  expect(await statesOf(body.checkout_id)).toContain('ECHEC_RESERVATION_STOCK')
  expect(await world.stockOf(product)).toEqual({ disponible: 5, reserve: 0 })
})

it('an order whose answer was lost is cancelled, and the stock is released', async () => {
  const product = await world.product(100, 5)
  world.setWeather(({ path }) => (path === creation ? 'answer-dropped' : 'fine'))
  const { status: code, body } = await checkout([{ produit_id: product, quantite: 1 }])
  expect([code, body.type, body.motif]).toEqual([503, 'urn:sagabench:problem:checkout-annule', 'DELAI_DEPASSE'])
  expect(await world.saleOf(body.checkout_id)).toMatchObject({ etat: 'annulee' })
  expect(await world.stockOf(product)).toEqual({ disponible: 5, reserve: 0 })
  const states = await statesOf(body.checkout_id)
  expect(states).toEqual(
    expect.arrayContaining(['ECHEC_CREATION_COMMANDE', 'augmenterStock done', 'annulerVente done']),
  )
  expect(states.at(-1)).toBe('SAGA_ANNULEE')
})

it('an order that arrives after its cancellation is refused', async () => {
  const product = await world.product(100, 5)
  world.setWeather(({ path }) => (path === creation ? { delay: 1_400 } : 'fine'))
  const { status: code, body } = await checkout([{ produit_id: product, quantite: 1 }])
  expect(code).toBe(503)
  await vi.waitFor(() => expect(world.reached.at(-1)).toBe(`${creation} 409`), { timeout: 5_000 })
  expect(await world.saleOf(body.checkout_id)).toMatchObject({ etat: 'tombstone' })
  expect(await world.stockOf(product)).toEqual({ disponible: 5, reserve: 0 })
})

it('an order that was certainly not created is not cancelled', async () => {
  const product = await world.product(100, 5)
  world.setWeather(({ path }) => (path === creation ? 'refused' : 'fine'))
  const { status: code, body } = await checkout([{ produit_id: product, quantite: 1 }])
  expect([code, body.motif]).toEqual([503, 'ERREUR_SERVICE'])
  expect(await world.saleOf(body.checkout_id)).toBeUndefined()
  expect(await world.stockOf(product)).toEqual({ disponible: 5, reserve: 0 })
})

it('the same key and body get the same answer, another body gets 422, and a repetition meanwhile is in flight', async () => {
  const product = await world.product(100, 5)
  const key = randomUUID()
  const lignes = [{ produit_id: product, quantite: 1 }]
  let losses = 1
  world.setWeather(({ path }) => (path === creation && losses-- > 0 ? 'lost' : 'fine'))
  const first = checkout(lignes, { key })
  await vi.waitFor(async () => expect((await world.stockOf(product)).reserve).toBe(1), 10_000)
  expect((await checkout(lignes, { key })).body.type).toBe('urn:sagabench:problem:idempotency-in-flight')
  const { status: code, body } = await first
  expect(code).toBe(201)
  expect(await checkout(lignes, { key })).toMatchObject({ status: 201, body })
  expect(await checkout(lignes, { key: `"${key}"` })).toMatchObject({ status: 201, body })
  expect(await world.stockOf(product)).toEqual({ disponible: 4, reserve: 1 })
  const other = await checkout([{ produit_id: product, quantite: 2 }], { key })
  expect([other.status, other.body.type]).toEqual([422, 'urn:sagabench:problem:idempotency-key-reused'])
  const refusedKey = randomUUID()
  const refused = await checkout([{ produit_id: product, quantite: 50 }], { key: refusedKey })
  expect(await checkout([{ produit_id: product, quantite: 50 }], { key: refusedKey })).toMatchObject(refused)
})

it('past its deadline a checkout is answered with the location of its outcome', async () => {
  const product = await world.product(100, 5)
  const key = randomUUID()
  world.setWeather(({ path }) => (path === creation || path.includes('augmenter') ? 'refused' : 'fine'))
  const lignes = [{ produit_id: product, quantite: 1 }]
  const { status: code, body } = await checkout(lignes, { key })
  expect([code, body.commande_id]).toEqual([202, null])
  expect((await checkout(lignes, { key })).status).toBe(202)
  world.setWeather(() => 'fine')
  await untilEnded(body.checkout_id)
  expect(await checkout(lignes, { key })).toMatchObject({ status: 503, body: { checkout_id: body.checkout_id } })
})

it('with Prefer: respond-async a checkout is answered when it is accepted, and a repetition returns the same one', async () => {
  const product = await world.product(100, 5)
  const lignes = [{ produit_id: product, quantite: 1 }]
  const call = { key: randomUUID(), prefer: 'respond-async' }
  world.setWeather(({ path }) => (path === creation ? { delay: 300 } : 'fine'))
  const { status: code, body } = await checkout(lignes, call)
  expect([code, body.commande_id]).toEqual([202, null])
  const { checkout_id } = body
  expect(await checkout(lignes, call)).toMatchObject({ status: 202, body: { checkout_id } })
  await untilEnded(checkout_id)
  expect(await checkout(lignes, call)).toMatchObject({ status: 201, body: { checkout_id, etat: 'SAGA_TERMINEE' } })
})

it('the log can only be appended to and read', async () => {
  const texts = ['update saga_log set etat = etat', 'delete from saga_log', 'truncate saga_log', 'delete from saga']
  for (const [index, text] of texts.entries())
    await expect(service.pool.query(sql(`test-forbidden-${index}`, text), [])).rejects.toThrow(/permission denied/)
})

it('customers see and start their own sagas only', async () => {
  const product = await world.product(100, 5)
  const lignes = [{ produit_id: product, quantite: 1 }]
  const { body } = await checkout(lignes)
  expect((await status(body.checkout_id, await tokenOf('client', randomUUID()))).status).toBe(404)
  const staff = await tokenOf('administrateur', randomUUID())
  expect((await status(body.checkout_id, staff, 'application-administration')).status).toBe(200)
  expect((await status(body.checkout_id, staff, 'application-boutique')).status).toBe(403)
  expect((await checkout(lignes, { token: await tokenOf('client', randomUUID()) })).status).toBe(404)
  expect((await checkout([...lignes, ...lignes])).body.errors[0].field).toBe('/panier/lignes')
})

it('the list shows active sagas, or those in a state, page by page', async () => {
  const product = await world.product(100, 100)
  const refusals = [1, 2, 3, 4].map(() => checkout([{ produit_id: product, quantite: 1_000 }]))
  await Promise.all(refusals)
  const first = (await list('?etat=SAGA_ANNULEE&limite=2')).body
  const second = (await list(`?etat=SAGA_ANNULEE&limite=2&curseur=${first.curseur_suivant}`)).body
  const ids = [...first.elements, ...second.elements].map(({ checkout_id }: { checkout_id: string }) => checkout_id)
  expect([new Set(ids).size, [...ids].sort().reverse()]).toEqual([4, ids])
  world.setWeather(({ path }) => (path === creation ? { delay: 250 } : 'fine'))
  const answer = checkout([{ produit_id: product, quantite: 1 }])
  await vi.waitFor(
    async () => expect((await list('')).body.elements).toMatchObject([{ etat: 'CREATION_COMMANDE', terminale: false }]),
    10_000,
  )
  expect((await list('?etat=CREATION_COMMANDE')).body.elements).toHaveLength(1)
  expect((await list('?etat=STOCK_RESERVE')).body.elements).toHaveLength(0)
  await answer
  expect((await list('')).body.elements).toEqual([])
})

it('of concurrent checkouts no more are accepted than may run', async () => {
  const product = await world.product(100, 50)
  const few = createSagaOrchestratorServer({ ...parts, owner: 'few', sagasMax: 3 })
  await few.server.ready()
  const buy = async () => (await checkoutAt(few.server, [{ produit_id: product, quantite: 1 }])).statusCode
  world.setWeather(({ path }) => (path === creation ? { delay: 250 } : 'fine'))
  const codes = await Promise.all(Array.from({ length: 12 }, buy))
  expect(codes.sort()).toEqual([...Array(3).fill(201), ...Array(9).fill(503)])
  expect(await buy()).toBe(201)
  await few.stop(0)
})
