import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, inject, it, vi } from 'vitest'
import { checkoutCalls, checkoutSaga } from '#generated/saga/checkout.ts'
import { systemClock } from '#platform/clock.ts'
import { sql } from '#platform/postgres.ts'
import { type Call, startService, type TestService, tokenOf } from '../testing.ts'
import { startWorld, type World } from '../testing-world.ts'
import { createOrchestrator, type Orchestrator, type Parts } from './server.ts'

const migrations = 'services/saga-orchestrator/infrastructure/migrations'
const client = randomUUID()
const creation = '/api/commandes/enregistrer-vente/'

let world: World
let service: TestService
let orchestrator: Orchestrator
let parts: Parts

/** Times shorter than in the definition, so that tests need not wait. */
const table = {
  ...checkoutSaga,
  deadlineMs: 3_000,
  undo: { backoffFirstMs: 10, backoffMaxMs: 50, parkAfterAttempts: 3 },
  steps: checkoutSaga.steps.map((step) => ({ ...step, timeoutMs: 500 })),
}

beforeAll(async () => {
  world = await startWorld(inject('postgresUrl'), 'service-saga-orchestrator')
  service = await startService(inject('postgresUrl'), migrations, (given) => {
    const calls = checkoutCalls(world.transport)
    const closing = new AbortController().signal
    parts = { ...given, table, calls, closing, clock: systemClock, owner: 'one', leaseMs: 60_000 }
    orchestrator = createOrchestrator(parts)
    return orchestrator.server
  })
  await orchestrator.resume()
})
afterEach(() => world.setWeather(() => 'fine'))
afterAll(async () => {
  await orchestrator.stop(1_000)
  await service.stop()
  await world.stop()
})

const checkout = async (lignes: { produit_id: number; quantite: number }[], call: Call = {}) =>
  service.call('POST', '/api/saga/checkout/', {
    key: randomUUID(),
    token: await tokenOf('client', client),
    caller: 'application-boutique',
    body: { client_id: client, panier: { lignes } },
    ...call,
  })
const status = async (id: string, token?: string) =>
  service.call('GET', `/api/saga/${id}/status/`, { token: token ?? (await tokenOf('client', client)) })
const compensate = async (id: string) =>
  service.call('POST', `/api/saga/${id}/compensate/`, {
    key: randomUUID(),
    token: await tokenOf('staff', randomUUID()),
  })
const etatsOf = async (id: string): Promise<string[]> =>
  (await status(id)).body.transitions.map(({ etat, action }: { etat: string; action: string | null }) =>
    action && etat === 'COMPENSATION_EN_COURS' ? action : etat,
  )
const untilEnded = (id: string) =>
  vi.waitFor(async () => expect((await status(id)).body.terminale).toBe(true), { timeout: 10_000 })
const onlySaga = sql('test-newest-saga', 'select saga_id from saga order by saga_id desc limit 1')
const hands = sql('test-hands', 'select owner, epoch from saga where saga_id = $1')
const newest = async (): Promise<string> =>
  String((await service.pool.query<{ saga_id: string }>(onlySaga, []))[0]?.saga_id)

it('a checkout creates its order with the prices of the catalogue, and every transition is logged in order', async () => {
  const produit = await world.produit(1_250, 10)
  const { status: code, body } = await checkout([{ produit_id: produit, quantite: 3 }])
  expect(code).toBe(201)
  expect(body).toMatchObject({ etat: 'SAGA_TERMINEE' })
  expect(await world.stockDe(produit)).toEqual({ disponible: 7, reserve: 3 })
  const { commande_id } = body
  expect(await world.venteDe(body.checkout_id)).toEqual({ etat: 'enregistree', total_cents: 3_750, commande_id })
  expect(await etatsOf(body.checkout_id)).toEqual([
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

it('too little stock refuses the checkout after one call, without an effect', async () => {
  const produit = await world.produit(100, 1)
  world.reached.length = 0
  const { status: code, body } = await checkout([{ produit_id: produit, quantite: 2 }])
  expect([code, body.type]).toEqual([409, 'urn:sagabench:problem:checkout-refuse'])
  expect(body).toMatchObject({ etat: 'SAGA_ANNULEE', motif: 'STOCK_INSUFFISANT' })
  expect(world.reached).toEqual(['/api/inventaire/verifier-stock/ 409'])
  expect((await etatsOf(body.checkout_id)).slice(-3)).toEqual([
    'ECHEC_STOCK_INSUFFISANT',
    'COMPENSATION_EN_COURS',
    'SAGA_ANNULEE',
  ])
})

it('an archived product refuses the checkout before anything is reserved', async () => {
  const produit = await world.produit(100, 5)
  await world.archiver(produit)
  const { status: code, body } = await checkout([{ produit_id: produit, quantite: 1 }])
  expect([code, body.motif]).toEqual([409, 'PRODUIT_INDISPONIBLE'])
  expect(await etatsOf(body.checkout_id)).toContain('ECHEC_RESERVATION_STOCK')
  expect(await world.stockDe(produit)).toEqual({ disponible: 5, reserve: 0 })
})

it('an order whose answer was lost is cancelled, and the stock is released', async () => {
  const produit = await world.produit(100, 5)
  world.setWeather(({ path }) => (path === creation ? 'answer-dropped' : 'fine'))
  const { status: code, body } = await checkout([{ produit_id: produit, quantite: 1 }])
  expect([code, body.type, body.motif]).toEqual([503, 'urn:sagabench:problem:checkout-annule', 'DELAI_DEPASSE'])
  expect(await world.venteDe(body.checkout_id)).toMatchObject({ etat: 'annulee' })
  expect(await world.stockDe(produit)).toEqual({ disponible: 5, reserve: 0 })
  const etats = await etatsOf(body.checkout_id)
  expect(etats).toEqual(expect.arrayContaining(['ECHEC_CREATION_COMMANDE', 'augmenterStock done', 'annulerVente done']))
  expect(etats.at(-1)).toBe('SAGA_ANNULEE')
})

it('an order that arrives after its cancellation is refused', async () => {
  const produit = await world.produit(100, 5)
  world.setWeather(({ path }) => (path === creation ? { delay: 1_400 } : 'fine'))
  const { status: code, body } = await checkout([{ produit_id: produit, quantite: 1 }])
  expect(code).toBe(503)
  await vi.waitFor(() => expect(world.reached.at(-1)).toBe(`${creation} 409`), { timeout: 5_000 })
  expect(await world.venteDe(body.checkout_id)).toMatchObject({ etat: 'tombstone' })
  expect(await world.stockDe(produit)).toEqual({ disponible: 5, reserve: 0 })
})

it('an order that was certainly not created is not cancelled', async () => {
  const produit = await world.produit(100, 5)
  world.setWeather(({ path }) => (path === creation ? 'refused' : 'fine'))
  const { status: code, body } = await checkout([{ produit_id: produit, quantite: 1 }])
  expect([code, body.motif]).toEqual([503, 'ERREUR_SERVICE'])
  expect(await world.venteDe(body.checkout_id)).toBeUndefined()
  expect(await world.stockDe(produit)).toEqual({ disponible: 5, reserve: 0 })
})

it('an undo is tried until its service is back, and is seen as parked meanwhile', async () => {
  const produit = await world.produit(100, 5)
  world.setWeather(({ path }) => (path === creation || path.includes('augmenter') ? 'refused' : 'fine'))
  const answer = checkout([{ produit_id: produit, quantite: 1 }])
  await vi.waitFor(async () => expect(await etatsOf(await newest())).toContain('augmenterStock parked'), {
    timeout: 5_000,
  })
  world.setWeather(() => 'fine')
  expect((await answer).status).toBe(503)
  expect(await world.stockDe(produit)).toEqual({ disponible: 5, reserve: 0 })
})

it('the same key and body get the same answer, another body is 422, and meanwhile it is in flight', async () => {
  const produit = await world.produit(100, 5)
  const key = randomUUID()
  const lignes = [{ produit_id: produit, quantite: 1 }]
  let losses = 1
  world.setWeather(({ path }) => (path === creation && losses-- > 0 ? 'lost' : 'fine'))
  const first = checkout(lignes, { key })
  await vi.waitFor(async () => expect((await world.stockDe(produit)).reserve).toBe(1))
  expect((await checkout(lignes, { key })).body.type).toBe('urn:sagabench:problem:idempotency-in-flight')
  const { status: code, body } = await first
  expect(code).toBe(201)
  expect(await checkout(lignes, { key })).toMatchObject({ status: 201, body })
  expect(await world.stockDe(produit)).toEqual({ disponible: 4, reserve: 1 })
  const other = await checkout([{ produit_id: produit, quantite: 2 }], { key })
  expect([other.status, other.body.type]).toEqual([422, 'urn:sagabench:problem:idempotency-key-reused'])
  const refusedKey = randomUUID()
  const refused = await checkout([{ produit_id: produit, quantite: 50 }], { key: refusedKey })
  expect(await checkout([{ produit_id: produit, quantite: 50 }], { key: refusedKey })).toMatchObject(refused)
})

it('past its deadline a checkout is answered with the place of its outcome', async () => {
  const produit = await world.produit(100, 5)
  const key = randomUUID()
  world.setWeather(({ path }) => (path === creation || path.includes('augmenter') ? 'refused' : 'fine'))
  const lignes = [{ produit_id: produit, quantite: 1 }]
  const { status: code, body } = await checkout(lignes, { key })
  expect([code, body.commande_id]).toEqual([202, null])
  expect((await checkout(lignes, { key })).status).toBe(202)
  world.setWeather(() => 'fine')
  await untilEnded(body.checkout_id)
  expect(await checkout(lignes, { key })).toMatchObject({ status: 503, body: { checkout_id: body.checkout_id } })
})

it('a forced undo ends a saga at work; one that has ended, or is unknown, is refused', async () => {
  const produit = await world.produit(100, 5)
  world.setWeather(({ path }) => (path === creation ? { delay: 250 } : 'fine'))
  const answer = checkout([{ produit_id: produit, quantite: 1 }])
  await vi.waitFor(async () => expect((await world.stockDe(produit)).reserve).toBe(1))
  const id = await newest()
  expect(await compensate(id)).toMatchObject({ status: 202, body: { etat: 'COMPENSATION_EN_COURS' } })
  expect(await answer).toMatchObject({ status: 503, body: { motif: 'COMPENSATION_FORCEE' } })
  expect(await world.stockDe(produit)).toEqual({ disponible: 5, reserve: 0 })
  expect((await compensate(id)).body.type).toBe('urn:sagabench:problem:saga-terminee')
  expect((await compensate(randomUUID())).status).toBe(404)
})

it('a saga whose process was stopped is resumed by the next one, from the step whose end nobody saw', async () => {
  const produit = await world.produit(100, 5)
  const first = createOrchestrator({ ...parts, owner: 'restarted' })
  world.setWeather(({ path }) => (path === creation ? 'lost' : 'fine'))
  const token = await tokenOf('client', client)
  const headers = { 'x-gateway-secret': parts.gatewaySecret, 'x-consumer-username': 'application-boutique' }
  void first.server.inject({
    method: 'POST',
    url: '/api/saga/checkout/',
    headers: { ...headers, authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() },
    payload: { client_id: client, panier: { lignes: [{ produit_id: produit, quantite: 1 }] } },
  })
  await vi.waitFor(async () => expect((await world.stockDe(produit)).reserve).toBe(1))
  await first.stop(0)
  const id = await newest()
  world.setWeather(() => 'fine')

  const stranger = createOrchestrator({ ...parts, owner: 'stranger', metrics: parts.metrics })
  await stranger.resume()
  expect(await service.pool.query(hands, [id])).toEqual([{ owner: 'restarted', epoch: 1 }])
  await stranger.stop(0)

  const second = createOrchestrator({ ...parts, owner: 'restarted' })
  await second.resume()
  await untilEnded(id)
  expect((await status(id)).body).toMatchObject({ etat: 'SAGA_TERMINEE' })
  expect(await world.venteDe(id)).toMatchObject({ etat: 'enregistree' })
  await second.stop(0)
})

it('a saga is taken over when its lease has run out, and the replica that had it can write no more', async () => {
  const produit = await world.produit(100, 5)
  // Slow for the first replica alone, and as slow as its call may be: the other must have taken over by then.
  let slow = 1
  world.setWeather(({ path }) => (path === creation && slow-- > 0 ? { delay: 750 } : 'fine'))
  const expire = sql('test-expire', "update saga set lease_until = now() - interval '1 s' where saga_id = $1")
  const answer = checkout([{ produit_id: produit, quantite: 1 }])
  await vi.waitFor(async () => expect((await world.stockDe(produit)).reserve).toBe(1))
  const id = await newest()
  await service.pool.query(expire, [id])
  const other = createOrchestrator({ ...parts, owner: 'other' })
  await other.resume()
  await untilEnded(id)
  expect((await status(id)).body.etat).toBe('SAGA_TERMINEE')
  expect((await answer).status).toBe(202)
  expect(await world.stockDe(produit)).toEqual({ disponible: 4, reserve: 1 })
  await other.stop(0)
})

const restart = async (id: string, etape: string) =>
  service.call('POST', `/api/saga/${id}/restart/`, {
    key: randomUUID(),
    token: await tokenOf('staff', randomUUID()),
    body: { etape },
  })
const list = (query: string) => service.call('GET', `/api/saga/list/${query}`, { caller: 'application-administration' })

it('a saga restarted from a step runs again from there, in new hands, to one end', async () => {
  const produit = await world.produit(100, 5)
  let losses = 1
  world.setWeather(({ path }) => (path === creation && losses-- > 0 ? 'lost' : 'fine'))
  const answer = checkout([{ produit_id: produit, quantite: 1 }])
  await vi.waitFor(async () => expect((await world.stockDe(produit)).reserve).toBe(1))
  const id = await newest()
  expect((await restart(id, 'sans-nom')).body.type).toBe('urn:sagabench:problem:etape-impossible')
  expect(await restart(id, 'reserver-stock')).toMatchObject({ status: 202, body: { checkout_id: id } })
  await untilEnded(id)
  expect((await status(id)).body).toMatchObject({ etat: 'SAGA_TERMINEE' })
  expect((await answer).status).toBe(202)
  expect(await world.stockDe(produit)).toEqual({ disponible: 4, reserve: 1 })
  expect(await service.pool.query(hands, [id])).toEqual([{ owner: 'one', epoch: 2 }])
  expect((await restart(id, 'reserver-stock')).body.type).toBe('urn:sagabench:problem:saga-terminee')
  expect((await restart(randomUUID(), 'reserver-stock')).status).toBe(404)
})

it('a parked saga is listed with its reason and what it still has to undo, until it is restarted and ends', async () => {
  const produit = await world.produit(100, 5)
  world.setWeather(({ path }) => (path === creation || path.includes('augmenter') ? 'refused' : 'fine'))
  const answer = checkout([{ produit_id: produit, quantite: 1 }])
  const parked = async () => (await list('?parquees=true')).body.elements
  await vi.waitFor(async () => expect(await parked()).toHaveLength(1), { timeout: 5_000 })
  const [saga] = await parked()
  expect(saga).toMatchObject({ parquee: true, motif: 'ERREUR_SERVICE', etat: 'COMPENSATION_EN_COURS' })
  expect(saga.etapes_restantes).toMatchObject([{ etape: 'reserver-stock', action: 'augmenterStock', tentatives: 3 }])
  expect(saga.etapes_restantes[0].motif).toMatch(/augmenterStock/)
  expect((await status(saga.checkout_id)).body).toMatchObject({ parquee: true })
  const gauge = async () => (await parts.metrics.registry.getSingleMetric('saga_undo_parked')?.get())?.values
  expect(await gauge()).toMatchObject([{ value: 1, labels: { step: 'reserver-stock' } }])
  world.setWeather(({ path }) => (path.includes('augmenter') ? { delay: 300 } : 'fine'))
  expect((await restart(saga.checkout_id, 'reserver-stock')).status).toBe(202)
  expect(await parked()).toEqual([])
  expect((await answer).status).toBe(202)
  await untilEnded(saga.checkout_id)
  expect((await status(saga.checkout_id)).body).toMatchObject({ etat: 'SAGA_ANNULEE', etapes_restantes: [] })
  expect(await gauge()).toMatchObject([{ value: 0 }])
  expect(await world.stockDe(produit)).toEqual({ disponible: 5, reserve: 0 })
})

it('a replica that lost its saga while it was paused lets go of it', async () => {
  const produit = await world.produit(100, 5)
  world.setWeather(({ path }) => (path === creation || path.includes('augmenter') ? 'refused' : 'fine'))
  const paused = createOrchestrator({ ...parts, owner: 'paused', leaseMs: 400 })
  await paused.resume()
  const headers = { 'x-gateway-secret': parts.gatewaySecret, 'x-consumer-username': 'application-boutique' }
  const answer = paused.server.inject({
    method: 'POST',
    url: '/api/saga/checkout/',
    headers: {
      ...headers,
      authorization: `Bearer ${await tokenOf('client', client)}`,
      'idempotency-key': randomUUID(),
    },
    payload: { client_id: client, panier: { lignes: [{ produit_id: produit, quantite: 1 }] } },
  })
  await vi.waitFor(async () => expect((await list('?parquees=true')).body.elements).toHaveLength(1), { timeout: 5_000 })
  const id = await newest()
  const taken = sql(
    'test-taken',
    "update saga set owner = 'other', lease_until = now() + interval '1 min' where saga_id = $1",
  )
  await service.pool.query(taken, [id])
  expect((await answer).statusCode).toBe(202)
  await service.pool.query(sql('test-idle', 'update saga set lease_until = now() where saga_id = $1'), [id])
  world.setWeather(() => 'fine')
  await untilEnded(id)
  await paused.stop(0)
})

it('the log can be added to and read, and nothing else', async () => {
  const texts = ['update saga_log set etat = etat', 'delete from saga_log', 'truncate saga_log', 'delete from saga']
  for (const [index, text] of texts.entries())
    await expect(service.pool.query(sql(`test-forbidden-${index}`, text), [])).rejects.toThrow(/permission denied/)
})

it('customers see and start their own sagas only', async () => {
  const produit = await world.produit(100, 5)
  const lignes = [{ produit_id: produit, quantite: 1 }]
  const { body } = await checkout(lignes)
  expect((await status(body.checkout_id, await tokenOf('client', randomUUID()))).status).toBe(404)
  expect((await status(body.checkout_id, await tokenOf('staff', randomUUID()))).status).toBe(200)
  expect((await checkout(lignes, { token: await tokenOf('client', randomUUID()) })).status).toBe(404)
  expect((await checkout([...lignes, ...lignes])).body.errors[0].field).toBe('/panier/lignes')
})

it('the list shows active sagas, or those in a state page by page', async () => {
  const produit = await world.produit(100, 100)
  const refusals = [1, 2, 3].map(() => checkout([{ produit_id: produit, quantite: 1_000 }]))
  await Promise.all(refusals)
  const first = (await list('?etat=SAGA_ANNULEE&limite=2')).body
  const second = (await list(`?etat=SAGA_ANNULEE&limite=2&curseur=${first.curseur_suivant}`)).body
  const ids = [...first.elements, ...second.elements].map(({ checkout_id }: { checkout_id: string }) => checkout_id)
  expect([new Set(ids).size, [...ids].sort().reverse()]).toEqual([4, ids])
  world.setWeather(({ path }) => (path === creation ? { delay: 250 } : 'fine'))
  const answer = checkout([{ produit_id: produit, quantite: 1 }])
  await vi.waitFor(async () =>
    expect((await list('')).body.elements).toMatchObject([{ etat: 'CREATION_COMMANDE', terminale: false }]),
  )
  expect((await list('?etat=CREATION_COMMANDE')).body.elements).toHaveLength(1)
  expect((await list('?etat=STOCK_RESERVE')).body.elements).toHaveLength(0)
  await answer
  expect((await list('')).body.elements).toEqual([])
})

it('of checkouts that come at once no more are accepted than may run', async () => {
  const produit = await world.produit(100, 50)
  const few = createOrchestrator({ ...parts, owner: 'few', sagasMax: 3 })
  await few.server.ready()
  const token = await tokenOf('client', client)
  const buy = async (): Promise<number> => {
    const { statusCode } = await few.server.inject({
      method: 'POST',
      url: '/api/saga/checkout/',
      headers: {
        'x-gateway-secret': parts.gatewaySecret,
        'x-consumer-username': 'application-boutique',
        authorization: `Bearer ${token}`,
        'idempotency-key': randomUUID(),
      },
      payload: { client_id: client, panier: { lignes: [{ produit_id: produit, quantite: 1 }] } },
    })
    return statusCode
  }
  world.setWeather(({ path }) => (path === creation ? { delay: 250 } : 'fine'))
  const codes = await Promise.all(Array.from({ length: 12 }, buy))
  expect(codes.sort()).toEqual([...Array(3).fill(201), ...Array(9).fill(503)])
  expect(await buy()).toBe(201)
  await few.stop(0)
})
