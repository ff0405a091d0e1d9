// Generated from specs/openapi/saga-orchestrator.yaml by generators/openapi (openapi-generator 7.25.0, typescript-fetch). Do not edit.

import { type Gateway, type K6Params, type K6Result, send } from '../../platform/http/k6-client.ts'
import type {
  CompterCheckoutsSagaRequest,
  CompterCheckoutsSagaResult,
  DemarrerCheckoutSagaRequest,
  DemarrerCheckoutSagaResult,
  ForcerCompensationRequest,
  ForcerCompensationResult,
  LireDeroulementRequest,
  LireDeroulementResult,
  LireDonneesClientSagasRequest,
  LireDonneesClientSagasResult,
  LireEtatSagaRequest,
  LireEtatSagaResult,
  LireJournalSagasRequest,
  LireJournalSagasResult,
  LireLignesSagaRequest,
  LireLignesSagaResult,
  ListerCheckoutsSagaRequest,
  ListerCheckoutsSagaResult,
  ListerSagasRequest,
  ListerSagasResult,
  NoterClientEffaceRequest,
  NoterClientEffaceResult,
  RelancerSagaRequest,
  RelancerSagaResult,
} from './types.ts'

/** Count orchestrated checkouts by the values of each filter */
export const compterCheckoutsSaga = (
  gateway: Gateway,
  request: CompterCheckoutsSagaRequest = {},
  params: K6Params = {},
): K6Result<CompterCheckoutsSagaResult> =>
  send(gateway, 'compterCheckoutsSaga', 'GET', '/api/saga/checkouts/comptes/', request, params)

/** Check out, and wait for the outcome */
export const demarrerCheckoutSaga = (
  gateway: Gateway,
  request: DemarrerCheckoutSagaRequest,
  params: K6Params = {},
): K6Result<DemarrerCheckoutSagaResult> =>
  send(gateway, 'demarrerCheckoutSaga', 'POST', '/api/saga/checkout/', request, params)

/** Force the undo of a running saga */
export const forcerCompensation = (
  gateway: Gateway,
  request: ForcerCompensationRequest,
  params: K6Params = {},
): K6Result<ForcerCompensationResult> =>
  send(gateway, 'forcerCompensation', 'POST', '/api/saga/{id}/compensate/', request, params)

/** Read a saga as a waterfall */
export const lireDeroulement = (
  gateway: Gateway,
  request: LireDeroulementRequest,
  params: K6Params = {},
): K6Result<LireDeroulementResult> =>
  send(gateway, 'lireDeroulement', 'GET', '/api/saga/{id}/timeline/', request, params)

/** Read what the service holds about a customer */
export const lireDonneesClientSagas = (
  gateway: Gateway,
  request: LireDonneesClientSagasRequest,
  params: K6Params = {},
): K6Result<LireDonneesClientSagasResult> =>
  send(gateway, 'lireDonneesClientSagas', 'GET', '/api/saga/donnees-client/{client_id}/', request, params)

/** Read the state and the log of a saga */
export const lireEtatSaga = (
  gateway: Gateway,
  request: LireEtatSagaRequest,
  params: K6Params = {},
): K6Result<LireEtatSagaResult> => send(gateway, 'lireEtatSaga', 'GET', '/api/saga/{id}/status/', request, params)

/** Read the log of operations */
export const lireJournalSagas = (
  gateway: Gateway,
  request: LireJournalSagasRequest = {},
  params: K6Params = {},
): K6Result<LireJournalSagasResult> => send(gateway, 'lireJournalSagas', 'GET', '/api/saga/journal/', request, params)

/** Read the rows of a checkout */
export const lireLignesSaga = (
  gateway: Gateway,
  request: LireLignesSagaRequest,
  params: K6Params = {},
): K6Result<LireLignesSagaResult> =>
  send(gateway, 'lireLignesSaga', 'GET', '/api/saga/checkouts/{checkout_id}/lignes/', request, params)

/** List orchestrated checkouts */
export const listerCheckoutsSaga = (
  gateway: Gateway,
  request: ListerCheckoutsSagaRequest = {},
  params: K6Params = {},
): K6Result<ListerCheckoutsSagaResult> =>
  send(gateway, 'listerCheckoutsSaga', 'GET', '/api/saga/checkouts/', request, params)

/** List sagas */
export const listerSagas = (
  gateway: Gateway,
  request: ListerSagasRequest = {},
  params: K6Params = {},
): K6Result<ListerSagasResult> => send(gateway, 'listerSagas', 'GET', '/api/saga/list/', request, params)

/** Record the erasure of a customer */
export const noterClientEfface = (
  gateway: Gateway,
  request: NoterClientEffaceRequest,
  params: K6Params = {},
): K6Result<NoterClientEffaceResult> =>
  send(gateway, 'noterClientEfface', 'POST', '/api/saga/clients-effaces/', request, params)

/** Restart a saga from a step */
export const relancerSaga = (
  gateway: Gateway,
  request: RelancerSagaRequest,
  params: K6Params = {},
): K6Result<RelancerSagaResult> => send(gateway, 'relancerSaga', 'POST', '/api/saga/{id}/restart/', request, params)
