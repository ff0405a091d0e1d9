// Generated from specs/openapi/saga-orchestrator.yaml by generators/openapi (openapi-generator 7.25.0, typescript-fetch). Do not edit.

import type { CallOptions, ClientOperation, Transport } from '#platform/http/client.ts'
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

export type {
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

const compterCheckoutsSagaOperation: ClientOperation = {
  operationId: 'compterCheckoutsSaga',
  service: 'saga-orchestrator',
  method: 'GET',
  path: '/api/saga/checkouts/comptes/',
  safe: true,
  statuses: [200, 400],
  problems: ['validation'],
}

/** Count orchestrated checkouts by the values of each filter. Throws CallFailure unless the response is a documented result. */
export const compterCheckoutsSaga = (
  transport: Transport,
  request: CompterCheckoutsSagaRequest = {},
  options?: CallOptions,
): Promise<CompterCheckoutsSagaResult> => transport.call(compterCheckoutsSagaOperation, request, options)

const demarrerCheckoutSagaOperation: ClientOperation = {
  operationId: 'demarrerCheckoutSaga',
  service: 'saga-orchestrator',
  method: 'POST',
  path: '/api/saga/checkout/',
  safe: false,
  statuses: [201, 202, 400, 404, 409, 422, 503],
  problems: ['validation', 'client-inconnu', 'checkout-refuse', 'idempotency-key-reused', 'checkout-annule'],
}

/** Check out, and wait for the outcome. Throws CallFailure unless the response is a documented result. */
export const demarrerCheckoutSaga = (
  transport: Transport,
  request: DemarrerCheckoutSagaRequest,
  options?: CallOptions,
): Promise<DemarrerCheckoutSagaResult> => transport.call(demarrerCheckoutSagaOperation, request, options)

const forcerCompensationOperation: ClientOperation = {
  operationId: 'forcerCompensation',
  service: 'saga-orchestrator',
  method: 'POST',
  path: '/api/saga/{id}/compensate/',
  safe: false,
  statuses: [202, 400, 404, 409],
  problems: ['validation', 'saga-inconnue', 'saga-terminee'],
}

/** Force the undo of a running saga. Throws CallFailure unless the response is a documented result. */
export const forcerCompensation = (
  transport: Transport,
  request: ForcerCompensationRequest,
  options?: CallOptions,
): Promise<ForcerCompensationResult> => transport.call(forcerCompensationOperation, request, options)

const lireDeroulementOperation: ClientOperation = {
  operationId: 'lireDeroulement',
  service: 'saga-orchestrator',
  method: 'GET',
  path: '/api/saga/{id}/timeline/',
  safe: true,
  statuses: [200, 400, 404],
  problems: ['validation', 'saga-inconnue'],
}

/** Read a saga as a waterfall. Throws CallFailure unless the response is a documented result. */
export const lireDeroulement = (
  transport: Transport,
  request: LireDeroulementRequest,
  options?: CallOptions,
): Promise<LireDeroulementResult> => transport.call(lireDeroulementOperation, request, options)

const lireDonneesClientSagasOperation: ClientOperation = {
  operationId: 'lireDonneesClientSagas',
  service: 'saga-orchestrator',
  method: 'GET',
  path: '/api/saga/donnees-client/{client_id}/',
  safe: true,
  statuses: [200, 400],
  problems: ['validation'],
}

/** Read what the service holds about a customer. Throws CallFailure unless the response is a documented result. */
export const lireDonneesClientSagas = (
  transport: Transport,
  request: LireDonneesClientSagasRequest,
  options?: CallOptions,
): Promise<LireDonneesClientSagasResult> => transport.call(lireDonneesClientSagasOperation, request, options)

const lireEtatSagaOperation: ClientOperation = {
  operationId: 'lireEtatSaga',
  service: 'saga-orchestrator',
  method: 'GET',
  path: '/api/saga/{id}/status/',
  safe: true,
  statuses: [200, 400, 404],
  problems: ['validation', 'saga-inconnue'],
}

/** Read the state and the log of a saga. Throws CallFailure unless the response is a documented result. */
export const lireEtatSaga = (
  transport: Transport,
  request: LireEtatSagaRequest,
  options?: CallOptions,
): Promise<LireEtatSagaResult> => transport.call(lireEtatSagaOperation, request, options)

const lireJournalSagasOperation: ClientOperation = {
  operationId: 'lireJournalSagas',
  service: 'saga-orchestrator',
  method: 'GET',
  path: '/api/saga/journal/',
  safe: true,
  statuses: [200, 400],
  problems: ['validation'],
}

/** Read the log of operations. Throws CallFailure unless the response is a documented result. */
export const lireJournalSagas = (
  transport: Transport,
  request: LireJournalSagasRequest = {},
  options?: CallOptions,
): Promise<LireJournalSagasResult> => transport.call(lireJournalSagasOperation, request, options)

const lireLignesSagaOperation: ClientOperation = {
  operationId: 'lireLignesSaga',
  service: 'saga-orchestrator',
  method: 'GET',
  path: '/api/saga/checkouts/{checkout_id}/lignes/',
  safe: true,
  statuses: [200, 400],
  problems: ['validation'],
}

/** Read the rows of a checkout. Throws CallFailure unless the response is a documented result. */
export const lireLignesSaga = (
  transport: Transport,
  request: LireLignesSagaRequest,
  options?: CallOptions,
): Promise<LireLignesSagaResult> => transport.call(lireLignesSagaOperation, request, options)

const listerCheckoutsSagaOperation: ClientOperation = {
  operationId: 'listerCheckoutsSaga',
  service: 'saga-orchestrator',
  method: 'GET',
  path: '/api/saga/checkouts/',
  safe: true,
  statuses: [200, 400],
  problems: ['validation'],
}

/** List orchestrated checkouts. Throws CallFailure unless the response is a documented result. */
export const listerCheckoutsSaga = (
  transport: Transport,
  request: ListerCheckoutsSagaRequest = {},
  options?: CallOptions,
): Promise<ListerCheckoutsSagaResult> => transport.call(listerCheckoutsSagaOperation, request, options)

const listerSagasOperation: ClientOperation = {
  operationId: 'listerSagas',
  service: 'saga-orchestrator',
  method: 'GET',
  path: '/api/saga/list/',
  safe: true,
  statuses: [200, 400],
  problems: ['validation'],
}

/** List sagas. Throws CallFailure unless the response is a documented result. */
export const listerSagas = (
  transport: Transport,
  request: ListerSagasRequest = {},
  options?: CallOptions,
): Promise<ListerSagasResult> => transport.call(listerSagasOperation, request, options)

const noterClientEffaceOperation: ClientOperation = {
  operationId: 'noterClientEfface',
  service: 'saga-orchestrator',
  method: 'POST',
  path: '/api/saga/clients-effaces/',
  safe: false,
  statuses: [200, 400],
  problems: ['validation'],
}

/** Record the erasure of a customer. Throws CallFailure unless the response is a documented result. */
export const noterClientEfface = (
  transport: Transport,
  request: NoterClientEffaceRequest,
  options?: CallOptions,
): Promise<NoterClientEffaceResult> => transport.call(noterClientEffaceOperation, request, options)

const relancerSagaOperation: ClientOperation = {
  operationId: 'relancerSaga',
  service: 'saga-orchestrator',
  method: 'POST',
  path: '/api/saga/{id}/restart/',
  safe: false,
  statuses: [202, 400, 404, 409],
  problems: ['validation', 'saga-inconnue', 'saga-terminee', 'etape-impossible'],
}

/** Restart a saga from a step. Throws CallFailure unless the response is a documented result. */
export const relancerSaga = (
  transport: Transport,
  request: RelancerSagaRequest,
  options?: CallOptions,
): Promise<RelancerSagaResult> => transport.call(relancerSagaOperation, request, options)
