import { randomUUID } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { operations } from '#generated/event-store/schemas.ts'
import type { LotRelance } from '#generated/event-store/types.ts'
import { readOperationsIn } from '#platform/delivery/operation-log.ts'
import { registerOperations } from '#platform/http/route.ts'
import { createHttpServer } from '#platform/http/server.ts'
import { type Bus, openBus } from '#platform/stream/bus.ts'
import { takeTestRedis } from '#tests/support/redis.ts'
import { type Call, startService, type TestService, tokenOf } from '../testing.ts'
import { redriveDeadLetter } from './application/dead-letters.ts'
import { runBatches } from './application/redrive-batches.ts'
import { beginRedrive, endRedrive, readLetter, readLetters, storeDeadLetters } from './infrastructure/dead-letters.ts'
import { redriveBatches } from './infrastructure/redrive-batches.ts'
import { resend } from './infrastructure/resend.ts'
import { batchHandlers } from './interface/redrive-batches.ts'
import { deadLetterOf } from './testing.ts'

const lots = '/api/event-store/dead-letters/lots'
const stream = 'ecommerce.checkout.events'
let service: TestService
let bus: Bus
let admin: Call

beforeAll(async () => {
  const redisUrl = await takeTestRedis(inject('redisUrl'))
  service = await startService(
    inject('postgresUrl'),
    'services/event-store/infrastructure/migrations',
    ({ log, metrics, pool, ...parts }) => {
      bus = openBus({ redisUrl, metrics, log, name: 'redrive-batches-test' })
      const server = createHttpServer({ ...parts, name: 'event-store', log, metrics, ready: async () => {} })
      const handlers = batchHandlers(redriveBatches(pool))
      const ours = Object.entries(operations).filter(([operationId]) => Object.hasOwn(handlers, operationId))
      registerOperations(server, Object.fromEntries(ours), handlers)
      return server
    },
  )
  admin = { caller: 'application-administration', token: await tokenOf('administrateur', 'e.tremblay') }
})

afterAll(async () => {
  await bus.close()
  await service.stop()
})

type Send = ReturnType<typeof resend>
const redriveWith = (send: Send) => {
  const { pool } = service
  return redriveDeadLetter({ begin: beginRedrive(pool), resend: send, end: endRedrive(pool), read: readLetter(pool) })
}
/** One second of a process that has just started. */
const second = (send: Send = resend(bus)) => runBatches(redriveBatches(service.pool), redriveWith(send))()

/** Stores dead letters of a group of their own; returns the group. */
const abandoned = async (count: number, group = `choreo-${randomUUID().slice(0, 8)}`): Promise<string> => {
  const letters = Array.from({ length: count }, () =>
    deadLetterOf({ group, eventId: `${uuidv7()}:OrderCreated`, type: 'OrderCreated' }),
  )
  await storeDeadLetters(service.pool, stream, letters)
  return group
}
const create = async (filtre: object, call: Call = {}) =>
  service.call('POST', lots, {
    ...admin,
    key: randomUUID(),
    body: { filtre, raison: 'The disk has room again.' },
    ...call,
  })
const created = async (filtre: object): Promise<LotRelance> => {
  const { status, body } = await create(filtre)
  expect(status).toBe(201)
  return body
}
const change = (id: string, body: { etat: string; par_seconde?: number }) =>
  service.call('PUT', `${lots}/${id}/etat`, { ...admin, key: randomUUID(), body })
const read = async (id: string): Promise<LotRelance> => (await service.call('GET', `${lots}/${id}`, admin)).body
const results = async (id: string): Promise<(string | null)[]> => {
  const { body } = await service.call('GET', `${lots}/${id}/elements?limite=100`, admin)
  return body.elements.map(({ resultat }: { resultat: string | null }) => resultat)
}
const lettersOf = (groupe: string) => readLetters(service.pool)({ groupe }, { after: 0, limit: 100 })

it('a batch freezes the open dead letters of its filter, shows them, and sends none before it is started', async () => {
  const groupe = await abandoned(2)
  const batch = await created({ groupe })
  expect(batch).toMatchObject({ etat: 'prepare', nombre: 2, relancees: 0, cree_par: 'e.tremblay', filtre: { groupe } })
  await abandoned(1, groupe)
  await second()
  expect([(await read(batch.lot_id)).nombre, await results(batch.lot_id)]).toEqual([2, [null, null]])
  expect((await lettersOf(groupe)).map(({ etat }) => etat)).toEqual(['ouverte', 'ouverte', 'ouverte'])
  expect((await created({ groupe, type: 'StockReserved' })).nombre).toBe(0)
  expect((await created({ groupe, motif: 'disk is full' })).nombre).toBe(0)
  expect((await created({ groupe, motif: 'database is down' })).nombre).toBe(3)
  expect((await created({ groupe, avant_ms: 1_000 })).nombre).toBe(0)
})

it('a batch sends at its rate, pauses, resumes, and finishes with its last dead letter', async () => {
  const groupe = await abandoned(4)
  const { lot_id } = await created({ groupe })
  expect((await change(lot_id, { etat: 'en_cours', par_seconde: 2 })).body.etat).toBe('en_cours')
  await second()
  expect(await results(lot_id)).toEqual(['relancee', 'relancee', null, null])
  await change(lot_id, { etat: 'en_pause' })
  await second()
  expect(await read(lot_id)).toMatchObject({ etat: 'en_pause', relancees: 2, par_seconde: 2 })
  await change(lot_id, { etat: 'en_cours', par_seconde: 1 })
  await second()
  await second()
  expect(await read(lot_id)).toMatchObject({ etat: 'termine', relancees: 4, echouees: 0, ignorees: 0 })
  expect((await lettersOf(groupe)).map(({ etat }) => etat)).toEqual(Array(4).fill('relancee'))
  expect((await change(lot_id, { etat: 'en_cours' })).body.type).toBe('urn:sagabench:problem:lot-clos')
})

it('a cancelled batch sends nothing more and can’t be started again', async () => {
  const groupe = await abandoned(2)
  const { lot_id } = await created({ groupe })
  await change(lot_id, { etat: 'en_cours', par_seconde: 1 })
  await second()
  await change(lot_id, { etat: 'annule' })
  await second()
  expect(await results(lot_id)).toEqual(['relancee', null])
  expect((await change(lot_id, { etat: 'en_cours' })).status).toBe(409)
})

it('two batches with the same dead letter redrive it once, and the other skips it', async () => {
  const groupe = await abandoned(2)
  const [one, other] = [await created({ groupe }), await created({ groupe })]
  for (const { lot_id } of [one, other]) await change(lot_id, { etat: 'en_cours', par_seconde: 10 })
  await Promise.all([second(), second()])
  await second()
  for (const letter of await lettersOf(groupe))
    expect(letter.relances.map(({ resultat }) => resultat)).toEqual(['envoyee'])
  const both = [...(await results(one.lot_id)), ...(await results(other.lot_id))].sort()
  expect(both).toEqual(['ignoree', 'ignoree', 'relancee', 'relancee'])
})

it('a process that dies after sending leaves a dead letter that the next one counts and does not send again', async () => {
  const groupe = await abandoned(1)
  const { lot_id } = await created({ groupe })
  await change(lot_id, { etat: 'en_cours' })
  const dying = { ...redriveBatches(service.pool), record: () => Promise.reject(new Error('the process died')) }
  await expect(runBatches(dying, redriveWith(resend(bus)))()).rejects.toThrow('the process died')
  expect(await results(lot_id)).toEqual([null])
  await second()
  expect(await read(lot_id)).toMatchObject({ etat: 'termine', relancees: 1 })
  expect((await lettersOf(groupe))[0]?.relances).toHaveLength(1)
})

it('a dead letter that can’t be sent is reported with the reason, and stays open for another batch', async () => {
  const groupe = await abandoned(1)
  const { lot_id } = await created({ groupe })
  await change(lot_id, { etat: 'en_cours' })
  await second(() => Promise.reject(new Error('connection refused')))
  const { body } = await service.call('GET', `${lots}/${lot_id}/elements`, admin)
  expect(body.elements).toMatchObject([{ resultat: 'echouee', detail: 'Redis did not accept the entry' }])
  expect(await read(lot_id)).toMatchObject({ etat: 'termine', echouees: 1 })
  expect((await created({ groupe })).nombre).toBe(1)
})

it('a repeated request returns the same batch, and another body under its key is refused', async () => {
  const groupe = await abandoned(1)
  const key = randomUUID()
  const [first, again] = [await create({ groupe }, { key }), await create({ groupe }, { key })]
  expect([first.status, again.body.lot_id]).toEqual([201, first.body.lot_id])
  expect((await create({}, { key })).status).toBe(422)
})

it('who created and changed a batch, and why, is logged with it', async () => {
  const { lot_id } = await created({ groupe: await abandoned(1) })
  await change(lot_id, { etat: 'en_cours' })
  const rows = await readOperationsIn(service.pool)(
    { objectType: 'lot_relance', objectId: lot_id },
    { after: 0, limit: 10 },
  )
  expect(rows.map(({ operation, author, reason }) => [operation, author, reason])).toEqual([
    ['changerEtatLot', 'e.tremblay', 'en_cours'],
    ['creerLotRelance', 'e.tremblay', 'The disk has room again.'],
  ])
})

it('batches are listed newest first, in pages, and an unknown one is not found', async () => {
  const newest = await created({ groupe: await abandoned(1) })
  const { body } = await service.call('GET', `${lots}?limite=2`, admin)
  expect(body.elements[0].lot_id).toBe(newest.lot_id)
  const next = await service.call('GET', `${lots}?limite=2&curseur=${body.curseur_suivant}`, admin)
  expect(next.body.elements).not.toContainEqual(body.elements[1])
  for (const path of ['', '/elements'])
    expect((await service.call('GET', `${lots}/${randomUUID()}${path}`, admin)).status).toBe(404)
  expect((await change(randomUUID(), { etat: 'annule' })).status).toBe(404)
  expect((await service.call('GET', `${lots}?curseur=x`, admin)).status).toBe(400)
  expect((await service.call('GET', `${lots}/${newest.lot_id}/elements?curseur=x`, admin)).status).toBe(400)
})
