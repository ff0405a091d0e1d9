import { registerEventStore } from '#generated/event-store/server.ts'
import { consumeBatch, stream } from '#generated/events/event-store.ts'
import { systemClock } from '#platform/clock.ts'
import { integer, readConfig, type Setting, secret, text } from '#platform/config.ts'
import { createHttpServer, listen } from '#platform/http-server.ts'
import { createTokenVerifier } from '#platform/identity.ts'
import { openPool, sql } from '#platform/postgres.ts'
import { runProcess } from '#platform/process.ts'
import { openBus } from '#platform/redis-streams.ts'
import { listerLettresMortes, relancerLettreMorte } from './application/lettres-mortes.ts'
import { lireEvenements, rejouerCheckout } from './application/lire-historique.ts'
import { lireCommandesParClient } from './infrastructure/commandes-par-client.ts'
import { etatsDuCheckout, typesTerminaux } from './infrastructure/etats.ts'
import { lireCheckout, lirePage, storeEvents } from './infrastructure/evenements.ts'
import { garderJours } from './infrastructure/garder-jours.ts'
import { keepDeadLetters } from './infrastructure/keep-dead-letters.ts'
import { commencerRelance, finirRelance, lireLettre, lireLettres } from './infrastructure/lettres-mortes.ts'
import { renvoyer } from './infrastructure/renvoyer.ts'
import { retentionMinDays } from './infrastructure/sceaux.ts'
import { trimStream } from './infrastructure/trim-stream.ts'
import { handlers } from './interface/handlers.ts'
import { lettresMortes } from './interface/lettres-mortes.ts'

const name = 'event-store'
const ping = sql('event-store-ping', 'select 1')
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
    databaseUrl: secret('DATABASE_URL'),
    redisUrl: secret('REDIS_URL'),
    gatewaySecret: secret('GATEWAY_SECRET'),
    jwtPublicKey: secret('JWT_PUBLIC_KEY'),
    consumer: text('INSTANCE', name),
    anchorFile: text('ANCHOR_FILE'),
    retentionDays,
  })
  const pool = openPool({ url: config.databaseUrl, name, max: 5 })
  onStop('database', pool.close)
  const bus = openBus({ redisUrl: config.redisUrl, metrics, log, name: config.consumer })
  onStop('bus', bus.close)

  const replayDuration = metrics.histogram('event_replay_duration_seconds', 'Reading and folding one replay')
  const stored = metrics.counter('event_store_events_total', 'Events stored')
  const ingestion = consumeBatch(bus, async (events) => stored.inc(await storeEvents(pool, events)), {
    consumer: config.consumer,
    lingerMs,
  })
  onStop('consumer', ingestion.stop)
  const keeping = keepDeadLetters({ pool, bus, metrics, signal: scope.signal }, stream)
  onStop('dead letters', () => keeping)
  const seals = metrics.counter('event_store_seals_total', 'Seals made of days, and failures to', ['result'])
  void garderJours({
    pool,
    ancre: config.anchorFile,
    conservationJours: config.retentionDays,
    terminaux: typesTerminaux,
    clock: systemClock,
    log,
    signal: scope.signal,
    mesurer: (made) => (made === 'failed' ? seals.inc({ result: 'failed' }) : seals.inc({ result: 'made' }, made)),
  })
  void trimStream({ bus, clock: systemClock, log, signal: scope.signal }, stream)

  const server = createHttpServer({
    name,
    log,
    metrics,
    gatewaySecret: config.gatewaySecret,
    verifyToken: createTokenVerifier({ publicKeyPem: Buffer.from(config.jwtPublicKey, 'base64').toString('utf8') }),
    ready: async () => {
      await Promise.all([pool.query(ping), bus.ping(), ingestion.ready()])
    },
  })
  registerEventStore(server, {
    ...handlers({
      lireEvenements: lireEvenements(new Set([stream]), lirePage(pool)),
      rejouerCheckout: rejouerCheckout(
        etatsDuCheckout,
        lireCheckout(pool),
        (seconds) => replayDuration.observe(seconds),
        systemClock.now,
      ),
      lireCommandesParClient: lireCommandesParClient(bus.redis),
    }),
    ...lettresMortes({
      listerLettresMortes: listerLettresMortes(lireLettres(pool)),
      relancerLettreMorte: relancerLettreMorte({
        commencer: commencerRelance(pool),
        renvoyer: renvoyer(bus),
        finir: finirRelance(pool),
        lire: lireLettre(pool),
      }),
    }),
  })
  const { host, port } = config
  await listen(server, { host, port }, { ...scope, onStop })
  log.info({ port }, 'event store started')
})
