import { consumeBatch, stream } from '#generated/events/event-store.ts'
import { publishers } from '#generated/events/events.ts'
import { roles } from '#generated/roles.ts'
import { systemClock } from '#platform/base/clock.ts'
import {
  integer,
  positive,
  publicKey,
  publicKeys,
  readConfig,
  type Setting,
  secret,
  storeUrl,
  text,
} from '#platform/base/config.ts'
import { createTransport } from '#platform/http/client.ts'
import { createTokenVerifier } from '#platform/http/identity.ts'
import { listen } from '#platform/http/server.ts'
import { openServingPool } from '#platform/postgres/serving-pool.ts'
import { runProcess } from '#platform/process/process.ts'
import { openBus } from '#platform/stream/bus.ts'
import { openAuthenticity } from '#platform/stream/event-authenticity.ts'
import { runBatches } from './application/redrive-batches.ts'
import { keepSummaries } from './infrastructure/checkout-summaries.ts'
import { redriveIn } from './infrastructure/dead-letters.ts'
import { storeEvents } from './infrastructure/events.ts'
import { keepDays } from './infrastructure/keep-days.ts'
import { keepDeadLetters } from './infrastructure/keep-dead-letters.ts'
import { keepBatches } from './infrastructure/keep-redrive-batches.ts'
import { redriveBatches } from './infrastructure/redrive-batches.ts'
import { retentionMinDays } from './infrastructure/removals.ts'
import { sealingMaxMs } from './infrastructure/seals.ts'
import { openStreamHealth } from './infrastructure/stream-health.ts'
import { watchStream } from './infrastructure/watch-stream.ts'
import { createEventStoreServer } from './server.ts'

const name = 'event-store'
const lingerMs = 100

const retentionDays: Setting<number> = {
  variable: 'RETENTION_DAYS',
  expected: `a whole number of days, ${retentionMinDays} or more`,
  parse: (value) => (/^\d{1,5}$/.test(value) && Number(value) >= retentionMinDays ? Number(value) : undefined),
  fallback: { value: retentionMinDays },
}

await runProcess(name, async ({ env, log, metrics, onStop, ...scope }) => {
  const config = readConfig(env, {
    host: text('HOST', '127.0.0.1'),
    port: integer('PORT', 7010),
    databaseUrl: storeUrl('DATABASE_URL'),
    redisUrl: storeUrl('REDIS_URL'),
    gatewayUrl: text('GATEWAY_URL'),
    gatewayApiKey: secret('GATEWAY_API_KEY'),
    gatewaySecret: secret('GATEWAY_SECRET'),
    publicKeyPem: publicKey('JWT_PUBLIC_KEY'),
    consumer: text('INSTANCE', name),
    partitions: positive('STREAM_PARTITIONS', 1),
    anchorFile: text('ANCHOR_FILE'),
    retentionDays,
    trusted: publicKeys('EVENT_PUBLIC_KEYS'),
  })
  const pool = openServingPool({ url: config.databaseUrl, name, max: 5, metrics, answerMs: sealingMaxMs + 2_000 })
  onStop('database', pool.close)
  const { redisUrl, consumer, partitions } = config
  const { reach, fail } = scope
  // The event store signs nothing: republished events keep their publisher's signature.
  const authenticity = openAuthenticity({ publishers, trusted: config.trusted })
  const bus = openBus({ redisUrl, metrics, log, reach, fail, name: consumer, partitions, authenticity })
  onStop('bus', bus.close)

  const stored = metrics.counter('event_store_events_total', 'Events stored')
  const ingestion = consumeBatch(bus, async (events) => stored.inc(await storeEvents(pool, events)), {
    consumer: config.consumer,
    lingerMs,
  })
  onStop('consumer', ingestion.stop)
  const keeping = keepDeadLetters({ pool, bus, metrics, signal: scope.signal }, stream)
  onStop('dead letters', async () => void (await keeping))
  const seals = metrics.counter('event_store_seals_total', 'Seals made of days, and failed attempts', ['result'])
  void keepDays({
    pool,
    anchor: config.anchorFile,
    retentionDays: config.retentionDays,
    clock: systemClock,
    log,
    signal: scope.signal,
    measure: (made) => (made === 'failed' ? seals.inc({ result: 'failed' }) : seals.inc({ result: 'made' }, made)),
  })
  const health = openStreamHealth(metrics)
  const watch = { pool, bus, clock: systemClock, log, metrics, health, topic: stream, signal: scope.signal }
  const watching = bus.partitions(stream).map((partition) => watchStream(watch, partition))
  onStop('watch of the stream', async () => void (await Promise.all(watching)))

  const batches = keepBatches(runBatches(redriveBatches(pool), redriveIn({ pool, bus })), {
    clock: systemClock,
    log,
    signal: scope.signal,
  })
  onStop('batches of redrives', () => batches)
  const summaries = keepSummaries({ pool, clock: systemClock, log, signal: scope.signal })
  onStop('list of checkouts', () => summaries)

  const transport = createTransport({ baseUrl: config.gatewayUrl, apiKey: config.gatewayApiKey, metrics, log })
  onStop('gateway', transport.close)
  const verifyToken = createTokenVerifier({ publicKeyPem: config.publicKeyPem, roles })
  const { gatewaySecret, host, port } = config
  const ingesting = async (): Promise<void> => {
    await Promise.all([ingestion.ready(), health.ready()])
  }
  const parts = { log, metrics, gatewaySecret, verifyToken, pool, bus, clock: systemClock, transport, ingesting }
  await listen(createEventStoreServer(parts), { host, port }, { ...scope, onStop })
  log.info({ port }, 'event store started')
})
