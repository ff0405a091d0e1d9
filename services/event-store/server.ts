import type { FastifyInstance } from 'fastify'
import { registerEventStore } from '#generated/event-store/server.ts'
import { stream } from '#generated/events/event-store.ts'
import { reactions } from '#generated/events/events.ts'
import type { Clock } from '#platform/base/clock.ts'
import { readOperationsIn } from '#platform/delivery/operation-log.ts'
import type { Transport } from '#platform/http/client.ts'
import { createHttpServer, type ServerOptions } from '#platform/http/server.ts'
import { type Pool, sql } from '#platform/postgres/pool.ts'
import type { Bus } from '#platform/stream/bus.ts'
import { showRows } from '#services/checkout-rows.ts'
import { listOperations } from '#services/operation-log.ts'
import { listHeld } from '#services/personal-data.ts'
import { listDeadLetters } from './application/dead-letters.ts'
import { readEvents, replayCheckout } from './application/read-history.ts'
import { timelineOf } from './application/timelines.ts'
import { estEntier } from './domain/trous.ts'
import { countSummaries, listSummaries } from './infrastructure/checkout-lists.ts'
import { checkoutTables, readModelRows } from './infrastructure/checkout-rows.ts'
import { readAbandoned, readLetters, redriveIn } from './infrastructure/dead-letters.ts'
import { findUnknown, readCheckout, readPage } from './infrastructure/events.ts'
import { held } from './infrastructure/held.ts'
import { askOrchestrator } from './infrastructure/orchestrator.ts'
import { readOrdersByClient } from './infrastructure/orders-by-client.ts'
import { checkoutProcess } from './infrastructure/process.ts'
import { redriveBatches } from './infrastructure/redrive-batches.ts'
import { refuseEarlyRemoval } from './infrastructure/removals.ts'
import { readDays } from './infrastructure/seals.ts'
import { checkoutStates, terminalTypes } from './infrastructure/states.ts'
import { deadLetterHandlers } from './interface/dead-letters.ts'
import { handlers } from './interface/handlers.ts'
import { batchHandlers } from './interface/redrive-batches.ts'
import { timelineHandlers } from './interface/timelines.ts'

const ping = sql('event-store-ping', 'select 1')

const terminaux: ReadonlySet<string> = new Set(terminalTypes)
const choreography = { reactions, terminaux }

type Parts = Omit<ServerOptions, 'name' | 'ready'> & {
  pool: Pool
  bus: Bus
  clock: Clock
  /** Calls through the gateway. */
  transport: Transport
  /** Throws while events are not being ingested or the stream can't be used. */
  ingesting: () => Promise<void>
}

/** The service without its process and ingestion: main.ts listens with it, tests inject into it. */
export const createEventStoreServer = ({
  pool,
  bus,
  clock,
  transport,
  ingesting,
  ...options
}: Parts): FastifyInstance => {
  const replayDuration = options.metrics.histogram('event_replay_duration_seconds', 'Reading and folding one replay')
  const ready = async (): Promise<void> => {
    await Promise.all([pool.query(ping), refuseEarlyRemoval(pool), bus.ping(), ingesting()])
  }
  const server = createHttpServer({ ...options, name: 'event-store', ready })
  registerEventStore(server, {
    lireLignesEvenements: showRows(
      'event-store',
      pool,
      checkoutTables,
      readModelRows(pool, readOrdersByClient(bus.redis)),
    ),
    lireDonneesClientEvenements: listHeld(pool, held),
    lireJournalEvenements: listOperations(readOperationsIn(pool)),
    ...handlers({
      readEvents: readEvents(new Set([stream]), readPage(pool)),
      listDays: readDays(pool),
      readOrdersByClient: readOrdersByClient(bus.redis),
      findUnknown: findUnknown(pool, { isWhole: estEntier(choreography), terminaux }, { stream, now: clock.now }),
    }),
    ...timelineHandlers({
      replayCheckout: replayCheckout(
        checkoutStates,
        readCheckout(pool),
        (seconds) => replayDuration.observe(seconds),
        clock.now,
      ),
      timeline: async (id, replayed) => timelineOf(checkoutProcess, id, replayed, await readAbandoned(pool)(id)),
      askOrchestrator: askOrchestrator(transport),
      listCheckouts: listSummaries(pool),
      countCheckouts: countSummaries(pool),
      clock,
    }),
    ...batchHandlers(redriveBatches(pool)),
    ...deadLetterHandlers({
      listDeadLetters: listDeadLetters(readLetters(pool)),
      redriveDeadLetter: redriveIn({ pool, bus }),
    }),
  })
  return server
}
