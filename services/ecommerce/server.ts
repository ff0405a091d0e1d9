import type { FastifyInstance } from 'fastify'
import { uuidv7 } from 'uuidv7'
import { registerEcommerce } from '#generated/ecommerce/server.ts'
import { stream } from '#generated/events/ecommerce.ts'
import { checkoutChoreographyDeadlineMs } from '#generated/saga/checkout.ts'
import type { Clock } from '#platform/base/clock.ts'
import type { Reach } from '#platform/base/crash-points.ts'
import { watchBacklog } from '#platform/delivery/backlog.ts'
import { startRelay } from '#platform/delivery/outbox.ts'
import type { Transport } from '#platform/http/client.ts'
import { createHttpServer, type ServerOptions } from '#platform/http/server.ts'
import { type Pool, sql } from '#platform/postgres/pool.ts'
import type { Bus } from '#platform/stream/bus.ts'
import { ajouterProduitPanier } from './application/ajouter-produit-panier.ts'
import { checkoutEcommerce } from './application/checkout-ecommerce.ts'
import { effacerDonneesPersonnelles } from './application/effacer-donnees-personnelles.ts'
import { lireCheckout } from './application/lire-checkout.ts'
import { createOutcomeBoard } from './application/outcome-board.ts'
import { type EmettreJeton, ouvrirSession } from './application/ouvrir-session.ts'
import { retrouverCheckouts } from './application/retrouver-checkouts.ts'
import { suivreCheckout } from './application/suivre-checkout.ts'
import { terminerEnRetard } from './application/terminer-en-retard.ts'
import { tentativesMax } from './domain/echeance.ts'
import { verifierProduit } from './infrastructure/catalogue.ts'
import {
  accepterCheckout,
  lireProcessus,
  lireTermines,
  readPosition,
  writeOutcomes,
} from './infrastructure/checkout-store.ts'
import {
  chercherPerdus,
  demander,
  demanderInconnus,
  lireCherches,
  renvoyer,
} from './infrastructure/checkouts-perdus.ts'
import type { ClesClients } from './infrastructure/cles-clients.ts'
import { lireClient, lireIdentifiants } from './infrastructure/client-store.ts'
import { conclureAvec, participants } from './infrastructure/conclusion.ts'
import {
  compterEnRetard,
  ecrireFin,
  prendreEnRetard,
  publierEncore,
  reporter,
} from './infrastructure/echeances-store.ts'
import { ecrireEffacement } from './infrastructure/effacement-store.ts'
import { reecrireJournal } from './infrastructure/journal-redis.ts'
import { ecommerceMetrics } from './infrastructure/metrics.ts'
import { hashDePersonne, verifierEnFile } from './infrastructure/mot-de-passe.ts'
import { prevenirOrchestrateur } from './infrastructure/orchestrateur.ts'
import { createOutcomeRecorder } from './infrastructure/outcome-recorder.ts'
import { tailOutcomes } from './infrastructure/outcome-tail.ts'
import { lirePanier, lireReponse, modifierPanier } from './infrastructure/panier-store.ts'
import { relireFins } from './infrastructure/relire-fins.ts'
import { surveillerEcheances } from './infrastructure/surveiller-echeances.ts'
import { admettreTentative, oublierTentatives } from './infrastructure/tentatives-store.ts'
import { checkouts } from './interface/checkouts.ts'
import { comptes } from './interface/comptes.ts'
import { effacement } from './interface/effacement.ts'
import { paniers } from './interface/paniers.ts'
import { openRegistrations, type RegistrationParts } from './registrations.ts'

const alive = sql('alive', 'select 1')

const sessionSeconds = 3_600
const battementMs = 15_000
const suiviMaxMs = 300_000

export type Parts = Omit<ServerOptions, 'name' | 'ready'> & {
  pool: Pool
  cles: ClesClients
  bus: Bus
  transport: Transport
  emettreJeton: EmettreJeton
  /** How the messages of registrations are sent. */
  mail: RegistrationParts
  clock: Clock
  /** Crash points for tests, in the relay. */
  reach?: Reach
  waitersMax?: number
  /** With more unsent messages than this, no checkout is accepted. */
  backlogMax?: number
  /** A checkout still open after this time is ended here; default: the deadline in the Arazzo document. */
  deadlineMs?: number
}

export type Ecommerce = {
  server: FastifyInstance
  /** Releases waiting readers with what is known, so that the server drains fast. */
  release: () => void
  /** Ends the relays and the reading of outcomes, and writes the outcomes not yet written. */
  stop: () => Promise<void>
}

/**
 * The service without its process: outbox relay and outcome reader run, and the server can listen or be injected into.
 */
export const startEcommerce = async (parts: Parts): Promise<Ecommerce> => {
  const {
    pool,
    cles,
    bus,
    transport,
    emettreJeton,
    mail,
    clock,
    log,
    metrics,
    reach,
    waitersMax,
    backlogMax = 10_000,
    deadlineMs = checkoutChoreographyDeadlineMs,
    ...options
  } = parts
  const board = createOutcomeBoard(waitersMax === undefined ? {} : { waitersMax })
  const countOverdue = compterEnRetard(pool, deadlineMs, tentativesMax)
  const measured = ecommerceMetrics(metrics, pool, { waiting: board.waiting, countOverdue })
  const fromId = await readPosition(pool, stream)
  const recorder = createOutcomeRecorder({
    write: writeOutcomes(pool, stream),
    onWritten: (ended) => ended.forEach(measured.ended),
    clock,
    log,
  })
  const relay = startRelay({ pool, bus, log, clock, reach })
  const registrations = openRegistrations({ ...mail, pool, cles, clock, log, metrics, reach })
  const reading = new AbortController()
  const tail = tailOutcomes({ bus, board, recorder, fromId, now: clock.now, signal: reading.signal })

  const rereading = relireFins({ board, lireTermines: lireTermines(pool), clock, log, signal: reading.signal })

  const conclure = conclureAvec({ ...participants(transport), clock, log, signal: reading.signal })
  const publish = publierEncore(pool, stream)
  const perdus = retrouverCheckouts({
    raconter: async (checkout) => {
      const known = await lireProcessus(pool)(checkout.checkout_id)
      const fin = await conclure({ ...checkout, motif: known?.etat === 'ECHOUE' ? known.motif : undefined })
      if (!fin) return false
      if (fin.outcome.etat !== known?.etat)
        throw new Error(`the checkout is stored as ${known?.etat}, but its participants report ${fin.outcome.etat}`)
      await publish(fin.messages)
      relay.wake()
      return true
    },
    lire: lireCherches(pool),
    trouverInconnus: demanderInconnus(transport),
    demander: demander(transport),
    renvoyer: renvoyer(pool, relay.wake),
    terminer: async ({ checkout_id, client_id }, { outcome, endedAtMs }) => {
      board.ended({ checkout_id, client_id }, outcome)
      const stored = { checkout_id, outcome, endedAtMs, seenAtMs: clock.now() }
      const ended = await writeOutcomes(pool, stream)([stored], '0-0')
      ended.forEach(measured.ended)
    },
    signaler: ({ checkout_id }, err) =>
      log.error({ err, checkout_id }, 'completing a checkout in the event store failed, retrying'),
  })
  const searching = chercherPerdus({ retrouver: perdus, onFound: measured.found, clock, log, signal: reading.signal })

  const write = ecrireFin(pool, stream)
  const watching = surveillerEcheances({
    terminer: terminerEnRetard({
      prendre: prendreEnRetard(pool, deadlineMs),
      conclure,
      terminer: async ({ checkout_id, client_id }, fin) => {
        const ended = await write(checkout_id, fin, clock.now())
        if (!ended) return false
        board.ended({ checkout_id, client_id }, fin.outcome)
        measured.ended(ended)
        relay.wake()
        return true
      },
      reporter: reporter(pool),
      garer: ({ checkout_id, tentatives }) =>
        log.error({ checkout_id, tentatives }, 'overdue checkout parked: participants do not answer how it ended'),
      signaler: ({ checkout_id, tentatives }, err) =>
        log.error({ err, checkout_id, tentatives }, 'ending an overdue checkout failed, retrying later'),
      signal: reading.signal,
    }),
    onEnded: measured.overdueEnded,
    clock,
    log,
    signal: reading.signal,
  })

  const ready = async (): Promise<void> => {
    await Promise.all([pool.query(alive), bus.ping()])
  }
  const server = createHttpServer({ ...options, log, metrics, name: 'ecommerce', ready })
  const processus = { lireProcessus: lireProcessus(pool), board }
  const accepter = accepterCheckout(pool, stream)
  registerEcommerce(server, {
    ...comptes({
      creerCompteClient: registrations.creerCompteClient,
      confirmerCompteClient: registrations.confirmerCompteClient,
      ouvrirSession: ouvrirSession({
        admettreTentative: admettreTentative({ pool, cles, nowMs: clock.now }),
        oublierTentatives: oublierTentatives({ pool, cles }),
        lireIdentifiants: lireIdentifiants(pool, cles),
        hashDePersonne,
        emettreJeton,
        dureeSecondes: sessionSeconds,
        verifier: verifierEnFile,
      }),
      lireClient: lireClient(pool, cles),
    }),
    ...effacement({
      effacerDonneesPersonnelles: effacerDonneesPersonnelles({
        ecrireEffacement: ecrireEffacement(pool, { cles, forget: mail.sender.forget }),
        detruireCle: cles.detruire,
        reecrireJournal: reecrireJournal(bus.redis),
        prevenirOrchestrateur: prevenirOrchestrateur(transport),
      }),
    }),
    ...paniers({
      ajouterProduitPanier: ajouterProduitPanier({
        lireReponse: lireReponse(pool),
        verifierProduit: verifierProduit(transport),
        modifierPanier: modifierPanier(pool),
      }),
      lirePanier: lirePanier(pool),
    }),
    ...checkouts({
      isBacklogFull: watchBacklog(pool, backlogMax, clock).isFull,
      checkoutEcommerce: checkoutEcommerce({
        accepterCheckout: accepter,
        onAccepted: (checkout) => {
          relay.wake()
          board.accepted(checkout)
          measured.accepted()
        },
        nouvelId: uuidv7,
        now: clock.now,
      }),
      lireCheckout: lireCheckout(processus),
      suivreCheckout: suivreCheckout({ ...processus, sleep: clock.sleep, battementMs, dureeMaxMs: suiviMaxMs }),
    }),
  })

  return {
    server,
    release: board.release,
    stop: async () => {
      reading.abort()
      await Promise.all([relay.stop(), registrations.stop(), tail, rereading, searching, watching])
      await recorder.stop()
    },
  }
}
