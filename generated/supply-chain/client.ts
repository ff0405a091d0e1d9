// Generated from specs/openapi/supply-chain.yaml by generators/openapi (openapi-generator 7.25.0, typescript-fetch). Do not edit.

import type { CallOptions, ClientOperation, Transport } from '#platform/http/client.ts'
import type {
  CloreValidationRequest,
  CloreValidationResult,
  ForcerAnnulationValidationRequest,
  ForcerAnnulationValidationResult,
  LireEtatValidationRequest,
  LireEtatValidationResult,
  LireJournalSupplyChainRequest,
  LireJournalSupplyChainResult,
  LireValidationRequest,
  LireValidationResult,
  ListerDemandesRequest,
  ListerDemandesResult,
  ListerValidationsRequest,
  ListerValidationsResult,
  RejeterDemandeRequest,
  RejeterDemandeResult,
  RelancerValidationRequest,
  RelancerValidationResult,
  ValiderDemandeRequest,
  ValiderDemandeResult,
} from './types.ts'

export type {
  CloreValidationRequest,
  CloreValidationResult,
  ForcerAnnulationValidationRequest,
  ForcerAnnulationValidationResult,
  LireEtatValidationRequest,
  LireEtatValidationResult,
  LireJournalSupplyChainRequest,
  LireJournalSupplyChainResult,
  LireValidationRequest,
  LireValidationResult,
  ListerDemandesRequest,
  ListerDemandesResult,
  ListerValidationsRequest,
  ListerValidationsResult,
  RejeterDemandeRequest,
  RejeterDemandeResult,
  RelancerValidationRequest,
  RelancerValidationResult,
  ValiderDemandeRequest,
  ValiderDemandeResult,
} from './types.ts'

const cloreValidationOperation: ClientOperation = {
  operationId: 'cloreValidation',
  service: 'supply-chain',
  method: 'POST',
  path: '/api/supply-chain/validations/{validation_id}/clore/',
  safe: false,
  statuses: [202, 400, 404, 409],
  problems: ['validation', 'validation-inconnue', 'validation-terminee', 'cloture-impossible'],
}

/** Close a validation that can never be undone. Throws CallFailure unless the response is a documented result. */
export const cloreValidation = (
  transport: Transport,
  request: CloreValidationRequest,
  options?: CallOptions,
): Promise<CloreValidationResult> => transport.call(cloreValidationOperation, request, options)

const forcerAnnulationValidationOperation: ClientOperation = {
  operationId: 'forcerAnnulationValidation',
  service: 'supply-chain',
  method: 'POST',
  path: '/api/supply-chain/validations/{validation_id}/annuler/',
  safe: false,
  statuses: [202, 400, 404, 409],
  problems: ['validation', 'validation-inconnue', 'validation-terminee'],
}

/** Force the undo of a running validation. Throws CallFailure unless the response is a documented result. */
export const forcerAnnulationValidation = (
  transport: Transport,
  request: ForcerAnnulationValidationRequest,
  options?: CallOptions,
): Promise<ForcerAnnulationValidationResult> => transport.call(forcerAnnulationValidationOperation, request, options)

const lireEtatValidationOperation: ClientOperation = {
  operationId: 'lireEtatValidation',
  service: 'supply-chain',
  method: 'GET',
  path: '/api/supply-chain/validations/{validation_id}/',
  safe: true,
  statuses: [200, 400, 404],
  problems: ['validation', 'validation-inconnue'],
}

/** Read a validation. Throws CallFailure unless the response is a documented result. */
export const lireEtatValidation = (
  transport: Transport,
  request: LireEtatValidationRequest,
  options?: CallOptions,
): Promise<LireEtatValidationResult> => transport.call(lireEtatValidationOperation, request, options)

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

const listerValidationsOperation: ClientOperation = {
  operationId: 'listerValidations',
  service: 'supply-chain',
  method: 'GET',
  path: '/api/supply-chain/validations/',
  safe: true,
  statuses: [200, 400],
  problems: ['validation'],
}

/** List validations of restocking requests. Throws CallFailure unless the response is a documented result. */
export const listerValidations = (
  transport: Transport,
  request: ListerValidationsRequest = {},
  options?: CallOptions,
): Promise<ListerValidationsResult> => transport.call(listerValidationsOperation, request, options)

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

const relancerValidationOperation: ClientOperation = {
  operationId: 'relancerValidation',
  service: 'supply-chain',
  method: 'POST',
  path: '/api/supply-chain/validations/{validation_id}/relancer/',
  safe: false,
  statuses: [202, 400, 404, 409],
  problems: ['validation', 'validation-inconnue', 'validation-terminee', 'relance-impossible'],
}

/** Restart a validation from a step. Throws CallFailure unless the response is a documented result. */
export const relancerValidation = (
  transport: Transport,
  request: RelancerValidationRequest,
  options?: CallOptions,
): Promise<RelancerValidationResult> => transport.call(relancerValidationOperation, request, options)

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
