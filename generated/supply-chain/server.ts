// Generated from specs/openapi/supply-chain.yaml by generators/openapi (openapi-generator 7.25.0, typescript-fetch). Do not edit.

import type { FastifyInstance } from 'fastify'
import type { RequestContext } from '#platform/http/context.ts'
import { registerOperations } from '#platform/http/route.ts'
import { operations } from './schemas.ts'
import type {
  CloreValidationAnswer,
  CloreValidationInput,
  ForcerAnnulationValidationAnswer,
  ForcerAnnulationValidationInput,
  LireEtatValidationAnswer,
  LireEtatValidationInput,
  LireJournalSupplyChainAnswer,
  LireJournalSupplyChainInput,
  LireValidationAnswer,
  LireValidationInput,
  ListerDemandesAnswer,
  ListerDemandesInput,
  ListerValidationsAnswer,
  ListerValidationsInput,
  RejeterDemandeAnswer,
  RejeterDemandeInput,
  RelancerValidationAnswer,
  RelancerValidationInput,
  ValiderDemandeAnswer,
  ValiderDemandeInput,
} from './types.ts'

/** One handler for each operation of supply-chain. */
export type Handlers = {
  /** Close a validation that can never be undone: POST /api/supply-chain/validations/{validation_id}/clore/ */
  cloreValidation: (request: CloreValidationInput, context: RequestContext) => Promise<CloreValidationAnswer>
  /** Force the undo of a running validation: POST /api/supply-chain/validations/{validation_id}/annuler/ */
  forcerAnnulationValidation: (
    request: ForcerAnnulationValidationInput,
    context: RequestContext,
  ) => Promise<ForcerAnnulationValidationAnswer>
  /** Read a validation: GET /api/supply-chain/validations/{validation_id}/ */
  lireEtatValidation: (request: LireEtatValidationInput, context: RequestContext) => Promise<LireEtatValidationAnswer>
  /** Read the log of operations: GET /api/supply-chain/journal/ */
  lireJournalSupplyChain: (
    request: LireJournalSupplyChainInput,
    context: RequestContext,
  ) => Promise<LireJournalSupplyChainAnswer>
  /** Read the latest validation of a restocking request: GET /api/supply-chain/demandes/{demande_id}/validation/ */
  lireValidation: (request: LireValidationInput, context: RequestContext) => Promise<LireValidationAnswer>
  /** List restocking requests: GET /api/supply-chain/demandes/ */
  listerDemandes: (request: ListerDemandesInput, context: RequestContext) => Promise<ListerDemandesAnswer>
  /** List validations of restocking requests: GET /api/supply-chain/validations/ */
  listerValidations: (request: ListerValidationsInput, context: RequestContext) => Promise<ListerValidationsAnswer>
  /** Reject a restocking request: POST /api/supply-chain/demandes/{demande_id}/rejeter/ */
  rejeterDemande: (request: RejeterDemandeInput, context: RequestContext) => Promise<RejeterDemandeAnswer>
  /** Restart a validation from a step: POST /api/supply-chain/validations/{validation_id}/relancer/ */
  relancerValidation: (request: RelancerValidationInput, context: RequestContext) => Promise<RelancerValidationAnswer>
  /** Approve a restocking request: POST /api/supply-chain/demandes/{demande_id}/valider/ */
  validerDemande: (request: ValiderDemandeInput, context: RequestContext) => Promise<ValiderDemandeAnswer>
}

/** Adds the routes of supply-chain to a server, with authorization and validation as specified. */
export const registerSupplyChain = (server: FastifyInstance, handlers: Handlers): void =>
  registerOperations(server, operations, handlers)
