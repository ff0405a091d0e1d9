// Generated from specs/openapi/event-store.yaml by generators/openapi (openapi-generator 7.25.0, typescript-fetch). Do not edit.

import type { CallOptions, ClientOperation, Transport } from '#platform/http/client.ts'
import type {
  ChangerEtatLotRequest,
  ChangerEtatLotResult,
  CompterCheckoutsChoreoRequest,
  CompterCheckoutsChoreoResult,
  CreerLotRelanceRequest,
  CreerLotRelanceResult,
  LireCommandesParClientRequest,
  LireCommandesParClientResult,
  LireDonneesClientEvenementsRequest,
  LireDonneesClientEvenementsResult,
  LireEvenementsRequest,
  LireEvenementsResult,
  LireJournalEvenementsRequest,
  LireJournalEvenementsResult,
  LireLignesEvenementsRequest,
  LireLignesEvenementsResult,
  LireLotRelanceRequest,
  LireLotRelanceResult,
  ListerCheckoutsChoreoRequest,
  ListerCheckoutsChoreoResult,
  ListerElementsLotRequest,
  ListerElementsLotResult,
  ListerJoursRequest,
  ListerJoursResult,
  ListerLettresMortesRequest,
  ListerLettresMortesResult,
  ListerLotsRelanceRequest,
  ListerLotsRelanceResult,
  RejouerCheckoutRequest,
  RejouerCheckoutResult,
  RelancerLettreMorteRequest,
  RelancerLettreMorteResult,
  TrouverInconnusRequest,
  TrouverInconnusResult,
} from './types.ts'

export type {
  ChangerEtatLotRequest,
  ChangerEtatLotResult,
  CompterCheckoutsChoreoRequest,
  CompterCheckoutsChoreoResult,
  CreerLotRelanceRequest,
  CreerLotRelanceResult,
  LireCommandesParClientRequest,
  LireCommandesParClientResult,
  LireDonneesClientEvenementsRequest,
  LireDonneesClientEvenementsResult,
  LireEvenementsRequest,
  LireEvenementsResult,
  LireJournalEvenementsRequest,
  LireJournalEvenementsResult,
  LireLignesEvenementsRequest,
  LireLignesEvenementsResult,
  LireLotRelanceRequest,
  LireLotRelanceResult,
  ListerCheckoutsChoreoRequest,
  ListerCheckoutsChoreoResult,
  ListerElementsLotRequest,
  ListerElementsLotResult,
  ListerJoursRequest,
  ListerJoursResult,
  ListerLettresMortesRequest,
  ListerLettresMortesResult,
  ListerLotsRelanceRequest,
  ListerLotsRelanceResult,
  RejouerCheckoutRequest,
  RejouerCheckoutResult,
  RelancerLettreMorteRequest,
  RelancerLettreMorteResult,
  TrouverInconnusRequest,
  TrouverInconnusResult,
} from './types.ts'

const changerEtatLotOperation: ClientOperation = {
  operationId: 'changerEtatLot',
  service: 'event-store',
  method: 'PUT',
  path: '/api/event-store/dead-letters/lots/{lot_id}/etat',
  safe: false,
  statuses: [200, 400, 404, 409],
  problems: ['validation', 'lot-inconnu', 'lot-clos'],
}

/** Start, pause, resume or cancel a batch. Throws CallFailure unless the response is a documented result. */
export const changerEtatLot = (
  transport: Transport,
  request: ChangerEtatLotRequest,
  options?: CallOptions,
): Promise<ChangerEtatLotResult> => transport.call(changerEtatLotOperation, request, options)

const compterCheckoutsChoreoOperation: ClientOperation = {
  operationId: 'compterCheckoutsChoreo',
  service: 'event-store',
  method: 'GET',
  path: '/api/event-store/checkouts/comptes',
  safe: true,
  statuses: [200, 400],
  problems: ['validation'],
}

/** Count choreographed checkouts by the values of each filter. Throws CallFailure unless the response is a documented result. */
export const compterCheckoutsChoreo = (
  transport: Transport,
  request: CompterCheckoutsChoreoRequest = {},
  options?: CallOptions,
): Promise<CompterCheckoutsChoreoResult> => transport.call(compterCheckoutsChoreoOperation, request, options)

const creerLotRelanceOperation: ClientOperation = {
  operationId: 'creerLotRelance',
  service: 'event-store',
  method: 'POST',
  path: '/api/event-store/dead-letters/lots',
  safe: false,
  statuses: [201, 400, 422],
  problems: ['validation', 'idempotency-key-reused'],
}

/** Freeze the dead letters that match a filter, to redrive them together. Throws CallFailure unless the response is a documented result. */
export const creerLotRelance = (
  transport: Transport,
  request: CreerLotRelanceRequest,
  options?: CallOptions,
): Promise<CreerLotRelanceResult> => transport.call(creerLotRelanceOperation, request, options)

const lireCommandesParClientOperation: ClientOperation = {
  operationId: 'lireCommandesParClient',
  service: 'event-store',
  method: 'GET',
  path: '/api/event-store/cqrs/orders-by-client/{id}',
  safe: true,
  statuses: [200, 400, 404],
  problems: ['validation', 'commandes-inconnues'],
}

/** Read the orders of a customer from the read model. Throws CallFailure unless the response is a documented result. */
export const lireCommandesParClient = (
  transport: Transport,
  request: LireCommandesParClientRequest,
  options?: CallOptions,
): Promise<LireCommandesParClientResult> => transport.call(lireCommandesParClientOperation, request, options)

const lireDonneesClientEvenementsOperation: ClientOperation = {
  operationId: 'lireDonneesClientEvenements',
  service: 'event-store',
  method: 'GET',
  path: '/api/event-store/donnees-client/{client_id}',
  safe: true,
  statuses: [200, 400],
  problems: ['validation'],
}

/** Read what the service holds about a customer. Throws CallFailure unless the response is a documented result. */
export const lireDonneesClientEvenements = (
  transport: Transport,
  request: LireDonneesClientEvenementsRequest,
  options?: CallOptions,
): Promise<LireDonneesClientEvenementsResult> => transport.call(lireDonneesClientEvenementsOperation, request, options)

const lireEvenementsOperation: ClientOperation = {
  operationId: 'lireEvenements',
  service: 'event-store',
  method: 'GET',
  path: '/api/event-store/streams/{stream}/events',
  safe: true,
  statuses: [200, 400, 404],
  problems: ['validation', 'stream-inconnu'],
}

/** Read a stream. Throws CallFailure unless the response is a documented result. */
export const lireEvenements = (
  transport: Transport,
  request: LireEvenementsRequest,
  options?: CallOptions,
): Promise<LireEvenementsResult> => transport.call(lireEvenementsOperation, request, options)

const lireJournalEvenementsOperation: ClientOperation = {
  operationId: 'lireJournalEvenements',
  service: 'event-store',
  method: 'GET',
  path: '/api/event-store/journal',
  safe: true,
  statuses: [200, 400],
  problems: ['validation'],
}

/** Read the log of operations. Throws CallFailure unless the response is a documented result. */
export const lireJournalEvenements = (
  transport: Transport,
  request: LireJournalEvenementsRequest = {},
  options?: CallOptions,
): Promise<LireJournalEvenementsResult> => transport.call(lireJournalEvenementsOperation, request, options)

const lireLignesEvenementsOperation: ClientOperation = {
  operationId: 'lireLignesEvenements',
  service: 'event-store',
  method: 'GET',
  path: '/api/event-store/checkouts/{checkout_id}/lignes',
  safe: true,
  statuses: [200, 400],
  problems: ['validation'],
}

/** Read the rows of a checkout. Throws CallFailure unless the response is a documented result. */
export const lireLignesEvenements = (
  transport: Transport,
  request: LireLignesEvenementsRequest,
  options?: CallOptions,
): Promise<LireLignesEvenementsResult> => transport.call(lireLignesEvenementsOperation, request, options)

const lireLotRelanceOperation: ClientOperation = {
  operationId: 'lireLotRelance',
  service: 'event-store',
  method: 'GET',
  path: '/api/event-store/dead-letters/lots/{lot_id}',
  safe: true,
  statuses: [200, 400, 404],
  problems: ['validation', 'lot-inconnu'],
}

/** Read a batch. Throws CallFailure unless the response is a documented result. */
export const lireLotRelance = (
  transport: Transport,
  request: LireLotRelanceRequest,
  options?: CallOptions,
): Promise<LireLotRelanceResult> => transport.call(lireLotRelanceOperation, request, options)

const listerCheckoutsChoreoOperation: ClientOperation = {
  operationId: 'listerCheckoutsChoreo',
  service: 'event-store',
  method: 'GET',
  path: '/api/event-store/checkouts',
  safe: true,
  statuses: [200, 400],
  problems: ['validation'],
}

/** List choreographed checkouts. Throws CallFailure unless the response is a documented result. */
export const listerCheckoutsChoreo = (
  transport: Transport,
  request: ListerCheckoutsChoreoRequest = {},
  options?: CallOptions,
): Promise<ListerCheckoutsChoreoResult> => transport.call(listerCheckoutsChoreoOperation, request, options)

const listerElementsLotOperation: ClientOperation = {
  operationId: 'listerElementsLot',
  service: 'event-store',
  method: 'GET',
  path: '/api/event-store/dead-letters/lots/{lot_id}/elements',
  safe: true,
  statuses: [200, 400, 404],
  problems: ['validation', 'lot-inconnu'],
}

/** List the dead letters of a batch with their results. Throws CallFailure unless the response is a documented result. */
export const listerElementsLot = (
  transport: Transport,
  request: ListerElementsLotRequest,
  options?: CallOptions,
): Promise<ListerElementsLotResult> => transport.call(listerElementsLotOperation, request, options)

const listerJoursOperation: ClientOperation = {
  operationId: 'listerJours',
  service: 'event-store',
  method: 'GET',
  path: '/api/event-store/days',
  safe: true,
  statuses: [200, 400],
  problems: ['validation'],
}

/** List the days of events. Throws CallFailure unless the response is a documented result. */
export const listerJours = (
  transport: Transport,
  request: ListerJoursRequest = {},
  options?: CallOptions,
): Promise<ListerJoursResult> => transport.call(listerJoursOperation, request, options)

const listerLettresMortesOperation: ClientOperation = {
  operationId: 'listerLettresMortes',
  service: 'event-store',
  method: 'GET',
  path: '/api/event-store/dead-letters',
  safe: true,
  statuses: [200, 400],
  problems: ['validation'],
}

/** List the dead letters. Throws CallFailure unless the response is a documented result. */
export const listerLettresMortes = (
  transport: Transport,
  request: ListerLettresMortesRequest = {},
  options?: CallOptions,
): Promise<ListerLettresMortesResult> => transport.call(listerLettresMortesOperation, request, options)

const listerLotsRelanceOperation: ClientOperation = {
  operationId: 'listerLotsRelance',
  service: 'event-store',
  method: 'GET',
  path: '/api/event-store/dead-letters/lots',
  safe: true,
  statuses: [200, 400],
  problems: ['validation'],
}

/** List the batches. Throws CallFailure unless the response is a documented result. */
export const listerLotsRelance = (
  transport: Transport,
  request: ListerLotsRelanceRequest = {},
  options?: CallOptions,
): Promise<ListerLotsRelanceResult> => transport.call(listerLotsRelanceOperation, request, options)

const rejouerCheckoutOperation: ClientOperation = {
  operationId: 'rejouerCheckout',
  service: 'event-store',
  method: 'GET',
  path: '/api/event-store/replay/checkout/{id}',
  safe: true,
  statuses: [200, 400, 404],
  problems: ['validation', 'checkout-inconnu'],
}

/** Replay a checkout of either style. Throws CallFailure unless the response is a documented result. */
export const rejouerCheckout = (
  transport: Transport,
  request: RejouerCheckoutRequest,
  options?: CallOptions,
): Promise<RejouerCheckoutResult> => transport.call(rejouerCheckoutOperation, request, options)

const relancerLettreMorteOperation: ClientOperation = {
  operationId: 'relancerLettreMorte',
  service: 'event-store',
  method: 'POST',
  path: '/api/event-store/dead-letters/{id}/redrive',
  safe: false,
  statuses: [202, 400, 404, 409, 422],
  problems: [
    'validation',
    'lettre-morte-inconnue',
    'lettre-deja-relancee',
    'relance-en-cours',
    'idempotency-key-reused',
  ],
}

/** Redrive a dead letter to its group. Throws CallFailure unless the response is a documented result. */
export const relancerLettreMorte = (
  transport: Transport,
  request: RelancerLettreMorteRequest,
  options?: CallOptions,
): Promise<RelancerLettreMorteResult> => transport.call(relancerLettreMorteOperation, request, options)

const trouverInconnusOperation: ClientOperation = {
  operationId: 'trouverInconnus',
  service: 'event-store',
  method: 'POST',
  path: '/api/event-store/checkouts/inconnus',
  safe: true,
  statuses: [200, 400],
  problems: ['validation'],
}

/** List the checkouts with an incomplete history. Throws CallFailure unless the response is a documented result. */
export const trouverInconnus = (
  transport: Transport,
  request: TrouverInconnusRequest,
  options?: CallOptions,
): Promise<TrouverInconnusResult> => transport.call(trouverInconnusOperation, request, options)
