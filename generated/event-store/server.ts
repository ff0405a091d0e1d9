// Generated from specs/openapi/event-store.yaml by generators/openapi (openapi-generator 7.25.0, typescript-fetch). Do not edit.

import type { FastifyInstance } from 'fastify'
import type { RequestContext } from '#platform/http/context.ts'
import { registerOperations } from '#platform/http/route.ts'
import { operations } from './schemas.ts'
import type {
  ChangerEtatLotAnswer,
  ChangerEtatLotInput,
  CompterCheckoutsChoreoAnswer,
  CompterCheckoutsChoreoInput,
  CreerLotRelanceAnswer,
  CreerLotRelanceInput,
  LireCommandesParClientAnswer,
  LireCommandesParClientInput,
  LireDonneesClientEvenementsAnswer,
  LireDonneesClientEvenementsInput,
  LireEvenementsAnswer,
  LireEvenementsInput,
  LireJournalEvenementsAnswer,
  LireJournalEvenementsInput,
  LireLignesEvenementsAnswer,
  LireLignesEvenementsInput,
  LireLotRelanceAnswer,
  LireLotRelanceInput,
  ListerCheckoutsChoreoAnswer,
  ListerCheckoutsChoreoInput,
  ListerElementsLotAnswer,
  ListerElementsLotInput,
  ListerJoursAnswer,
  ListerJoursInput,
  ListerLettresMortesAnswer,
  ListerLettresMortesInput,
  ListerLotsRelanceAnswer,
  ListerLotsRelanceInput,
  RejouerCheckoutAnswer,
  RejouerCheckoutInput,
  RelancerLettreMorteAnswer,
  RelancerLettreMorteInput,
  TrouverInconnusAnswer,
  TrouverInconnusInput,
} from './types.ts'

/** One handler for each operation of event-store. */
export type Handlers = {
  /** Start, pause, resume or cancel a batch: PUT /api/event-store/dead-letters/lots/{lot_id}/etat */
  changerEtatLot: (request: ChangerEtatLotInput, context: RequestContext) => Promise<ChangerEtatLotAnswer>
  /** Count choreographed checkouts by the values of each filter: GET /api/event-store/checkouts/comptes */
  compterCheckoutsChoreo: (
    request: CompterCheckoutsChoreoInput,
    context: RequestContext,
  ) => Promise<CompterCheckoutsChoreoAnswer>
  /** Freeze the dead letters that match a filter, to redrive them together: POST /api/event-store/dead-letters/lots */
  creerLotRelance: (request: CreerLotRelanceInput, context: RequestContext) => Promise<CreerLotRelanceAnswer>
  /** Read the orders of a customer from the read model: GET /api/event-store/cqrs/orders-by-client/{id} */
  lireCommandesParClient: (
    request: LireCommandesParClientInput,
    context: RequestContext,
  ) => Promise<LireCommandesParClientAnswer>
  /** Read what the service holds about a customer: GET /api/event-store/donnees-client/{client_id} */
  lireDonneesClientEvenements: (
    request: LireDonneesClientEvenementsInput,
    context: RequestContext,
  ) => Promise<LireDonneesClientEvenementsAnswer>
  /** Read a stream: GET /api/event-store/streams/{stream}/events */
  lireEvenements: (request: LireEvenementsInput, context: RequestContext) => Promise<LireEvenementsAnswer>
  /** Read the log of operations: GET /api/event-store/journal */
  lireJournalEvenements: (
    request: LireJournalEvenementsInput,
    context: RequestContext,
  ) => Promise<LireJournalEvenementsAnswer>
  /** Read the rows of a checkout: GET /api/event-store/checkouts/{checkout_id}/lignes */
  lireLignesEvenements: (
    request: LireLignesEvenementsInput,
    context: RequestContext,
  ) => Promise<LireLignesEvenementsAnswer>
  /** Read a batch: GET /api/event-store/dead-letters/lots/{lot_id} */
  lireLotRelance: (request: LireLotRelanceInput, context: RequestContext) => Promise<LireLotRelanceAnswer>
  /** List choreographed checkouts: GET /api/event-store/checkouts */
  listerCheckoutsChoreo: (
    request: ListerCheckoutsChoreoInput,
    context: RequestContext,
  ) => Promise<ListerCheckoutsChoreoAnswer>
  /** List the dead letters of a batch with their results: GET /api/event-store/dead-letters/lots/{lot_id}/elements */
  listerElementsLot: (request: ListerElementsLotInput, context: RequestContext) => Promise<ListerElementsLotAnswer>
  /** List the days of events: GET /api/event-store/days */
  listerJours: (request: ListerJoursInput, context: RequestContext) => Promise<ListerJoursAnswer>
  /** List the dead letters: GET /api/event-store/dead-letters */
  listerLettresMortes: (
    request: ListerLettresMortesInput,
    context: RequestContext,
  ) => Promise<ListerLettresMortesAnswer>
  /** List the batches: GET /api/event-store/dead-letters/lots */
  listerLotsRelance: (request: ListerLotsRelanceInput, context: RequestContext) => Promise<ListerLotsRelanceAnswer>
  /** Replay a checkout of either style: GET /api/event-store/replay/checkout/{id} */
  rejouerCheckout: (request: RejouerCheckoutInput, context: RequestContext) => Promise<RejouerCheckoutAnswer>
  /** Redrive a dead letter to its group: POST /api/event-store/dead-letters/{id}/redrive */
  relancerLettreMorte: (
    request: RelancerLettreMorteInput,
    context: RequestContext,
  ) => Promise<RelancerLettreMorteAnswer>
  /** List the checkouts with an incomplete history: POST /api/event-store/checkouts/inconnus */
  trouverInconnus: (request: TrouverInconnusInput, context: RequestContext) => Promise<TrouverInconnusAnswer>
}

/** Adds the routes of event-store to a server, with authorization and validation as specified. */
export const registerEventStore = (server: FastifyInstance, handlers: Handlers): void =>
  registerOperations(server, operations, handlers)
