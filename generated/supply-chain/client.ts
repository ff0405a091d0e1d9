// Generated from specs/openapi/supply-chain.yaml by generators/openapi (openapi-generator 7.25.0, typescript-fetch). Do not edit.

import type { CallOptions, ClientOperation, Transport } from '#platform/http/client.ts'
import type {
  LireJournalSupplyChainRequest,
  LireJournalSupplyChainResult,
  LireValidationRequest,
  LireValidationResult,
  ListerDemandesRequest,
  ListerDemandesResult,
  RejeterDemandeRequest,
  RejeterDemandeResult,
  ValiderDemandeRequest,
  ValiderDemandeResult,
} from './types.ts'

export type {
  LireJournalSupplyChainRequest,
  LireJournalSupplyChainResult,
  LireValidationRequest,
  LireValidationResult,
  ListerDemandesRequest,
  ListerDemandesResult,
  RejeterDemandeRequest,
  RejeterDemandeResult,
  ValiderDemandeRequest,
  ValiderDemandeResult,
} from './types.ts'

const lireJournalSupplyChainOperation: ClientOperation = {
  operationId: 'lireJournalSupplyChain',
  service: 'supply-chain',
  method: 'GET',
  path: '/api/supply-chain/journal/',
  safe: true,
  statuses: [200, 400],
  problems: ['validation'],
}

/** Read the log of operations. Throws CallFailure unless the response is a documented result. */
export const lireJournalSupplyChain = (
  transport: Transport,
  request: LireJournalSupplyChainRequest = {},
  options?: CallOptions,
): Promise<LireJournalSupplyChainResult> => transport.call(lireJournalSupplyChainOperation, request, options)

const lireValidationOperation: ClientOperation = {
  operationId: 'lireValidation',
  service: 'supply-chain',
  method: 'GET',
  path: '/api/supply-chain/demandes/{demande_id}/validation/',
  safe: true,
  statuses: [200, 400, 404],
  problems: ['validation', 'validation-inconnue'],
}

/** Read the latest validation of a restocking request. Throws CallFailure unless the response is a documented result. */
export const lireValidation = (
  transport: Transport,
  request: LireValidationRequest,
  options?: CallOptions,
): Promise<LireValidationResult> => transport.call(lireValidationOperation, request, options)

const listerDemandesOperation: ClientOperation = {
  operationId: 'listerDemandes',
  service: 'supply-chain',
  method: 'GET',
  path: '/api/supply-chain/demandes/',
  safe: true,
  statuses: [200, 400],
  problems: ['validation'],
}

/** List restocking requests. Throws CallFailure unless the response is a documented result. */
export const listerDemandes = (
  transport: Transport,
  request: ListerDemandesRequest = {},
  options?: CallOptions,
): Promise<ListerDemandesResult> => transport.call(listerDemandesOperation, request, options)

const rejeterDemandeOperation: ClientOperation = {
  operationId: 'rejeterDemande',
  service: 'supply-chain',
  method: 'POST',
  path: '/api/supply-chain/demandes/{demande_id}/rejeter/',
  safe: false,
  statuses: [200, 400, 404, 409, 422],
  problems: ['validation', 'demande-inconnue', 'demande-deja-traitee', 'idempotency-key-reused'],
}

/** Reject a restocking request. Throws CallFailure unless the response is a documented result. */
export const rejeterDemande = (
  transport: Transport,
  request: RejeterDemandeRequest,
  options?: CallOptions,
): Promise<RejeterDemandeResult> => transport.call(rejeterDemandeOperation, request, options)

const validerDemandeOperation: ClientOperation = {
  operationId: 'validerDemande',
  service: 'supply-chain',
  method: 'POST',
  path: '/api/supply-chain/demandes/{demande_id}/valider/',
  safe: false,
  statuses: [200, 202, 400, 404, 409, 422, 503],
  problems: [
    'validation',
    'demande-inconnue',
    'demande-deja-traitee',
    'validation-refusee',
    'idempotency-key-reused',
    'validation-annulee',
  ],
}

/** Approve a restocking request. Throws CallFailure unless the response is a documented result. */
export const validerDemande = (
  transport: Transport,
  request: ValiderDemandeRequest,
  options?: CallOptions,
): Promise<ValiderDemandeResult> => transport.call(validerDemandeOperation, request, options)
