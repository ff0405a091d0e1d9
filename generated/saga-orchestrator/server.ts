// Generated from specs/openapi/saga-orchestrator.yaml by generators/openapi (openapi-generator 7.25.0, typescript-fetch). Do not edit.

import type { FastifyInstance } from 'fastify'
import type { RequestContext } from '#platform/http/context.ts'
import { registerOperations } from '#platform/http/route.ts'
import { operations } from './schemas.ts'
import type {
  CompterCheckoutsSagaAnswer,
  CompterCheckoutsSagaInput,
  DemarrerCheckoutSagaAnswer,
  DemarrerCheckoutSagaInput,
  ForcerCompensationAnswer,
  ForcerCompensationInput,
  LireDeroulementAnswer,
  LireDeroulementInput,
  LireDonneesClientSagasAnswer,
  LireDonneesClientSagasInput,
  LireEtatSagaAnswer,
  LireEtatSagaInput,
  LireJournalSagasAnswer,
  LireJournalSagasInput,
  LireLignesSagaAnswer,
  LireLignesSagaInput,
  ListerCheckoutsSagaAnswer,
  ListerCheckoutsSagaInput,
  ListerSagasAnswer,
  ListerSagasInput,
  NoterClientEffaceAnswer,
  NoterClientEffaceInput,
  RelancerSagaAnswer,
  RelancerSagaInput,
} from './types.ts'

/** One handler for each operation of saga-orchestrator. */
export type Handlers = {
  /** Count orchestrated checkouts by the values of each filter: GET /api/saga/checkouts/comptes/ */
  compterCheckoutsSaga: (
    request: CompterCheckoutsSagaInput,
    context: RequestContext,
  ) => Promise<CompterCheckoutsSagaAnswer>
  /** Check out, and wait for the outcome: POST /api/saga/checkout/ */
  demarrerCheckoutSaga: (
    request: DemarrerCheckoutSagaInput,
    context: RequestContext,
  ) => Promise<DemarrerCheckoutSagaAnswer>
  /** Force the undo of a running saga: POST /api/saga/{id}/compensate/ */
  forcerCompensation: (request: ForcerCompensationInput, context: RequestContext) => Promise<ForcerCompensationAnswer>
  /** Read a saga as a waterfall: GET /api/saga/{id}/timeline/ */
  lireDeroulement: (request: LireDeroulementInput, context: RequestContext) => Promise<LireDeroulementAnswer>
  /** Read what the service holds about a customer: GET /api/saga/donnees-client/{client_id}/ */
  lireDonneesClientSagas: (
    request: LireDonneesClientSagasInput,
    context: RequestContext,
  ) => Promise<LireDonneesClientSagasAnswer>
  /** Read the state and the log of a saga: GET /api/saga/{id}/status/ */
  lireEtatSaga: (request: LireEtatSagaInput, context: RequestContext) => Promise<LireEtatSagaAnswer>
  /** Read the log of operations: GET /api/saga/journal/ */
  lireJournalSagas: (request: LireJournalSagasInput, context: RequestContext) => Promise<LireJournalSagasAnswer>
  /** Read the rows of a checkout: GET /api/saga/checkouts/{checkout_id}/lignes/ */
  lireLignesSaga: (request: LireLignesSagaInput, context: RequestContext) => Promise<LireLignesSagaAnswer>
  /** List orchestrated checkouts: GET /api/saga/checkouts/ */
  listerCheckoutsSaga: (
    request: ListerCheckoutsSagaInput,
    context: RequestContext,
  ) => Promise<ListerCheckoutsSagaAnswer>
  /** List sagas: GET /api/saga/list/ */
  listerSagas: (request: ListerSagasInput, context: RequestContext) => Promise<ListerSagasAnswer>
  /** Record the erasure of a customer: POST /api/saga/clients-effaces/ */
  noterClientEfface: (request: NoterClientEffaceInput, context: RequestContext) => Promise<NoterClientEffaceAnswer>
  /** Restart a saga from a step: POST /api/saga/{id}/restart/ */
  relancerSaga: (request: RelancerSagaInput, context: RequestContext) => Promise<RelancerSagaAnswer>
}

/** Adds the routes of saga-orchestrator to a server, with authorization and validation as specified. */
export const registerSagaOrchestrator = (server: FastifyInstance, handlers: Handlers): void =>
  registerOperations(server, operations, handlers)
