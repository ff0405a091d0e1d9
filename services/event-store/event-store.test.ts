import { randomUUID } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import type { EtatSaga } from '#generated/event-store/types.ts'
import * as events from '#generated/events/events.ts'
import type { CheckoutEvent } from '#generated/events/types.ts'
import type { RequestContext } from '#platform/http/context.ts'
import { openPool, type Pool } from '#platform/postgres/pool.ts'
import { createTestDatabase, type TestDatabase } from '#platform/postgres/provision.ts'
import { inVersion } from '#platform/stream/event-versions.ts'
import { readEvents } from './application/read-history.ts'
import { estEntier } from './domain/trous.ts'
import { findUnknown, readCheckout, readPage, storeEvents } from './infrastructure/events.ts'
import { readDays } from './infrastructure/seals.ts'
import { terminalTypes } from './infrastructure/states.ts'
import { handlers } from './interface/handlers.ts'
import { asEvent, failure, success, timelinesOver } from './testing.ts'

let database: TestDatabase
let pool: Pool

beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'), 'services/event-store/infrastructure/migrations')
  pool = openPool({ url: database.url, name: 'event-store-test' })
})

afterAll(async () => {
  await pool.close()
  await database.drop()
})

const context = {} as RequestContext
const terminaux: ReadonlySet<string> = new Set(terminalTypes)
const choreography = { reactions: events.reactions, terminaux }
const streams = new Set([events.stream])
const durations: number[] = []
const api = () =>
  handlers({
    readEvents: readEvents(streams, readPage(pool)),
    listDays: readDays(pool),
    readOrdersByClient: async () => undefined,
    findUnknown: findUnknown(
      pool,
      { isWhole: estEntier(choreography), terminaux },
      { stream: events.stream, now: Date.now },
    ),
  })
const read = (query: { type?: CheckoutEvent['type']; apres?: number; limite?: number } = {}) =>
  api().lireEvenements(
    { path: { stream: events.stream }, query: { apres: 0, limite: 100, ...query }, headers: {}, body: undefined },
    context,
  )
const replay = (id: string) =>
  timelinesOver(pool, (seconds) => void durations.push(seconds)).rejouerCheckout(
    { path: { id }, query: {}, headers: {}, body: undefined },
    context,
  )

it('ecommerce learns which histories are incomplete, and a hole in an ended one is recorded as a loss', async () => {
  const [whole, begun, holed, headless] = [success(), success(), success(), success()]
  await storeEvents(pool, [
    ...whole,
    ...begun.slice(0, 1),
    ...holed.filter(({ type }) => type !== 'StockReserved'),
    ...headless.slice(1),
  ])
  const idOf = ([first]: CheckoutEvent[]) => first?.payload.checkout_id ?? ''
  const checkout_ids = [whole, begun, holed, headless].map(idOf)
  const { body } = await api().trouverInconnus({ body: { checkout_ids }, path: {}, query: {}, headers: {} }, context)
  expect(body).toEqual({ checkout_ids: [idOf(headless)], incomplets: expect.arrayContaining([begun, holed].map(idOf)) })
  const { rows } = await pool.raw.query("select count(*)::integer as n from stream_loss where cause = 'unread'")
  expect(rows).toEqual([{ n: 1 }])
})

it('events get versions 1 to n within their checkout, in the order in which they were read', async () => {
  const [a, b] = [success(), success()]
  const mixed = a.flatMap((event, i) => [event, b[i] as CheckoutEvent])
  await storeEvents(pool, mixed.slice(0, 3))
  await storeEvents(pool, mixed.slice(3))
  for (const one of [a, b]) {
    const stored = await readCheckout(pool)(one[0]?.payload.checkout_id ?? '')
    expect(stored.map((event) => [event.version, event.type])).toEqual(one.map((event, i) => [i + 1, event.type]))
    expect(stored.map((event) => event.payload)).toEqual(one.map((event) => event.payload))
  }
})

it('an event delivered again, in one batch, in two concurrent ones or later, is stored once and keeps its version', async () => {
  const one = success()
  const stored = await Promise.all([
    storeEvents(pool, [...one, ...one]),
    storeEvents(pool, one),
    storeEvents(pool, one),
  ])
  expect(stored.reduce((sum, count) => sum + count, 0)).toBe(4)
  expect(await storeEvents(pool, one)).toBe(0)
  const timeline = await readCheckout(pool)(one[0]?.payload.checkout_id ?? '')
  expect(timeline.map((event) => event.version)).toEqual([1, 2, 3, 4])
})

it('writers take turns, so a reader that follows positions misses no event', async () => {
  const [first, second] = [success(), success()]
  let commit: () => void = () => {}
  const held = new Promise<void>((resolve) => {
    commit = resolve
  })
  let stored = false
  const writing = pool.transaction(async (tx) => {
    await storeEvents({ ...pool, query: tx.query }, first)
    stored = true
    await held
  })
  await vi.waitFor(() => expect(stored).toBe(true), 10_000)
  const waiting = storeEvents(pool, second)
  await vi.waitFor(async () => {
    const { rows } = await pool.raw.query(
      `select from pg_locks where locktype = 'advisory' and not granted
       and database = (select oid from pg_database where datname = current_database())`,
    )
    expect(rows).toHaveLength(1)
  }, 10_000)
  commit()
  await Promise.all([writing, waiting])
  const positions = async (events: CheckoutEvent[]): Promise<number[]> =>
    (await readCheckout(pool)(events[0]?.payload.checkout_id ?? '')).map((event) => event.position)
  expect(Math.max(...(await positions(first)))).toBeLessThan(Math.min(...(await positions(second))))
})

describe('reading', () => {
  it('pages continue by position, and the last has no successor', async () => {
    const first = await read({ limite: 3 })
    if (first.status !== 200) throw new Error('not read')
    expect(first.body.elements).toHaveLength(3)
    expect(first.body.suivant).toBe(first.body.elements[2]?.position)
    const rest = await read({ apres: first.body.suivant ?? 0, limite: 1000 })
    if (rest.status !== 200) throw new Error('not read')
    expect(rest.body.suivant).toBeNull()
    expect(rest.body.elements[0]?.position).toBeGreaterThan(first.body.suivant ?? 0)
  })

  it('events are filtered by type, and an unknown stream is rejected', async () => {
    const page = await read({ type: 'OrderCreated', limite: 1000 })
    expect(page.status === 200 && new Set(page.body.elements.map((event) => event.type))).toEqual(
      new Set(['OrderCreated']),
    )
    const request = { path: { stream: 'other' }, query: { apres: 0, limite: 1 }, headers: {}, body: undefined }
    expect(await api().lireEvenements(request, context)).toMatchObject({
      status: 404,
      body: { type: 'urn:sagabench:problem:stream-inconnu' },
    })
  })
})

describe('replay', () => {
  const statesAfter = async (events: CheckoutEvent[]): Promise<EtatSaga[]> => {
    const states: EtatSaga[] = []
    for (const event of events) {
      await storeEvents(pool, [event])
      const replayed = await replay(event.payload.checkout_id)
      if (replayed.status === 200) states.push(replayed.body.etat)
    }
    return states
  }

  it('a checkout that succeeds goes from EN_ATTENTE to SAGA_TERMINEE', async () => {
    expect(await statesAfter(success())).toEqual(['EN_ATTENTE', 'STOCK_RESERVE', 'COMMANDE_CREEE', 'SAGA_TERMINEE'])
    expect(durations.length).toBeGreaterThan(0)
  })

  it('a checkout that fails goes through COMPENSATION_EN_COURS to SAGA_ANNULEE', async () => {
    expect((await statesAfter(failure())).slice(2)).toEqual([
      'ECHEC_CREATION_COMMANDE',
      'COMPENSATION_EN_COURS',
      'SAGA_ANNULEE',
    ])
  })

  it('a failed reservation leads to the state of its failed step, which the old version of the event lacks', async () => {
    const ids = () => ({ checkout_id: uuidv7(), client_id: randomUUID() })
    const stateAfter = async (reason: string, etape: string | null): Promise<EtatSaga | undefined> =>
      (await statesAfter([asEvent(events.stockReservationFailed({ ...ids(), reason, etape }))]))[0]
    const afterOld = async (reason: string): Promise<EtatSaga | undefined> => {
      const old = events.stockReservationFailed({ ...ids(), reason, etape: null })
      return (await statesAfter([asEvent(inVersion(events.definitions, new Map([[old.type, 1]]))(old))]))[0]
    }
    expect(await stateAfter('STOCK_INSUFFISANT', 'verifier-stock')).toBe('ECHEC_STOCK_INSUFFISANT')
    expect(await stateAfter('STOCK_INSUFFISANT', 'reserver-stock')).toBe('ECHEC_RESERVATION_STOCK')
    expect(await stateAfter('ECHEANCE_DEPASSEE', null)).toBe('ECHEC_RESERVATION_STOCK')
    expect(await stateAfter('NEW_REASON', 'a-step-of-a-newer-process')).toBe('ECHEC_RESERVATION_STOCK')
    expect(await afterOld('STOCK_INSUFFISANT')).toBe('ECHEC_STOCK_INSUFFISANT')
    expect(await afterOld('PRODUIT_INDISPONIBLE')).toBe('ECHEC_RESERVATION_STOCK')
  })

  it('an event after the end changes nothing', async () => {
    const { checkout_id, client_id } = { checkout_id: uuidv7(), client_id: randomUUID() }
    const states = await statesAfter([
      ...success(checkout_id, client_id),
      asEvent(events.stockReleased({ checkout_id, client_id })),
    ])
    expect(states.at(-1)).toBe('SAGA_TERMINEE')
  })

  it('an event stored after its effect comes before it in the timeline', async () => {
    const ofCheckout = failure()
    const [first, , ...rest] = ofCheckout
    await storeEvents(pool, [...[...rest].reverse(), first] as CheckoutEvent[])
    await storeEvents(pool, ofCheckout.slice(1, 2))
    const replayed = await replay(first?.payload.checkout_id ?? '')
    if (replayed.status !== 200) throw new Error('not replayed')
    expect(replayed.body.evenements.map(({ type }) => type)).toEqual(ofCheckout.map(({ type }) => type))
    expect(replayed.body.evenements.map(({ version }) => version)).toEqual([4, 5, 3, 2, 1])
    expect(replayed.body.etat).toBe('SAGA_ANNULEE')
  })

  it('an unknown checkout is rejected', async () => {
    expect(await replay(uuidv7())).toMatchObject({
      status: 404,
      body: { type: 'urn:sagabench:problem:checkout-inconnu' },
    })
  })
})
