import { consumeBatch, type Received } from '#generated/events/cqrs-projection.ts'
import { readConfig, secret, storeUrl, text } from '#platform/base/config.ts'
import { createTransport } from '#platform/http/client.ts'
import type { Pool } from '#platform/postgres/pool.ts'
import { openServingPool } from '#platform/postgres/serving-pool.ts'
import type { Worker, WorkerScope } from '../worker.ts'
import { keepKeys } from './keep-keys.ts'
import type { OrderCreatedFact } from './order-created-fact.ts'
import { project } from './orders-by-client.ts'
import { rebuild, rebuildStatementMaxMs } from './rebuild-orders-by-client.ts'

const toFact = ({ eventId, payload, ts }: Received): OrderCreatedFact => ({
  eventId,
  clientId: payload.client_id,
  commandeId: payload.commande_id,
  checkoutId: payload.checkout_id,
  ts,
})

const progressMs = 1_000
const perSecond = (events: number, durationMs: number): number => Math.round((events * 1000) / Math.max(1, durationMs))

const openDatabase = ({ env, metrics, onStop }: WorkerScope): Pool => {
  const { databaseUrl } = readConfig(env, { databaseUrl: storeUrl('DATABASE_URL') })
  const pool = openServingPool({
    url: databaseUrl,
    name: 'cqrs_projection',
    max: 2,
    metrics,
    answerMs: rebuildStatementMaxMs + 2_000,
  })
  onStop('database', pool.close)
  return pool
}

/** Counts the orders of each customer in Postgres and publishes the counts to Redis. */
export const worker: Worker = {
  port: 9105,
  start: async (scope) => {
    const { bus, consumer, clock, onStop, log, signal } = scope
    const pool = openDatabase(scope)
    const keeping = keepKeys({ pool, redis: bus.redis, clock, log, signal })
    onStop('keys', () => keeping)
    const reading = consumeBatch(bus, (events) => project(pool, bus.redis, events.map(toFact)), {
      consumer,
      lingerMs: 100,
    })
    onStop('consumer', reading.stop)
    return { ready: reading.ready }
  },
  commands: {
    /** Folds all events of the event store again; safe while the worker runs. */
    rebuild: async (scope) => {
      const { log, metrics, clock, bus, env, onStop } = scope
      const { baseUrl, apiKey } = readConfig(env, { baseUrl: text('GATEWAY_URL'), apiKey: secret('GATEWAY_API_KEY') })
      const transport = createTransport({ baseUrl, apiKey, metrics, log })
      onStop('transport', transport.close)
      const startedMs = clock.now()
      let loggedMs = startedMs
      const onProgress = (events: number): void => {
        if (clock.now() - loggedMs < progressMs) return
        loggedMs = clock.now()
        log.info({ events, per_second: perSecond(events, loggedMs - startedMs) }, 'rebuilding')
      }
      const { events } = await rebuild({ pool: openDatabase(scope), redis: bus.redis, transport, clock, onProgress })
      const durationMs = clock.now() - startedMs
      log.info({ events, seconds: durationMs / 1000, per_second: perSecond(events, durationMs) }, 'read model rebuilt')
    },
  },
}
