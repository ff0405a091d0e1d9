import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, expect, inject, it, vi } from 'vitest'
import { sql } from '#platform/postgres/pool.ts'
import { type Call, tokenOf } from '../testing.ts'
import { createSagaOrchestratorServer } from './server.ts'
import { creation, startOrchestrator } from './testing.ts'

const { world, service, parts, checkout, checkoutAt, status, statesOf, list, newest, untilEnded, stop } =
  await startOrchestrator(inject('postgresUrl'))
afterEach(() => world.setWeather(() => 'fine'))
afterAll(stop)

const hands = sql('test-hands', 'select owner, epoch from saga where saga_id = $1')
const asStaff = async (id: string, action: 'compensate' | 'restart', call: Call = {}) =>
  service.call('POST', `/api/saga/${id}/${action}/`, {
    key: randomUUID(),
    caller: 'application-administration',
    token: await tokenOf('administrateur', randomUUID()),
    ...call,
  })
const compensate = (id: string) => asStaff(id, 'compensate')
const restart = (id: string, etape: string) => asStaff(id, 'restart', { body: { etape } })

it('an undo is retried until its service is back, and the saga is shown as parked meanwhile', async () => {
  const product = await world.product(100, 5)
  world.setWeather(({ path }) => (path === creation || path.includes('augmenter') ? 'refused' : 'fine'))
  const answer = checkout([{ produit_id: product, quantite: 1 }])
  await vi.waitFor(async () => expect(await statesOf(await newest())).toContain('augmenterStock parked'), {
    timeout: 5_000,
  })
  world.setWeather(() => 'fine')
  expect((await answer).status).toBe(503)
  expect(await world.stockOf(product)).toEqual({ disponible: 5, reserve: 0 })
})

it('a forced undo ends a running saga; one that has ended, or is unknown, is refused', async () => {
  const product = await world.product(100, 5)
  world.setWeather(({ path }) => (path === creation ? { delay: 250 } : 'fine'))
  const answer = checkout([{ produit_id: product, quantite: 1 }])
  await vi.waitFor(async () => expect((await world.stockOf(product)).reserve).toBe(1), 10_000)
  const id = await newest()
  expect(await compensate(id)).toMatchObject({ status: 202, body: { etat: 'COMPENSATION_EN_COURS' } })
  expect(await answer).toMatchObject({ status: 503, body: { motif: 'COMPENSATION_FORCEE' } })
  expect(await world.stockOf(product)).toEqual({ disponible: 5, reserve: 0 })
  expect((await compensate(id)).body.type).toBe('urn:sagabench:problem:saga-terminee')
  expect((await compensate(randomUUID())).status).toBe(404)
})

it('a saga whose process was stopped is resumed by the next one, from the step whose end is unknown', async () => {
  const product = await world.product(100, 5)
  const first = createSagaOrchestratorServer({ ...parts, owner: 'restarted' })
  world.setWeather(({ path }) => (path === creation ? 'lost' : 'fine'))
  void checkoutAt(first.server, [{ produit_id: product, quantite: 1 }])
  await vi.waitFor(async () => expect((await world.stockOf(product)).reserve).toBe(1), 10_000)
  await first.stop(0)
  const id = await newest()
  world.setWeather(() => 'fine')

  const stranger = createSagaOrchestratorServer({ ...parts, owner: 'stranger', metrics: parts.metrics })
  await stranger.resume()
  expect(await service.pool.query(hands, [id])).toEqual([{ owner: 'restarted', epoch: 1 }])
  await stranger.stop(0)

  const second = createSagaOrchestratorServer({ ...parts, owner: 'restarted' })
  await second.resume()
  await untilEnded(id)
  expect((await status(id)).body).toMatchObject({ etat: 'SAGA_TERMINEE' })
  expect(await world.saleOf(id)).toMatchObject({ etat: 'enregistree' })
  await second.stop(0)
})

it('a saga is taken over when its lease has expired, and its previous replica can no longer write', async () => {
  const product = await world.product(100, 5)
  // Slow for the first replica only, for as long as its call may take: the other must have taken over by then.
  let slow = 1
  world.setWeather(({ path }) => (path === creation && slow-- > 0 ? { delay: 750 } : 'fine'))
  const expire = sql('test-expire', "update saga set lease_until = now() - interval '1 s' where saga_id = $1")
  const answer = checkout([{ produit_id: product, quantite: 1 }])
  await vi.waitFor(async () => expect((await world.stockOf(product)).reserve).toBe(1), 10_000)
  const id = await newest()
  await service.pool.query(expire, [id])
  const other = createSagaOrchestratorServer({ ...parts, owner: 'other' })
  await other.resume()
  await untilEnded(id)
  expect((await status(id)).body.etat).toBe('SAGA_TERMINEE')
  expect((await answer).status).toBe(202)
  expect(await world.stockOf(product)).toEqual({ disponible: 4, reserve: 1 })
  await other.stop(0)
})

it('a replica that stops keeps the leases of the sagas that it still lets finish', async () => {
  const product = await world.product(100, 5)
  const stopping = createSagaOrchestratorServer({ ...parts, owner: 'stopping', leaseMs: 600 })
  await stopping.resume()
  const other = createSagaOrchestratorServer({ ...parts, owner: 'other', leaseMs: 600 })
  await other.resume()
  world.setWeather(() => ({ delay: 225 })) // each call takes 450 ms, and all of them longer than the lease
  const answer = checkoutAt(stopping.server, [{ produit_id: product, quantite: 1 }])
  await vi.waitFor(async () => expect(world.reached.at(-1)).toContain('verifier'), { timeout: 5_000 })
  const id = await newest()
  await stopping.stop(10_000)
  expect((await answer).statusCode).toBe(201)
  expect(await service.pool.query(hands, [id])).toEqual([{ owner: 'stopping', epoch: 1 }])
  await other.stop(0)
})

it('a saga restarted from a step runs again from there, in another replica, to one end', async () => {
  const product = await world.product(100, 5)
  let losses = 1
  world.setWeather(({ path }) => (path === creation && losses-- > 0 ? 'lost' : 'fine'))
  const answer = checkout([{ produit_id: product, quantite: 1 }])
  await vi.waitFor(async () => expect((await world.stockOf(product)).reserve).toBe(1), 10_000)
  const id = await newest()
  expect((await restart(id, 'sans-nom')).body.type).toBe('urn:sagabench:problem:etape-impossible')
  expect(await restart(id, 'reserver-stock')).toMatchObject({ status: 202, body: { checkout_id: id } })
  await untilEnded(id)
  expect((await status(id)).body).toMatchObject({ etat: 'SAGA_TERMINEE' })
  expect((await answer).status).toBe(202)
  expect(await world.stockOf(product)).toEqual({ disponible: 4, reserve: 1 })
  expect(await service.pool.query(hands, [id])).toEqual([{ owner: 'one', epoch: 2 }])
  expect((await restart(id, 'reserver-stock')).body.type).toBe('urn:sagabench:problem:saga-terminee')
  expect((await restart(randomUUID(), 'reserver-stock')).status).toBe(404)
})

it('a parked saga is listed with its reason and its remaining undos, until it is restarted and ends', async () => {
  const product = await world.product(100, 5)
  world.setWeather(({ path }) => (path === creation || path.includes('augmenter') ? 'refused' : 'fine'))
  const answer = checkout([{ produit_id: product, quantite: 1 }])
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
  expect(await world.stockOf(product)).toEqual({ disponible: 5, reserve: 0 })
})

it('a replica that lost its saga while it was paused stops running it', async () => {
  const product = await world.product(100, 5)
  world.setWeather(({ path }) => (path === creation || path.includes('augmenter') ? 'refused' : 'fine'))
  const paused = createSagaOrchestratorServer({ ...parts, owner: 'paused', leaseMs: 400 })
  await paused.resume()
  const answer = checkoutAt(paused.server, [{ produit_id: product, quantite: 1 }])
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
