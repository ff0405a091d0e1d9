import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest'
import { operations } from '#generated/event-store/schemas.ts'
import * as audit from '#generated/events/audit.ts'
import { orderCreated, stream } from '#generated/events/events.ts'
import * as notification from '#generated/events/notification.ts'
import { registerOperations } from '#platform/http/route.ts'
import { createHttpServer } from '#platform/http/server.ts'
import { type Bus, openBus } from '#platform/stream/bus.ts'
import { takeTestRedis } from '#tests/support/redis.ts'
import { type Call, startService, type TestService, tokenOf } from '../testing.ts'
import { listDeadLetters, redriveDeadLetter } from './application/dead-letters.ts'
import { beginRedrive, endRedrive, readLetter, readLetters } from './infrastructure/dead-letters.ts'
import { keepDeadLetters } from './infrastructure/keep-dead-letters.ts'
import { resend } from './infrastructure/resend.ts'
import { deadLetterHandlers } from './interface/dead-letters.ts'

const deadLetters = '/api/event-store/dead-letters'
const stopping = new AbortController()
const stops: (() => Promise<unknown>)[] = []
let service: TestService
let bus: Bus
let staff: Call

beforeAll(async () => {
  const redisUrl = await takeTestRedis(inject('redisUrl'))
  service = await startService(
    inject('postgresUrl'),
    'services/event-store/infrastructure/migrations',
    ({ log, metrics, pool, ...parts }) => {
      bus = openBus({ redisUrl, metrics, log, name: 'dead-letters-test' })
      stops.push(() => keepDeadLetters({ pool, bus, metrics, signal: stopping.signal }, stream))
      const server = createHttpServer({ ...parts, name: 'event-store', log, metrics, ready: async () => {} })
      const handlers = deadLetterHandlers({
        listDeadLetters: listDeadLetters(readLetters(pool)),
        redriveDeadLetter: redriveDeadLetter({
          begin: beginRedrive(pool),
          resend: resend(bus),
          end: endRedrive(pool),
          read: readLetter(pool),
        }),
      })
      const ours = Object.entries(operations).filter(([operationId]) => Object.hasOwn(handlers, operationId))
      registerOperations(server, Object.fromEntries(ours), handlers)
      return server
    },
  )
  for (const start of stops) void start()
  staff = { caller: 'application-administration', token: await tokenOf('administrateur', 'e.tremblay') }
})

afterAll(async () => {
  stopping.abort()
  await bus.close()
  await service.stop()
})

const created = (checkout_id = uuidv7()) => orderCreated({ checkout_id, client_id: uuidv7(), commande_id: uuidv7() })
// biome-ignore lint/suspicious/noExplicitAny: bodies of every shape
const letters = async (groupe = audit.group): Promise<any[]> => {
  const { status, body } = await service.call('GET', `${deadLetters}?groupe=${groupe}&limite=100`, staff)
  expect(status).toBe(200)
  return body.elements
}
const letterOf = async (checkoutId: string, etat = 'ouverte') =>
  vi.waitFor(
    async () => {
      const found = (await letters()).find((letter) => letter.checkout_id === checkoutId && letter.etat === etat)
      expect(found).toBeDefined()
      return found
    },
    { timeout: 10_000 },
  )

it('an entry that a group gives up is stored in Postgres, and a redrive delivers it to that group only', async () => {
  const bad = created()
  const checkoutId = bad.eventId.split(':')[0] ?? ''
  let refuses = true
  const seen: Record<string, string[]> = { audit: [], notification: [], tail: [] }
  const ended = new AbortController()
  const readers = [
    bus.consume<audit.Received>({
      stream,
      group: audit.group,
      consumer: 'one',
      claimIdleMs: 50,
      maxDeliveries: 3,
      decode: (entry) => entry as unknown as audit.Received,
      handle: async ({ eventId }) => {
        if (refuses && eventId === bad.eventId) throw new Error('the trail is not in order')
        seen.audit?.push(eventId)
      },
    }),
    bus.consume<notification.Received>({
      stream,
      group: notification.group,
      consumer: 'one',
      decode: (entry) => entry as unknown as notification.Received,
      handle: async ({ eventId }) => void seen.notification?.push(eventId),
    }),
  ]
  const tailing = bus.tail({
    stream,
    fromId: '0',
    decode: ({ eventId }) => eventId,
    onEntries: (ids) => void seen.tail?.push(...ids),
    signal: ended.signal,
  })
  const neighbours = [created(), created()]
  await bus.publish([neighbours[0] ?? bad, bad, neighbours[1] ?? bad])
  const letter = await letterOf(checkoutId)
  expect(letter).toMatchObject({
    motif: 'the trail is not in order',
    livraisons: 3,
    event_id: bad.eventId,
    relances: [],
  })
  expect(letter.champs.find(({ nom }: { nom: string }) => nom === 'type').valeur).toBe('OrderCreated')
  expect(seen.audit?.sort()).toEqual(neighbours.map(({ eventId }) => eventId).sort())
  await vi.waitFor(async () => expect(await bus.redis.xlen(`${stream}.dead`)).toBe(0), 10_000)

  refuses = false
  const redrive = `${deadLetters}/${letter.lettre_id}/redrive`
  const answer = await service.call('POST', redrive, { ...staff, key: 'redrive-1' })
  expect(answer).toMatchObject({ status: 202, body: { etat: 'relancee' } })
  expect(answer.body.relances).toMatchObject([
    { par: 'e.tremblay', application: 'application-administration', resultat: 'envoyee' },
  ])
  await vi.waitFor(() => expect(seen.audit).toContain(bad.eventId), 10_000)
  const last = created()
  await bus.publish([last])
  const isSeen = (ids: string[] | undefined): boolean => ids?.includes(last.eventId) === true
  await vi.waitFor(() => expect([seen.notification, seen.tail].every(isSeen)).toBe(true), 10_000)
  expect(seen.notification?.filter((id) => id === bad.eventId)).toHaveLength(1)
  expect(seen.tail?.filter((id) => id === bad.eventId)).toHaveLength(1)

  const again = await service.call('POST', redrive, { ...staff, key: 'redrive-1' })
  expect(again.status).toBe(202)
  expect(again.body.relances).toHaveLength(1)
  expect((await service.call('POST', redrive, { ...staff, key: 'redrive-2' })).status).toBe(409)
  ended.abort()
  await Promise.all([tailing, ...readers.map((reader) => reader.stop())])
})

it('an unreadable entry is kept exactly as it was, and one of an unknown version gives that as its reason', async () => {
  const reading = audit.consumeBatch(bus, async () => {}, { consumer: 'two' })
  const odd = uuidv7()
  const newer = uuidv7()
  const nullCharacter = String.fromCharCode(0)
  await bus.redis.xadd(
    stream,
    '*',
    'type',
    `Odd${nullCharacter}`,
    'payload',
    '{not json',
    'ts',
    '1',
    'event_id',
    `${odd}:${nullCharacter}`,
  )
  await bus.publish([{ ...created(newer), version: 9 }])
  const letter = await letterOf(odd)
  expect(letter.motif).toMatch(/not known|not JSON/)
  expect(letter.champs[1]).toEqual({ nom: 'payload', valeur: '{not json' })
  expect(letter.champs[0].valeur).toBe(`Odd${nullCharacter}`)
  expect((await letterOf(newer)).motif).toBe('version 9 of OrderCreated is unknown')
  await reading.stop()
})

it('an entry given up again after its redrive becomes a new letter', async () => {
  const reading = audit.consumeBatch(bus, async () => {}, { consumer: 'three' })
  const id = uuidv7()
  await bus.publish([{ ...created(id), version: 7 }])
  const first = await letterOf(id)
  await service.call('POST', `${deadLetters}/${first.lettre_id}/redrive`, { ...staff, key: 'redrive-3' })
  const second = await letterOf(id)
  expect(second.lettre_id).toBeGreaterThan(first.lettre_id)
  for (const key of ['redrive-3', '"redrive-3"']) {
    const sameKey = await service.call('POST', `${deadLetters}/${second.lettre_id}/redrive`, { ...staff, key })
    expect([sameKey.status, sameKey.body.type]).toEqual([422, 'urn:sagabench:problem:idempotency-key-reused'])
  }
  expect(second.champs.map(({ nom }: { nom: string }) => nom)).toEqual(
    first.champs.map(({ nom }: { nom: string }) => nom),
  )
  await reading.stop()
})

it('of twenty concurrent redrives of one letter exactly one is accepted, and the event is sent once', async () => {
  const reading = audit.consumeBatch(bus, async () => {}, { consumer: 'four' })
  const id = uuidv7()
  await bus.publish([{ ...created(id), version: 6 }])
  const letter = await letterOf(id)
  await reading.stop()
  const redrive = (key: string) => service.call('POST', `${deadLetters}/${letter.lettre_id}/redrive`, { ...staff, key })
  const entries = () => bus.redis.xlen(stream)
  const before = await entries()
  const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => redrive(`at-once-${n}`)))
  const slugs = answers.map(({ status, body }) => (status === 202 ? 'accepted' : body.type.split(':').at(-1)))
  expect(slugs.filter((slug) => slug === 'accepted')).toHaveLength(1)
  expect(new Set(slugs)).not.toContain('internal')
  for (const slug of slugs) expect(['accepted', 'relance-en-cours', 'lettre-deja-relancee']).toContain(slug)
  expect(await entries()).toBe(before + 1)
})

it('concurrent redrives with one key are accepted once; the others get its answer or are asked to retry', async () => {
  const reading = audit.consumeBatch(bus, async () => {}, { consumer: 'five' })
  const ids = [uuidv7(), uuidv7()]
  await bus.publish(ids.map((id) => ({ ...created(id), version: 5 })))
  const [one, other] = [await letterOf(ids[0] ?? ''), await letterOf(ids[1] ?? '')]
  await reading.stop()
  const redrive = (letter: number) =>
    service.call('POST', `${deadLetters}/${letter}/redrive`, { ...staff, key: 'one-key-at-once' })
  const before = await bus.redis.xlen(stream)
  const letters = Array.from({ length: 10 }, () => [one.lettre_id, other.lettre_id]).flat()
  const answers = await Promise.all(letters.map(redrive))
  expect(await bus.redis.xlen(stream)).toBe(before + 1)
  for (const { status } of answers) expect([202, 409, 422]).toContain(status)
  expect(answers.map(({ status }) => status)).toContain(202)
})

it('a redrive whose outcome is unknown can be requested again after a minute', async () => {
  const reading = audit.consumeBatch(bus, async () => {}, { consumer: 'six' })
  const ids = [uuidv7(), uuidv7()]
  await bus.publish(ids.map((id) => ({ ...created(id), version: 4 })))
  const [young, old] = [await letterOf(ids[0] ?? ''), await letterOf(ids[1] ?? '')]
  await reading.stop()
  const text = `insert into redrive (dead_letter_id, asked_by, application, idempotency_key, asked_at)
    values ($1, 'e.tremblay', 'application-administration', $2, clock_timestamp() - $3::interval)`
  const crashed = { name: 'test-crashed', text }
  await service.pool.query(crashed, [young.lettre_id, 'of-a-crash-1', '50 seconds'])
  await service.pool.query(crashed, [old.lettre_id, 'of-a-crash-2', '61 seconds'])
  const redrive = ({ lettre_id }: { lettre_id: number }, key: string) =>
    service.call('POST', `${deadLetters}/${lettre_id}/redrive`, { ...staff, key })
  expect((await redrive(young, 'after-crash')).body.type).toBe('urn:sagabench:problem:relance-en-cours')
  expect((await redrive(young, 'of-a-crash-1')).body.type).toBe('urn:sagabench:problem:idempotency-in-flight')
  expect((await redrive(old, 'of-a-crash-2')).status).toBe(202)
})

it('only administration staff can list and redrive dead letters', async () => {
  const customer = await tokenOf('client', uuidv7())
  const of = (call: Call) => service.call('GET', deadLetters, call)
  expect((await of({ caller: 'application-administration' })).status).toBe(401)
  expect((await of({ caller: 'application-administration', token: customer })).status).toBe(403)
  expect((await of({ ...staff, caller: 'application-boutique' })).status).toBe(403)
  const redrive = (call: Call) => service.call('POST', `${deadLetters}/1/redrive`, { key: 'redrive-4', ...call })
  expect((await redrive({ caller: 'application-administration', token: customer })).status).toBe(403)
  expect((await redrive({ ...staff, caller: 'worker-audit' })).status).toBe(403)
  expect((await service.call('POST', `${deadLetters}/999999/redrive`, { ...staff, key: 'redrive-5' })).body.type).toBe(
    'urn:sagabench:problem:lettre-morte-inconnue',
  )
})

it('pages follow each other, and an invalid cursor is rejected', async () => {
  const first = await service.call('GET', `${deadLetters}?limite=1`, staff)
  const second = await service.call('GET', `${deadLetters}?limite=1&curseur=${first.body.curseur_suivant}`, staff)
  expect(second.body.elements[0].lettre_id).toBeGreaterThan(first.body.elements[0].lettre_id)
  expect((await service.call('GET', `${deadLetters}?curseur=abc`, staff)).status).toBe(400)
})

it('a redrive that Redis does not accept is reported as failed, and can be requested again', async () => {
  const open = (await letters()).find(({ etat }) => etat === 'ouverte')
  const address = `${deadLetters}/${open.lettre_id}/redrive`
  await bus.redis.rename(stream, 'aside')
  await bus.redis.set(stream, 'no stream')
  expect((await service.call('POST', address, { ...staff, key: 'redrive-6' })).status).toBe(503)
  await bus.redis.rename('aside', stream)
  const answer = await service.call('POST', address, { ...staff, key: 'redrive-6' })
  expect(answer.body.relances.map(({ resultat }: { resultat: string }) => resultat)).toEqual(['echouee', 'envoyee'])
})

it('a redrive that was sent is never recorded as failed, even if the acknowledgement of its record is lost', async () => {
  const reading = audit.consumeBatch(bus, async () => {}, { consumer: 'four' })
  const id = uuidv7()
  await bus.publish([{ ...created(id), version: 6 }])
  const { lettre_id } = await letterOf(id)
  await reading.stop()
  const end = endRedrive(service.pool)
  const redrive = redriveDeadLetter({
    begin: beginRedrive(service.pool),
    resend: resend(bus),
    end: async (...recorded) => {
      await end(...recorded)
      if (recorded[2].resultat === 'envoyee') throw new Error('Connection terminated unexpectedly')
    },
    read: readLetter(service.pool),
  })
  const act = {
    operation: 'relancerLettreMorte',
    author: 'e.tremblay',
    role: 'administrateur',
    application: 'application-administration',
    correlationId: 'redrive-7',
  }
  const requester = { act, key: 'redrive-7' }
  await expect(redrive(lettre_id, requester)).rejects.toThrow('terminated')
  const sent = { etat: 'relancee', relances: [{ resultat: 'envoyee', detail: null }] }
  expect(await readLetter(service.pool)(lettre_id)).toMatchObject(sent)
  expect(await redrive(lettre_id, requester)).toMatchObject(sent)
})
