// Generated from specs/openapi/inventaire.yaml by generators/openapi (openapi-generator 7.25.0, typescript-fetch). Do not edit.

import type { FastifyInstance } from 'fastify'
import type { RequestContext } from '#platform/http/context.ts'
import { registerOperations } from '#platform/http/route.ts'
import { operations } from './schemas.ts'
import type {
  ApprouverDemandeAnswer,
  ApprouverDemandeInput,
  AugmenterStockAnswer,
  AugmenterStockInput,
  ConsulterStocksCentralAnswer,
  ConsulterStocksCentralInput,
  ConsulterStocksLocauxAnswer,
  ConsulterStocksLocauxInput,
  CreerDemandeReapproAnswer,
  CreerDemandeReapproInput,
  DiminuerStockAnswer,
  DiminuerStockInput,
  LireDemandeReapproAnswer,
  LireDemandeReapproInput,
  LireJournalInventaireAnswer,
  LireJournalInventaireInput,
  LireLignesInventaireAnswer,
  LireLignesInventaireInput,
  LireReservationAnswer,
  LireReservationInput,
  LireStockCentralAnswer,
  LireStockCentralInput,
  ListerDemandesReapproAnswer,
  ListerDemandesReapproInput,
  ListerTransfertsAnswer,
  ListerTransfertsInput,
  LivrerStockLocalAnswer,
  LivrerStockLocalInput,
  PreleverStockCentralAnswer,
  PreleverStockCentralInput,
  ReapprovisionnerStockAnswer,
  ReapprovisionnerStockInput,
  RejeterDemandeReapproAnswer,
  RejeterDemandeReapproInput,
  RendreStockCentralAnswer,
  RendreStockCentralInput,
  ReprendreStockLocalAnswer,
  ReprendreStockLocalInput,
  ResumerStocksAnswer,
  ResumerStocksInput,
  RouvrirDemandeAnswer,
  RouvrirDemandeInput,
  TransfererStockAnswer,
  TransfererStockInput,
  VerifierStockAnswer,
  VerifierStockInput,
} from './types.ts'

/** One handler for each operation of inventaire. */
export type Handlers = {
  /** Approve a restocking request: POST /api/inventaire/validations/approuver-demande/ */
  approuverDemande: (request: ApprouverDemandeInput, context: RequestContext) => Promise<ApprouverDemandeAnswer>
  /** Release the reservation of a checkout: POST /api/inventaire/augmenter-stock/ */
  augmenterStock: (request: AugmenterStockInput, context: RequestContext) => Promise<AugmenterStockAnswer>
  /** List the central stock: GET /api/inventaire/stocks-centraux/ */
  consulterStocksCentral: (
    request: ConsulterStocksCentralInput,
    context: RequestContext,
  ) => Promise<ConsulterStocksCentralAnswer>
  /** List the stock of a shop: GET /api/inventaire/stocks-locaux/{magasin_id}/ */
  consulterStocksLocaux: (
    request: ConsulterStocksLocauxInput,
    context: RequestContext,
  ) => Promise<ConsulterStocksLocauxAnswer>
  /** Request restocking of a shop: POST /api/inventaire/demandes-reapprovisionnement/ */
  creerDemandeReappro: (
    request: CreerDemandeReapproInput,
    context: RequestContext,
  ) => Promise<CreerDemandeReapproAnswer>
  /** Reserve the lines of a checkout: POST /api/inventaire/diminuer-stock/ */
  diminuerStock: (request: DiminuerStockInput, context: RequestContext) => Promise<DiminuerStockAnswer>
  /** Read a restocking request: GET /api/inventaire/demandes-reapprovisionnement/{demande_id}/ */
  lireDemandeReappro: (request: LireDemandeReapproInput, context: RequestContext) => Promise<LireDemandeReapproAnswer>
  /** Read the log of operations: GET /api/inventaire/journal/ */
  lireJournalInventaire: (
    request: LireJournalInventaireInput,
    context: RequestContext,
  ) => Promise<LireJournalInventaireAnswer>
  /** Read the rows of a checkout: GET /api/inventaire/checkouts/{checkout_id}/lignes/ */
  lireLignesInventaire: (
    request: LireLignesInventaireInput,
    context: RequestContext,
  ) => Promise<LireLignesInventaireAnswer>
  /** Read the reservation of a checkout: GET /api/inventaire/reservations/{checkout_id}/ */
  lireReservation: (request: LireReservationInput, context: RequestContext) => Promise<LireReservationAnswer>
  /** Read the central stock of a product: GET /api/inventaire/stocks-centraux/{produit_id}/ */
  lireStockCentral: (request: LireStockCentralInput, context: RequestContext) => Promise<LireStockCentralAnswer>
  /** List restocking requests: GET /api/inventaire/demandes-reapprovisionnement/ */
  listerDemandesReappro: (
    request: ListerDemandesReapproInput,
    context: RequestContext,
  ) => Promise<ListerDemandesReapproAnswer>
  /** List the transfers to shops: GET /api/inventaire/transferts/ */
  listerTransferts: (request: ListerTransfertsInput, context: RequestContext) => Promise<ListerTransfertsAnswer>
  /** Add the pieces of a request to the stock of its shop: POST /api/inventaire/validations/livrer-stock-local/ */
  livrerStockLocal: (request: LivrerStockLocalInput, context: RequestContext) => Promise<LivrerStockLocalAnswer>
  /** Take the pieces of a request out of the central stock: POST /api/inventaire/validations/prelever-stock-central/ */
  preleverStockCentral: (
    request: PreleverStockCentralInput,
    context: RequestContext,
  ) => Promise<PreleverStockCentralAnswer>
  /** Add delivered pieces to the central stock: POST /api/inventaire/stocks-centraux/{produit_id}/reapprovisionner/ */
  reapprovisionnerStock: (
    request: ReapprovisionnerStockInput,
    context: RequestContext,
  ) => Promise<ReapprovisionnerStockAnswer>
  /** Reject a restocking request: POST /api/inventaire/demandes-reapprovisionnement/{demande_id}/rejeter/ */
  rejeterDemandeReappro: (
    request: RejeterDemandeReapproInput,
    context: RequestContext,
  ) => Promise<RejeterDemandeReapproAnswer>
  /** Put the pieces of a validation back into the central stock: POST /api/inventaire/validations/rendre-stock-central/ */
  rendreStockCentral: (request: RendreStockCentralInput, context: RequestContext) => Promise<RendreStockCentralAnswer>
  /** Take the pieces of a validation back from the shop: POST /api/inventaire/validations/reprendre-stock-local/ */
  reprendreStockLocal: (
    request: ReprendreStockLocalInput,
    context: RequestContext,
  ) => Promise<ReprendreStockLocalAnswer>
  /** Sum up the stock: GET /api/inventaire/resume/ */
  resumerStocks: (request: ResumerStocksInput, context: RequestContext) => Promise<ResumerStocksAnswer>
  /** Let a restocking request wait again: POST /api/inventaire/validations/rouvrir-demande/ */
  rouvrirDemande: (request: RouvrirDemandeInput, context: RequestContext) => Promise<RouvrirDemandeAnswer>
  /** Move pieces from the central stock to a shop: POST /api/inventaire/transferts/ */
  transfererStock: (request: TransfererStockInput, context: RequestContext) => Promise<TransfererStockAnswer>
  /** Is there enough stock of every line?: POST /api/inventaire/verifier-stock/ */
  verifierStock: (request: VerifierStockInput, context: RequestContext) => Promise<VerifierStockAnswer>
}

/** Adds the routes of inventaire to a server, with authorization and validation as specified. */
export const registerInventaire = (server: FastifyInstance, handlers: Handlers): void =>
  registerOperations(server, operations, handlers)
