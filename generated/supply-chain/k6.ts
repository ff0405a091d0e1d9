// Generated from specs/openapi/supply-chain.yaml by generators/openapi (openapi-generator 7.25.0, typescript-fetch). Do not edit.

import { type Gateway, type K6Params, type K6Result, send } from '../../platform/http/k6-client.ts'
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

/** Close a validation that can never be undone */
export const cloreValidation = (
  gateway: Gateway,
  request: CloreValidationRequest,
  params: K6Params = {},
): K6Result<CloreValidationResult> =>
  send(gateway, 'cloreValidation', 'POST', '/api/supply-chain/validations/{validation_id}/clore/', request, params)

/** Force the undo of a running validation */
export const forcerAnnulationValidation = (
  gateway: Gateway,
  request: ForcerAnnulationValidationRequest,
  params: K6Params = {},
): K6Result<ForcerAnnulationValidationResult> =>
  send(
    gateway,
    'forcerAnnulationValidation',
    'POST',
    '/api/supply-chain/validations/{validation_id}/annuler/',
    request,
    params,
  )

/** Read a validation */
export const lireEtatValidation = (
  gateway: Gateway,
  request: LireEtatValidationRequest,
  params: K6Params = {},
): K6Result<LireEtatValidationResult> =>
  send(gateway, 'lireEtatValidation', 'GET', '/api/supply-chain/validations/{validation_id}/', request, params)

/** Read the log of operations */
export const lireJournalSupplyChain = (
  gateway: Gateway,
  request: LireJournalSupplyChainRequest = {},
  params: K6Params = {},
): K6Result<LireJournalSupplyChainResult> =>
  send(gateway, 'lireJournalSupplyChain', 'GET', '/api/supply-chain/journal/', request, params)

/** Read the latest validation of a restocking request */
export const lireValidation = (
  gateway: Gateway,
  request: LireValidationRequest,
  params: K6Params = {},
): K6Result<LireValidationResult> =>
  send(gateway, 'lireValidation', 'GET', '/api/supply-chain/demandes/{demande_id}/validation/', request, params)

/** List restocking requests */
export const listerDemandes = (
  gateway: Gateway,
  request: ListerDemandesRequest = {},
  params: K6Params = {},
): K6Result<ListerDemandesResult> =>
  send(gateway, 'listerDemandes', 'GET', '/api/supply-chain/demandes/', request, params)

/** List validations of restocking requests */
export const listerValidations = (
  gateway: Gateway,
  request: ListerValidationsRequest = {},
  params: K6Params = {},
): K6Result<ListerValidationsResult> =>
  send(gateway, 'listerValidations', 'GET', '/api/supply-chain/validations/', request, params)

/** Reject a restocking request */
export const rejeterDemande = (
  gateway: Gateway,
  request: RejeterDemandeRequest,
  params: K6Params = {},
): K6Result<RejeterDemandeResult> =>
  send(gateway, 'rejeterDemande', 'POST', '/api/supply-chain/demandes/{demande_id}/rejeter/', request, params)

/** Restart a validation from a step */
export const relancerValidation = (
  gateway: Gateway,
  request: RelancerValidationRequest,
  params: K6Params = {},
): K6Result<RelancerValidationResult> =>
  send(
    gateway,
    'relancerValidation',
    'POST',
    '/api/supply-chain/validations/{validation_id}/relancer/',
    request,
    params,
  )

/** Approve a restocking request */
export const validerDemande = (
  gateway: Gateway,
  request: ValiderDemandeRequest,
  params: K6Params = {},
): K6Result<ValiderDemandeResult> =>
  send(gateway, 'validerDemande', 'POST', '/api/supply-chain/demandes/{demande_id}/valider/', request, params)
