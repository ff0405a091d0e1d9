// Generated from specs/openapi/inventaire.yaml by generators/openapi (openapi-generator 7.25.0, typescript-fetch). Do not edit.

import type { CallOptions, ClientOperation, Transport } from '#platform/http/client.ts'
import type {
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
  LireReservationRequest,
  LireReservationResult,
  LireStockCentralRequest,
  LireStockCentralResult,
  ListerDemandesReapproRequest,
  ListerDemandesReapproResult,
  ReapprovisionnerStockRequest,
  ReapprovisionnerStockResult,
  TransfererStockRequest,
  TransfererStockResult,
  VerifierStockRequest,
  VerifierStockResult,
} from './types.ts'

export type {
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
  LireReservationRequest,
  LireReservationResult,
  LireStockCentralRequest,
  LireStockCentralResult,
  ListerDemandesReapproRequest,
  ListerDemandesReapproResult,
  ReapprovisionnerStockRequest,
  ReapprovisionnerStockResult,
  TransfererStockRequest,
  TransfererStockResult,
  VerifierStockRequest,
  VerifierStockResult,
} from './types.ts'

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
