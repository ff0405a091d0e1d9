import { randomUUID } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import type { Evenement } from '#generated/event-store/types.ts'
import { stream } from '#generated/events/events.ts'
import type { CheckoutEvent } from '#generated/events/types.ts'
import type { RequestContext } from '#platform/http/context.ts'
import { openPool, type Pool } from '#platform/postgres/pool.ts'
import { createTestDatabase, type TestDatabase } from '#platform/postgres/provision.ts'
import { type Filter, readEvents } from './application/read-history.ts'
import { readPage, storeEvents } from './infrastructure/events.ts'
import { readDays } from './infrastructure/seals.ts'
import { handlers } from './interface/handlers.ts'
import { checkoutAt, failure, success, timelinesOver } from './testing.ts'

const dayMs = 86_400_000

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

const api = () =>
  handlers({
    readEvents: readEvents(new Set([stream]), readPage(pool)),
    listDays: readDays(pool),
    readOrdersByClient: async () => undefined,
    findUnknown: async () => ({ inconnus: [], incomplets: [] }),
  })
const request = { headers: {}, body: undefined }
const context = {} as RequestContext

/** Reads everything a filter selects in pages of two; `between` runs after the first page. */
const readAll = async (filter: Filter, between: () => Promise<unknown> = async () => {}): Promise<string[]> => {
  const ids: string[] = []
  for (let after: number | null = 0; after !== null; ) {
    const query = { ...filter, apres: after, limite: 2 } as Parameters<
      ReturnType<typeof api>['lireEvenements']
    >[0]['query']
    const page = await api().lireEvenements({ ...request, path: { stream }, query }, context)
    if (page.status !== 200) throw new Error('not read')
    ids.push(...page.body.elements.map((event: Evenement) => event.event_id))
    if (after === 0) await between()
    after = page.body.suivant
  }
  return ids
}
const idsOf = (events: readonly CheckoutEvent[]): string[] => events.map((event) => event.eventId)

it('events are found by type, time, checkout, customer and order, and by combinations of these', async () => {
  const client = randomUUID()
  const at = (event: CheckoutEvent, ts: number): CheckoutEvent => ({ ...event, ts })
  const first = success(checkoutAt(Date.now() - 2 * dayMs), client).map((event, i) => at(event, 100 + i))
  const second = failure(uuidv7(), client).map((event, i) => at(event, 200 + i))
  const other = success().map((event, i) => at(event, 300 + i))
  await storeEvents(pool, [...first.slice(0, 2), ...second, ...first.slice(2), ...other])
  const order = (first[2] as Extract<CheckoutEvent, { type: 'OrderCreated' }>).payload.commande_id

  expect(await readAll({ client_id: client })).toEqual(idsOf([...first.slice(0, 2), ...second, ...first.slice(2)]))
  expect(await readAll({ checkout_id: second[0]?.payload.checkout_id ?? '' })).toEqual(idsOf(second))
  expect(await readAll({ commande_id: order })).toEqual(idsOf(first))
  expect(await readAll({ commande_id: randomUUID() })).toEqual([])
  expect(await readAll({ type: 'StockReserved' })).toEqual(
    idsOf([first[1], second[1], other[1]].filter((event) => event !== undefined)),
  )
  expect(await readAll({ depuis: 103, avant: 203 })).toEqual(idsOf([...second.slice(0, 3), ...first.slice(3)]))
  expect(await readAll({ client_id: client, type: 'CheckoutInitiated', depuis: 200 })).toEqual(
    idsOf(second.slice(0, 1)),
  )
  expect(await readAll({ client_id: client, commande_id: order, avant: 101 })).toEqual(idsOf(first.slice(0, 1)))
})

it('a reader that follows the cursor gets each event once, including those stored meanwhile', async () => {
  const client = randomUUID()
  const stored = [success(uuidv7(), client), success(checkoutAt(Date.now() - dayMs), client)]
  await storeEvents(pool, stored.flat())
  const late = failure(checkoutAt(Date.now() - 3 * dayMs), client)
  expect(await readAll({ client_id: client }, () => storeEvents(pool, late))).toEqual(
    idsOf([...stored.flat(), ...late]),
  )
})

it('the timeline of a checkout shows the state after each event', async () => {
  const events = failure()
  await storeEvents(pool, events)
  const id = events[0]?.payload.checkout_id ?? ''
  const replayed = await timelinesOver(pool).rejouerCheckout({ ...request, path: { id }, query: {} }, context)
  if (replayed.status !== 200) throw new Error('not replayed')
  expect(replayed.body.evenements.map(({ type, etat }) => [type, etat])).toEqual([
    ['CheckoutInitiated', 'EN_ATTENTE'],
    ['StockReserved', 'STOCK_RESERVE'],
    ['OrderCreationFailed', 'ECHEC_CREATION_COMMANDE'],
    ['StockReleased', 'COMPENSATION_EN_COURS'],
    ['CheckoutFailed', 'SAGA_ANNULEE'],
  ])
  expect(replayed.body.etat).toBe('SAGA_ANNULEE')
})
