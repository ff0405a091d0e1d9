import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'
import * as eventStore from '#generated/events/event-store.ts'
import { stream } from '#generated/events/events.ts'
import { systemClock } from '#platform/base/clock.ts'
import { createLog } from '#platform/base/log.ts'
import { createMetrics } from '#platform/base/metrics.ts'
import { openPool, type Pool, type Row } from '#platform/postgres/pool.ts'
import { createTestDatabase, type TestDatabase } from '#platform/postgres/provision.ts'
import { type Bus, openBus, type StreamEntry } from '#platform/stream/bus.ts'
import { typeOf } from '#platform/stream/entry.ts'
import { createOutcomeBoard } from '#services/ecommerce/application/outcome-board.ts'
import type { StoredOutcome } from '#services/ecommerce/infrastructure/checkout-store.ts'
import { tailOutcomes } from '#services/ecommerce/infrastructure/outcome-tail.ts'
import { storeEvents } from '#services/event-store/infrastructure/events.ts'
import { openDaysOf } from '#services/event-store/testing.ts'
import { startWorld, type World } from '#services/testing-world.ts'
import { takeTestRedis } from '#tests/support/redis.ts'
import type { Worker } from '#workers/worker.ts'
import { checkoutId, consumerTests } from './consumer.ts'
import { clientId, commandeId, type EventType, eventOf, type Publisher, produitId, published } from './events.ts'

// Each consumer starts as in its process, on real stores; only reading the stream is replaced: Pact's entries go
// through the consumer's decoder into its handler.

const metrics = () => createMetrics({ name: 'pact' })
const log = createLog({ name: 'pact', level: 'silent' })
type Receive = (entry: StreamEntry) => Promise<void>

/** A bus whose consumer receives the test's entries; it publishes for real. */
const handing = (bus: Bus): { bus: Bus; receive: Receive } => {
  let receive: Receive | undefined
  const consume: Bus['consume'] = (options) => {
    receive = async (entry) => {
      const event = options.decode(entry)
      await (options.handle ? options.handle(event, entry) : options.handleBatch?.([event]))
    }
    return { ready: async () => {}, stop: async () => {} } as ReturnType<Bus['consume']>
  }
  return {
    bus: { ...bus, consume },
    receive: async (entry) => {
      if (!receive) throw new Error('nothing was consumed')
      await receive(entry)
    },
  }
}

let bus: Bus
beforeAll(async () => {
  bus = openBus({ redisUrl: await takeTestRedis(inject('redisUrl')), metrics: metrics(), log, name: 'pact' })
})
afterEach(() => bus.redis.flushdb())
afterAll(async () => {
  await bus.close()
})

const startWorker = async (name: string, worker: Worker, env: Record<string, string>): Promise<Receive> => {
  const given = handing(bus)
  const scope = { name, log, metrics: metrics(), env, signal: new AbortController().signal, clock: systemClock }
  await worker.start({ ...scope, bus: given.bus, consumer: 'pact', onStop: () => {}, reach: () => {} })
  return given.receive
}
const typesPublished = async (): Promise<(string | undefined)[]> =>
  (await bus.redis.xrange(stream, '-', '+')).map(([, fields]) => typeOf(fields))
type Announced = { checkout_id: string; panier: { lignes: object[] } }
const reserveLines = async (world: World, { payload }: StreamEntry): Promise<void> => {
  const { checkout_id, panier } = payload as Announced
  const answer = await world.inventaire.call('POST', '/api/inventaire/diminuer-stock/', {
    key: `${checkout_id}:test`,
    body: { checkout_id, lignes: panier.lignes },
    caller: 'worker-stock-reservation',
  })
  expect(answer.status).toBe(200)
}

/** A worker that reacts to an event with events, by calls to the real services. */
const reacting = (
  name: string,
  publisher: Publisher,
  type: EventType,
  answers: EventType[],
  load: () => Promise<Worker>,
  prepare?: (world: World, entry: StreamEntry) => Promise<void>,
) =>
  consumerTests(name, (of) => {
    of(publisher).receives(eventOf(type), async (entry) => {
      // Every example uses the same checkout, so a reservation or sale of one test would affect the next.
      const world = await startWorld(inject('postgresUrl'), `worker-${name}`)
      try {
        await world.setStock(produitId, { prixCents: 1_250, stock: 10 })
        await prepare?.(world, entry)
        const env = { GATEWAY_URL: world.url, GATEWAY_API_KEY: `worker-${name}` }
        const receive = await startWorker(name, await load(), env)
        await receive(entry)
        expect(await typesPublished()).toEqual(answers)
      } finally {
        await world.stop()
      }
    })
  })

reacting(
  'stock-reservation',
  'ecommerce',
  'CheckoutInitiated',
  ['StockReserved'],
  async () => (await import('#workers/checkout/stock-reservation.ts')).worker,
)
reacting(
  'order-creation',
  'stock-reservation',
  'StockReserved',
  ['OrderCreated', 'CheckoutSucceeded'],
  async () => (await import('#workers/checkout/order-creation.ts')).worker,
  reserveLines,
)
reacting(
  'stock-compensation',
  'order-creation',
  'OrderCreationFailed',
  ['StockReleased', 'CheckoutFailed'],
  async () => (await import('#workers/checkout/stock-compensation.ts')).worker,
)

type Keeper = { migrations: string; start: (database: TestDatabase, pool: Pool) => Promise<Receive>; table: string }

/** A consumer that stores events in its database. */
const keeping = (
  name: string,
  { migrations, start, table }: Keeper,
  types: Partial<Record<Publisher, readonly EventType[]>>,
  kept: (type: EventType) => object,
) =>
  consumerTests(name, (of) => {
    let database: TestDatabase
    let pool: Pool
    let receive: Receive
    beforeAll(async () => {
      database = await createTestDatabase(inject('postgresUrl'), migrations)
      pool = openPool({ url: database.url, name: 'pact' })
      receive = await start(database, pool)
    })
    afterAll(async () => {
      await pool.close()
      await database.drop()
    })
    for (const [publisher, some] of Object.entries(types)) {
      const pact = of(publisher)
      for (const type of some) {
        pact.receives(eventOf(type), async (entry) => {
          await receive(entry)
          const { rows } = await pool.raw.query<Row>(`select * from ${table}`)
          expect(rows.filter(({ event_id }) => event_id === undefined || event_id === entry.eventId)).toMatchObject([
            kept(type),
          ])
        })
      }
    }
  })

const byWorker = (name: string, worker: () => Promise<{ worker: Worker }>, table: string): Keeper => ({
  migrations: `workers/migrations/${name}`,
  table,
  start: async ({ url }) => startWorker(name, (await worker()).worker, { DATABASE_URL: url }),
})
const ends = {
  ecommerce: ['CheckoutSucceeded', 'CheckoutFailed'],
  'order-creation': ['CheckoutSucceeded'],
  'stock-reservation': ['CheckoutFailed'],
  'stock-compensation': ['CheckoutFailed'],
} as const
const orderOf = (type: EventType): string | null => (type === 'CheckoutSucceeded' ? commandeId : null)

keeping(
  'audit',
  byWorker('audit', () => import('#workers/audit.ts'), 'audit_trail'),
  published,
  (type) => ({
    checkout_id: checkoutId,
    type,
  }),
)
keeping(
  'notification',
  byWorker('notification', () => import('#workers/notification.ts'), 'notification'),
  ends,
  (type) => ({
    client_id: clientId,
    commande_id: orderOf(type),
  }),
)
keeping(
  'cqrs-projection',
  byWorker('cqrs', () => import('#workers/orders/cqrs-projection.ts'), 'orders_by_client'),
  { 'order-creation': ['OrderCreated'] },
  () => ({ client_id: clientId, last_order_id: commandeId, last_checkout_id: checkoutId }),
)
keeping(
  'event-store',
  {
    migrations: 'services/event-store/infrastructure/migrations',
    table: 'event',
    start: async ({ adminUrl }, pool) => {
      const owner = openPool({ url: adminUrl, name: 'pact-owner', max: 1 })
      await openDaysOf(owner, [checkoutId])
      await owner.close()
      const given = handing(bus)
      eventStore.consumeBatch(given.bus, async (events) => void (await storeEvents(pool, events)), { consumer: 'pact' })
      return given.receive
    },
  },
  published,
  (type) => ({ checkout_id: checkoutId, type }),
)

consumerTests('ecommerce', (of) => {
  for (const [publisher, types] of Object.entries(ends)) {
    const { receives } = of(publisher)
    for (const type of types) {
      receives(eventOf(type), async (entry) => {
        const outcomes: StoredOutcome[] = []
        await tailOutcomes({
          bus: { tail: async (options) => options.onEntries([options.decode(entry)]) },
          board: createOutcomeBoard({}),
          recorder: { record: async (some) => void outcomes.push(...some), stop: async () => {} },
          fromId: '0',
          now: systemClock.now,
          signal: new AbortController().signal,
        })
        const outcome =
          type === 'CheckoutSucceeded'
            ? { etat: 'REUSSI', commande_id: commandeId }
            : { etat: 'ECHOUE', motif: 'DELAI_DEPASSE' }
        expect(outcomes).toMatchObject([{ checkout_id: checkoutId, outcome }])
      })
    }
  }
})
