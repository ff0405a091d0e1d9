// Generated from specs/openapi/supply-chain.yaml by generators/openapi (openapi-generator 7.25.0, typescript-fetch). Do not edit.

import { type Gateway, type K6Params, type K6Result, send } from '../../platform/http/k6-client.ts'
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

/** Reject a restocking request */
export const rejeterDemande = (
  gateway: Gateway,
  request: RejeterDemandeRequest,
  params: K6Params = {},
): K6Result<RejeterDemandeResult> =>
  send(gateway, 'rejeterDemande', 'POST', '/api/supply-chain/demandes/{demande_id}/rejeter/', request, params)

/** Approve a restocking request */
export const validerDemande = (
  gateway: Gateway,
  request: ValiderDemandeRequest,
  params: K6Params = {},
): K6Result<ValiderDemandeResult> =>
  send(gateway, 'validerDemande', 'POST', '/api/supply-chain/demandes/{demande_id}/valider/', request, params)
