import type { FastifyInstance } from 'fastify'
import { registerEventStore } from '#generated/event-store/server.ts'
import { stream } from '#generated/events/event-store.ts'
import { reactions } from '#generated/events/events.ts'
import type { Clock } from '#platform/base/clock.ts'
import { createHttpServer, type ServerOptions } from '#platform/http/server.ts'
import { type Pool, sql } from '#platform/postgres/pool.ts'
import type { Bus } from '#platform/stream/bus.ts'
import { listerLettresMortes, relancerLettreMorte } from './application/lettres-mortes.ts'
import { lireEvenements, rejouerCheckout } from './application/lire-historique.ts'
import { estEntier } from './domain/trous.ts'
import { lireCommandesParClient } from './infrastructure/commandes-par-client.ts'
import { etatsDuCheckout, typesTerminaux } from './infrastructure/etats.ts'
import { lireCheckout, lirePage, trouverInconnus } from './infrastructure/evenements.ts'
import { commencerRelance, finirRelance, lireLettre, lireLettres } from './infrastructure/lettres-mortes.ts'
import { renvoyer } from './infrastructure/renvoyer.ts'
import { refuserRetraitPrecoce } from './infrastructure/retraits.ts'
import { lireJours } from './infrastructure/sceaux.ts'
import { handlers } from './interface/handlers.ts'
import { lettresMortes } from './interface/lettres-mortes.ts'

const ping = sql('event-store-ping', 'select 1')

const terminaux: ReadonlySet<string> = new Set(typesTerminaux)
const processus = { reactions, terminaux }

type Parts = Omit<ServerOptions, 'name' | 'ready'> & {
  pool: Pool
  bus: Bus
  clock: Clock
  /** Throws while events are not being ingested or the stream can't be used. */
  ingesting: () => Promise<void>
}

/** The service without its process and ingestion: main.ts listens with it, tests inject into it. */
export const eventStoreServer = ({ pool, bus, clock, ingesting, ...options }: Parts): FastifyInstance => {
  const replayDuration = options.metrics.histogram('event_replay_duration_seconds', 'Reading and folding one replay')
  const ready = async (): Promise<void> => {
    await Promise.all([pool.query(ping), refuserRetraitPrecoce(pool), bus.ping(), ingesting()])
  }
  const server = createHttpServer({ ...options, name: 'event-store', ready })
  registerEventStore(server, {
    ...handlers({
      lireEvenements: lireEvenements(new Set([stream]), lirePage(pool)),
      rejouerCheckout: rejouerCheckout(
        etatsDuCheckout,
        lireCheckout(pool),
        (seconds) => replayDuration.observe(seconds),
        clock.now,
      ),
      listerJours: lireJours(pool),
      lireCommandesParClient: lireCommandesParClient(bus.redis),
      trouverInconnus: trouverInconnus(
        pool,
        { estEntier: estEntier(processus), terminaux },
        { stream, now: clock.now },
      ),
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
  return server
}
