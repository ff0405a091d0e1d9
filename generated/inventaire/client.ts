// Generated from specs/openapi/inventaire.yaml by generators/openapi (openapi-generator 7.25.0, typescript-fetch). Do not edit.

import type { CallOptions, ClientOperation, Transport } from '#platform/http/client.ts'
import type {
  ApprouverDemandeRequest,
  ApprouverDemandeResult,
  AugmenterStockRequest,
  AugmenterStockResult,
  ConsulterStocksCentralRequest,
  ConsulterStocksCentralResult,
  ConsulterStocksLocauxRequest,
  ConsulterStocksLocauxResult,
  CreerDemandeReapproRequest,
  CreerDemandeReapproResult,
  DiminuerStockRequest,
  DiminuerStockResult,
  LireDemandeReapproRequest,
  LireDemandeReapproResult,
  LireJournalInventaireRequest,
  LireJournalInventaireResult,
  LireLignesInventaireRequest,
  LireLignesInventaireResult,
  LireReservationRequest,
  LireReservationResult,
  LireStockCentralRequest,
  LireStockCentralResult,
  ListerDemandesReapproRequest,
  ListerDemandesReapproResult,
  ListerTransfertsRequest,
  ListerTransfertsResult,
  LivrerStockLocalRequest,
  LivrerStockLocalResult,
  PreleverStockCentralRequest,
  PreleverStockCentralResult,
  ReapprovisionnerStockRequest,
  ReapprovisionnerStockResult,
  RejeterDemandeReapproRequest,
  RejeterDemandeReapproResult,
  RendreStockCentralRequest,
  RendreStockCentralResult,
  ReprendreStockLocalRequest,
  ReprendreStockLocalResult,
  ResumerStocksRequest,
  ResumerStocksResult,
  RouvrirDemandeRequest,
  RouvrirDemandeResult,
  TransfererStockRequest,
  TransfererStockResult,
  VerifierStockRequest,
  VerifierStockResult,
} from './types.ts'

export type {
  ApprouverDemandeRequest,
  ApprouverDemandeResult,
  AugmenterStockRequest,
  AugmenterStockResult,
  ConsulterStocksCentralRequest,
  ConsulterStocksCentralResult,
  ConsulterStocksLocauxRequest,
  ConsulterStocksLocauxResult,
  CreerDemandeReapproRequest,
  CreerDemandeReapproResult,
  DiminuerStockRequest,
  DiminuerStockResult,
  LireDemandeReapproRequest,
  LireDemandeReapproResult,
  LireJournalInventaireRequest,
  LireJournalInventaireResult,
  LireLignesInventaireRequest,
  LireLignesInventaireResult,
  LireReservationRequest,
  LireReservationResult,
  LireStockCentralRequest,
  LireStockCentralResult,
  ListerDemandesReapproRequest,
  ListerDemandesReapproResult,
  ListerTransfertsRequest,
  ListerTransfertsResult,
  LivrerStockLocalRequest,
  LivrerStockLocalResult,
  PreleverStockCentralRequest,
  PreleverStockCentralResult,
  ReapprovisionnerStockRequest,
  ReapprovisionnerStockResult,
  RejeterDemandeReapproRequest,
  RejeterDemandeReapproResult,
  RendreStockCentralRequest,
  RendreStockCentralResult,
  ReprendreStockLocalRequest,
  ReprendreStockLocalResult,
  ResumerStocksRequest,
  ResumerStocksResult,
  RouvrirDemandeRequest,
  RouvrirDemandeResult,
  TransfererStockRequest,
  TransfererStockResult,
  VerifierStockRequest,
  VerifierStockResult,
} from './types.ts'

const approuverDemandeOperation: ClientOperation = {
  operationId: 'approuverDemande',
  service: 'inventaire',
  method: 'POST',
  path: '/api/inventaire/validations/approuver-demande/',
  safe: false,
  statuses: [200, 400, 404, 409, 422],
  problems: [
    'validation',
    'demande-inconnue',
    'demande-deja-traitee',
    'etape-annulee',
    'validation-reprise',
    'idempotency-key-reused',
  ],
}

/** Approve a restocking request. Throws CallFailure unless the response is a documented result. */
export const approuverDemande = (
  transport: Transport,
  request: ApprouverDemandeRequest,
  options?: CallOptions,
): Promise<ApprouverDemandeResult> => transport.call(approuverDemandeOperation, request, options)

const augmenterStockOperation: ClientOperation = {
  operationId: 'augmenterStock',
  service: 'inventaire',
  method: 'POST',
  path: '/api/inventaire/augmenter-stock/',
  safe: false,
  statuses: [200, 400, 409, 422],
  problems: ['validation', 'epoch-superseded', 'idempotency-key-reused'],
}

/** Release the reservation of a checkout. Throws CallFailure unless the response is a documented result. */
export const augmenterStock = (
  transport: Transport,
  request: AugmenterStockRequest,
  options?: CallOptions,
): Promise<AugmenterStockResult> => transport.call(augmenterStockOperation, request, options)

const consulterStocksCentralOperation: ClientOperation = {
  operationId: 'consulterStocksCentral',
  service: 'inventaire',
  method: 'GET',
  path: '/api/inventaire/stocks-centraux/',
  safe: true,
  statuses: [200, 400],
  problems: ['validation'],
}

/** List the central stock. Throws CallFailure unless the response is a documented result. */
export const consulterStocksCentral = (
  transport: Transport,
  request: ConsulterStocksCentralRequest = {},
  options?: CallOptions,
): Promise<ConsulterStocksCentralResult> => transport.call(consulterStocksCentralOperation, request, options)

const consulterStocksLocauxOperation: ClientOperation = {
  operationId: 'consulterStocksLocaux',
  service: 'inventaire',
  method: 'GET',
  path: '/api/inventaire/stocks-locaux/{magasin_id}/',
  safe: true,
  statuses: [200, 400, 404],
  problems: ['validation', 'magasin-inconnu'],
}

/** List the stock of a shop. Throws CallFailure unless the response is a documented result. */
export const consulterStocksLocaux = (
  transport: Transport,
  request: ConsulterStocksLocauxRequest,
  options?: CallOptions,
): Promise<ConsulterStocksLocauxResult> => transport.call(consulterStocksLocauxOperation, request, options)

const creerDemandeReapproOperation: ClientOperation = {
  operationId: 'creerDemandeReappro',
  service: 'inventaire',
  method: 'POST',
  path: '/api/inventaire/demandes-reapprovisionnement/',
  safe: false,
  statuses: [201, 400, 404, 422],
  problems: ['validation', 'produit-inconnu', 'magasin-inconnu', 'idempotency-key-reused'],
}

/** Request restocking of a shop. Throws CallFailure unless the response is a documented result. */
export const creerDemandeReappro = (
  transport: Transport,
  request: CreerDemandeReapproRequest,
  options?: CallOptions,
): Promise<CreerDemandeReapproResult> => transport.call(creerDemandeReapproOperation, request, options)

const diminuerStockOperation: ClientOperation = {
  operationId: 'diminuerStock',
  service: 'inventaire',
  method: 'POST',
  path: '/api/inventaire/diminuer-stock/',
  safe: false,
  statuses: [200, 400, 409, 422],
  problems: ['validation', 'stock-insuffisant', 'reservation-annulee', 'epoch-superseded', 'idempotency-key-reused'],
}

/** Reserve the lines of a checkout. Throws CallFailure unless the response is a documented result. */
export const diminuerStock = (
  transport: Transport,
  request: DiminuerStockRequest,
  options?: CallOptions,
): Promise<DiminuerStockResult> => transport.call(diminuerStockOperation, request, options)

const lireDemandeReapproOperation: ClientOperation = {
  operationId: 'lireDemandeReappro',
  service: 'inventaire',
  method: 'GET',
  path: '/api/inventaire/demandes-reapprovisionnement/{demande_id}/',
  safe: true,
  statuses: [200, 400, 404],
  problems: ['validation', 'demande-inconnue'],
}

/** Read a restocking request. Throws CallFailure unless the response is a documented result. */
export const lireDemandeReappro = (
  transport: Transport,
  request: LireDemandeReapproRequest,
  options?: CallOptions,
): Promise<LireDemandeReapproResult> => transport.call(lireDemandeReapproOperation, request, options)

const lireJournalInventaireOperation: ClientOperation = {
  operationId: 'lireJournalInventaire',
  service: 'inventaire',
  method: 'GET',
  path: '/api/inventaire/journal/',
  safe: true,
  statuses: [200, 400],
  problems: ['validation'],
}

/** Read the log of operations. Throws CallFailure unless the response is a documented result. */
export const lireJournalInventaire = (
  transport: Transport,
  request: LireJournalInventaireRequest = {},
  options?: CallOptions,
): Promise<LireJournalInventaireResult> => transport.call(lireJournalInventaireOperation, request, options)

const lireLignesInventaireOperation: ClientOperation = {
  operationId: 'lireLignesInventaire',
  service: 'inventaire',
  method: 'GET',
  path: '/api/inventaire/checkouts/{checkout_id}/lignes/',
  safe: true,
  statuses: [200, 400],
  problems: ['validation'],
}

/** Read the rows of a checkout. Throws CallFailure unless the response is a documented result. */
export const lireLignesInventaire = (
  transport: Transport,
  request: LireLignesInventaireRequest,
  options?: CallOptions,
): Promise<LireLignesInventaireResult> => transport.call(lireLignesInventaireOperation, request, options)

const lireReservationOperation: ClientOperation = {
  operationId: 'lireReservation',
  service: 'inventaire',
  method: 'GET',
  path: '/api/inventaire/reservations/{checkout_id}/',
  safe: true,
  statuses: [200, 400, 404],
  problems: ['validation', 'reservation-inconnue'],
}

/** Read the reservation of a checkout. Throws CallFailure unless the response is a documented result. */
export const lireReservation = (
  transport: Transport,
  request: LireReservationRequest,
  options?: CallOptions,
): Promise<LireReservationResult> => transport.call(lireReservationOperation, request, options)

const lireStockCentralOperation: ClientOperation = {
  operationId: 'lireStockCentral',
  service: 'inventaire',
  method: 'GET',
  path: '/api/inventaire/stocks-centraux/{produit_id}/',
  safe: true,
  statuses: [200, 400, 404],
  problems: ['validation', 'produit-inconnu'],
}

/** Read the central stock of a product. Throws CallFailure unless the response is a documented result. */
export const lireStockCentral = (
  transport: Transport,
  request: LireStockCentralRequest,
  options?: CallOptions,
): Promise<LireStockCentralResult> => transport.call(lireStockCentralOperation, request, options)

const listerDemandesReapproOperation: ClientOperation = {
  operationId: 'listerDemandesReappro',
  service: 'inventaire',
  method: 'GET',
  path: '/api/inventaire/demandes-reapprovisionnement/',
  safe: true,
  statuses: [200, 400],
  problems: ['validation'],
}

/** List restocking requests. Throws CallFailure unless the response is a documented result. */
export const listerDemandesReappro = (
  transport: Transport,
  request: ListerDemandesReapproRequest = {},
  options?: CallOptions,
): Promise<ListerDemandesReapproResult> => transport.call(listerDemandesReapproOperation, request, options)

const listerTransfertsOperation: ClientOperation = {
  operationId: 'listerTransferts',
  service: 'inventaire',
  method: 'GET',
  path: '/api/inventaire/transferts/',
  safe: true,
  statuses: [200, 400],
  problems: ['validation'],
}

/** List the transfers to shops. Throws CallFailure unless the response is a documented result. */
export const listerTransferts = (
  transport: Transport,
  request: ListerTransfertsRequest = {},
  options?: CallOptions,
): Promise<ListerTransfertsResult> => transport.call(listerTransfertsOperation, request, options)

const livrerStockLocalOperation: ClientOperation = {
  operationId: 'livrerStockLocal',
  service: 'inventaire',
  method: 'POST',
  path: '/api/inventaire/validations/livrer-stock-local/',
  safe: false,
  statuses: [200, 400, 404, 409, 422],
  problems: [
    'validation',
    'demande-inconnue',
    'demande-deja-traitee',
    'etape-annulee',
    'validation-reprise',
    'idempotency-key-reused',
  ],
}

/** Add the pieces of a request to the stock of its shop. Throws CallFailure unless the response is a documented result. */
export const livrerStockLocal = (
  transport: Transport,
  request: LivrerStockLocalRequest,
  options?: CallOptions,
): Promise<LivrerStockLocalResult> => transport.call(livrerStockLocalOperation, request, options)

const preleverStockCentralOperation: ClientOperation = {
  operationId: 'preleverStockCentral',
  service: 'inventaire',
  method: 'POST',
  path: '/api/inventaire/validations/prelever-stock-central/',
  safe: false,
  statuses: [200, 400, 404, 409, 422],
  problems: [
    'validation',
    'demande-inconnue',
    'stock-insuffisant',
    'demande-deja-traitee',
    'etape-annulee',
    'validation-reprise',
    'idempotency-key-reused',
  ],
}

/** Take the pieces of a request out of the central stock. Throws CallFailure unless the response is a documented result. */
export const preleverStockCentral = (
  transport: Transport,
  request: PreleverStockCentralRequest,
  options?: CallOptions,
): Promise<PreleverStockCentralResult> => transport.call(preleverStockCentralOperation, request, options)

const reapprovisionnerStockOperation: ClientOperation = {
  operationId: 'reapprovisionnerStock',
  service: 'inventaire',
  method: 'POST',
  path: '/api/inventaire/stocks-centraux/{produit_id}/reapprovisionner/',
  safe: false,
  statuses: [200, 400, 422],
  problems: ['validation', 'idempotency-key-reused'],
}

/** Add delivered pieces to the central stock. Throws CallFailure unless the response is a documented result. */
export const reapprovisionnerStock = (
  transport: Transport,
  request: ReapprovisionnerStockRequest,
  options?: CallOptions,
): Promise<ReapprovisionnerStockResult> => transport.call(reapprovisionnerStockOperation, request, options)

const rejeterDemandeReapproOperation: ClientOperation = {
  operationId: 'rejeterDemandeReappro',
  service: 'inventaire',
  method: 'POST',
  path: '/api/inventaire/demandes-reapprovisionnement/{demande_id}/rejeter/',
  safe: false,
  statuses: [200, 400, 404, 409, 422],
  problems: ['validation', 'demande-inconnue', 'demande-deja-traitee', 'idempotency-key-reused'],
}

/** Reject a restocking request. Throws CallFailure unless the response is a documented result. */
export const rejeterDemandeReappro = (
  transport: Transport,
  request: RejeterDemandeReapproRequest,
  options?: CallOptions,
): Promise<RejeterDemandeReapproResult> => transport.call(rejeterDemandeReapproOperation, request, options)

const rendreStockCentralOperation: ClientOperation = {
  operationId: 'rendreStockCentral',
  service: 'inventaire',
  method: 'POST',
  path: '/api/inventaire/validations/rendre-stock-central/',
  safe: false,
  statuses: [200, 400, 404, 409, 422],
  problems: ['validation', 'demande-inconnue', 'validation-reprise', 'idempotency-key-reused'],
}

/** Put the pieces of a validation back into the central stock. Throws CallFailure unless the response is a documented result. */
export const rendreStockCentral = (
  transport: Transport,
  request: RendreStockCentralRequest,
  options?: CallOptions,
): Promise<RendreStockCentralResult> => transport.call(rendreStockCentralOperation, request, options)

const reprendreStockLocalOperation: ClientOperation = {
  operationId: 'reprendreStockLocal',
  service: 'inventaire',
  method: 'POST',
  path: '/api/inventaire/validations/reprendre-stock-local/',
  safe: false,
  statuses: [200, 400, 404, 409, 422],
  problems: ['validation', 'demande-inconnue', 'validation-reprise', 'idempotency-key-reused'],
}

/** Take the pieces of a validation back from the shop. Throws CallFailure unless the response is a documented result. */
export const reprendreStockLocal = (
  transport: Transport,
  request: ReprendreStockLocalRequest,
  options?: CallOptions,
): Promise<ReprendreStockLocalResult> => transport.call(reprendreStockLocalOperation, request, options)

const resumerStocksOperation: ClientOperation = {
  operationId: 'resumerStocks',
  service: 'inventaire',
  method: 'GET',
  path: '/api/inventaire/resume/',
  safe: true,
  statuses: [200, 400],
  problems: ['validation'],
}

/** Sum up the stock. Throws CallFailure unless the response is a documented result. */
export const resumerStocks = (
  transport: Transport,
  request: ResumerStocksRequest = {},
  options?: CallOptions,
): Promise<ResumerStocksResult> => transport.call(resumerStocksOperation, request, options)

const rouvrirDemandeOperation: ClientOperation = {
  operationId: 'rouvrirDemande',
  service: 'inventaire',
  method: 'POST',
  path: '/api/inventaire/validations/rouvrir-demande/',
  safe: false,
  statuses: [200, 400, 404, 409, 422],
  problems: ['validation', 'demande-inconnue', 'validation-reprise', 'idempotency-key-reused'],
}

/** Let a restocking request wait again. Throws CallFailure unless the response is a documented result. */
export const rouvrirDemande = (
  transport: Transport,
  request: RouvrirDemandeRequest,
  options?: CallOptions,
): Promise<RouvrirDemandeResult> => transport.call(rouvrirDemandeOperation, request, options)

const transfererStockOperation: ClientOperation = {
  operationId: 'transfererStock',
  service: 'inventaire',
  method: 'POST',
  path: '/api/inventaire/transferts/',
  safe: false,
  statuses: [201, 400, 404, 409, 422],
  problems: ['validation', 'produit-inconnu', 'magasin-inconnu', 'stock-insuffisant', 'idempotency-key-reused'],
}

/** Move pieces from the central stock to a shop. Throws CallFailure unless the response is a documented result. */
export const transfererStock = (
  transport: Transport,
  request: TransfererStockRequest,
  options?: CallOptions,
): Promise<TransfererStockResult> => transport.call(transfererStockOperation, request, options)

const verifierStockOperation: ClientOperation = {
  operationId: 'verifierStock',
  service: 'inventaire',
  method: 'POST',
  path: '/api/inventaire/verifier-stock/',
  safe: true,
  statuses: [200, 400, 409],
  problems: ['validation', 'stock-insuffisant'],
}

/** Is there enough stock of every line?. Throws CallFailure unless the response is a documented result. */
export const verifierStock = (
  transport: Transport,
  request: VerifierStockRequest,
  options?: CallOptions,
): Promise<VerifierStockResult> => transport.call(verifierStockOperation, request, options)
