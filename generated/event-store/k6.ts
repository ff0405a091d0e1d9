// Generated from specs/openapi/event-store.yaml by generators/openapi (openapi-generator 7.25.0, typescript-fetch). Do not edit.

import { type Gateway, type K6Params, type K6Result, send } from '../../platform/http/k6-client.ts'
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

/** Start, pause, resume or cancel a batch */
export const changerEtatLot = (
  gateway: Gateway,
  request: ChangerEtatLotRequest,
  params: K6Params = {},
): K6Result<ChangerEtatLotResult> =>
  send(gateway, 'changerEtatLot', 'PUT', '/api/event-store/dead-letters/lots/{lot_id}/etat', request, params)

/** Count choreographed checkouts by the values of each filter */
export const compterCheckoutsChoreo = (
  gateway: Gateway,
  request: CompterCheckoutsChoreoRequest = {},
  params: K6Params = {},
): K6Result<CompterCheckoutsChoreoResult> =>
  send(gateway, 'compterCheckoutsChoreo', 'GET', '/api/event-store/checkouts/comptes', request, params)

/** Freeze the dead letters that match a filter, to redrive them together */
export const creerLotRelance = (
  gateway: Gateway,
  request: CreerLotRelanceRequest,
  params: K6Params = {},
): K6Result<CreerLotRelanceResult> =>
  send(gateway, 'creerLotRelance', 'POST', '/api/event-store/dead-letters/lots', request, params)

/** Read the orders of a customer from the read model */
export const lireCommandesParClient = (
  gateway: Gateway,
  request: LireCommandesParClientRequest,
  params: K6Params = {},
): K6Result<LireCommandesParClientResult> =>
  send(gateway, 'lireCommandesParClient', 'GET', '/api/event-store/cqrs/orders-by-client/{id}', request, params)

/** Read what the service holds about a customer */
export const lireDonneesClientEvenements = (
  gateway: Gateway,
  request: LireDonneesClientEvenementsRequest,
  params: K6Params = {},
): K6Result<LireDonneesClientEvenementsResult> =>
  send(gateway, 'lireDonneesClientEvenements', 'GET', '/api/event-store/donnees-client/{client_id}', request, params)

/** Read a stream */
export const lireEvenements = (
  gateway: Gateway,
  request: LireEvenementsRequest,
  params: K6Params = {},
): K6Result<LireEvenementsResult> =>
  send(gateway, 'lireEvenements', 'GET', '/api/event-store/streams/{stream}/events', request, params)

/** Read the log of operations */
export const lireJournalEvenements = (
  gateway: Gateway,
  request: LireJournalEvenementsRequest = {},
  params: K6Params = {},
): K6Result<LireJournalEvenementsResult> =>
  send(gateway, 'lireJournalEvenements', 'GET', '/api/event-store/journal', request, params)

/** Read the rows of a checkout */
export const lireLignesEvenements = (
  gateway: Gateway,
  request: LireLignesEvenementsRequest,
  params: K6Params = {},
): K6Result<LireLignesEvenementsResult> =>
  send(gateway, 'lireLignesEvenements', 'GET', '/api/event-store/checkouts/{checkout_id}/lignes', request, params)

/** Read a batch */
export const lireLotRelance = (
  gateway: Gateway,
  request: LireLotRelanceRequest,
  params: K6Params = {},
): K6Result<LireLotRelanceResult> =>
  send(gateway, 'lireLotRelance', 'GET', '/api/event-store/dead-letters/lots/{lot_id}', request, params)

/** List choreographed checkouts */
export const listerCheckoutsChoreo = (
  gateway: Gateway,
  request: ListerCheckoutsChoreoRequest = {},
  params: K6Params = {},
): K6Result<ListerCheckoutsChoreoResult> =>
  send(gateway, 'listerCheckoutsChoreo', 'GET', '/api/event-store/checkouts', request, params)

/** List the dead letters of a batch with their results */
export const listerElementsLot = (
  gateway: Gateway,
  request: ListerElementsLotRequest,
  params: K6Params = {},
): K6Result<ListerElementsLotResult> =>
  send(gateway, 'listerElementsLot', 'GET', '/api/event-store/dead-letters/lots/{lot_id}/elements', request, params)

/** List the days of events */
export const listerJours = (
  gateway: Gateway,
  request: ListerJoursRequest = {},
  params: K6Params = {},
): K6Result<ListerJoursResult> => send(gateway, 'listerJours', 'GET', '/api/event-store/days', request, params)

/** List the dead letters */
export const listerLettresMortes = (
  gateway: Gateway,
  request: ListerLettresMortesRequest = {},
  params: K6Params = {},
): K6Result<ListerLettresMortesResult> =>
  send(gateway, 'listerLettresMortes', 'GET', '/api/event-store/dead-letters', request, params)

/** List the batches */
export const listerLotsRelance = (
  gateway: Gateway,
  request: ListerLotsRelanceRequest = {},
  params: K6Params = {},
): K6Result<ListerLotsRelanceResult> =>
  send(gateway, 'listerLotsRelance', 'GET', '/api/event-store/dead-letters/lots', request, params)

/** Replay a checkout of either style */
export const rejouerCheckout = (
  gateway: Gateway,
  request: RejouerCheckoutRequest,
  params: K6Params = {},
): K6Result<RejouerCheckoutResult> =>
  send(gateway, 'rejouerCheckout', 'GET', '/api/event-store/replay/checkout/{id}', request, params)

/** Redrive a dead letter to its group */
export const relancerLettreMorte = (
  gateway: Gateway,
  request: RelancerLettreMorteRequest,
  params: K6Params = {},
): K6Result<RelancerLettreMorteResult> =>
  send(gateway, 'relancerLettreMorte', 'POST', '/api/event-store/dead-letters/{id}/redrive', request, params)

/** List the checkouts with an incomplete history */
export const trouverInconnus = (
  gateway: Gateway,
  request: TrouverInconnusRequest,
  params: K6Params = {},
): K6Result<TrouverInconnusResult> =>
  send(gateway, 'trouverInconnus', 'POST', '/api/event-store/checkouts/inconnus', request, params)
