// Generated from specs/openapi/inventaire.yaml by generators/openapi (openapi-generator 7.25.0, typescript-fetch). Do not edit.

import { type Gateway, type K6Params, type K6Result, send } from '../../platform/http/k6-client.ts'
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

/** Approve a restocking request */
export const approuverDemande = (
  gateway: Gateway,
  request: ApprouverDemandeRequest,
  params: K6Params = {},
): K6Result<ApprouverDemandeResult> =>
  send(gateway, 'approuverDemande', 'POST', '/api/inventaire/validations/approuver-demande/', request, params)

/** Release the reservation of a checkout */
export const augmenterStock = (
  gateway: Gateway,
  request: AugmenterStockRequest,
  params: K6Params = {},
): K6Result<AugmenterStockResult> =>
  send(gateway, 'augmenterStock', 'POST', '/api/inventaire/augmenter-stock/', request, params)

/** List the central stock */
export const consulterStocksCentral = (
  gateway: Gateway,
  request: ConsulterStocksCentralRequest = {},
  params: K6Params = {},
): K6Result<ConsulterStocksCentralResult> =>
  send(gateway, 'consulterStocksCentral', 'GET', '/api/inventaire/stocks-centraux/', request, params)

/** List the stock of a shop */
export const consulterStocksLocaux = (
  gateway: Gateway,
  request: ConsulterStocksLocauxRequest,
  params: K6Params = {},
): K6Result<ConsulterStocksLocauxResult> =>
  send(gateway, 'consulterStocksLocaux', 'GET', '/api/inventaire/stocks-locaux/{magasin_id}/', request, params)

/** Request restocking of a shop */
export const creerDemandeReappro = (
  gateway: Gateway,
  request: CreerDemandeReapproRequest,
  params: K6Params = {},
): K6Result<CreerDemandeReapproResult> =>
  send(gateway, 'creerDemandeReappro', 'POST', '/api/inventaire/demandes-reapprovisionnement/', request, params)

/** Reserve the lines of a checkout */
export const diminuerStock = (
  gateway: Gateway,
  request: DiminuerStockRequest,
  params: K6Params = {},
): K6Result<DiminuerStockResult> =>
  send(gateway, 'diminuerStock', 'POST', '/api/inventaire/diminuer-stock/', request, params)

/** Read a restocking request */
export const lireDemandeReappro = (
  gateway: Gateway,
  request: LireDemandeReapproRequest,
  params: K6Params = {},
): K6Result<LireDemandeReapproResult> =>
  send(
    gateway,
    'lireDemandeReappro',
    'GET',
    '/api/inventaire/demandes-reapprovisionnement/{demande_id}/',
    request,
    params,
  )

/** Read the log of operations */
export const lireJournalInventaire = (
  gateway: Gateway,
  request: LireJournalInventaireRequest = {},
  params: K6Params = {},
): K6Result<LireJournalInventaireResult> =>
  send(gateway, 'lireJournalInventaire', 'GET', '/api/inventaire/journal/', request, params)

/** Read the rows of a checkout */
export const lireLignesInventaire = (
  gateway: Gateway,
  request: LireLignesInventaireRequest,
  params: K6Params = {},
): K6Result<LireLignesInventaireResult> =>
  send(gateway, 'lireLignesInventaire', 'GET', '/api/inventaire/checkouts/{checkout_id}/lignes/', request, params)

/** Read the reservation of a checkout */
export const lireReservation = (
  gateway: Gateway,
  request: LireReservationRequest,
  params: K6Params = {},
): K6Result<LireReservationResult> =>
  send(gateway, 'lireReservation', 'GET', '/api/inventaire/reservations/{checkout_id}/', request, params)

/** Read the central stock of a product */
export const lireStockCentral = (
  gateway: Gateway,
  request: LireStockCentralRequest,
  params: K6Params = {},
): K6Result<LireStockCentralResult> =>
  send(gateway, 'lireStockCentral', 'GET', '/api/inventaire/stocks-centraux/{produit_id}/', request, params)

/** List restocking requests */
export const listerDemandesReappro = (
  gateway: Gateway,
  request: ListerDemandesReapproRequest = {},
  params: K6Params = {},
): K6Result<ListerDemandesReapproResult> =>
  send(gateway, 'listerDemandesReappro', 'GET', '/api/inventaire/demandes-reapprovisionnement/', request, params)

/** List the transfers to shops */
export const listerTransferts = (
  gateway: Gateway,
  request: ListerTransfertsRequest = {},
  params: K6Params = {},
): K6Result<ListerTransfertsResult> =>
  send(gateway, 'listerTransferts', 'GET', '/api/inventaire/transferts/', request, params)

/** Add the pieces of a request to the stock of its shop */
export const livrerStockLocal = (
  gateway: Gateway,
  request: LivrerStockLocalRequest,
  params: K6Params = {},
): K6Result<LivrerStockLocalResult> =>
  send(gateway, 'livrerStockLocal', 'POST', '/api/inventaire/validations/livrer-stock-local/', request, params)

/** Take the pieces of a request out of the central stock */
export const preleverStockCentral = (
  gateway: Gateway,
  request: PreleverStockCentralRequest,
  params: K6Params = {},
): K6Result<PreleverStockCentralResult> =>
  send(gateway, 'preleverStockCentral', 'POST', '/api/inventaire/validations/prelever-stock-central/', request, params)

/** Add delivered pieces to the central stock */
export const reapprovisionnerStock = (
  gateway: Gateway,
  request: ReapprovisionnerStockRequest,
  params: K6Params = {},
): K6Result<ReapprovisionnerStockResult> =>
  send(
    gateway,
    'reapprovisionnerStock',
    'POST',
    '/api/inventaire/stocks-centraux/{produit_id}/reapprovisionner/',
    request,
    params,
  )

/** Reject a restocking request */
export const rejeterDemandeReappro = (
  gateway: Gateway,
  request: RejeterDemandeReapproRequest,
  params: K6Params = {},
): K6Result<RejeterDemandeReapproResult> =>
  send(
    gateway,
    'rejeterDemandeReappro',
    'POST',
    '/api/inventaire/demandes-reapprovisionnement/{demande_id}/rejeter/',
    request,
    params,
  )

/** Put the pieces of a validation back into the central stock */
export const rendreStockCentral = (
  gateway: Gateway,
  request: RendreStockCentralRequest,
  params: K6Params = {},
): K6Result<RendreStockCentralResult> =>
  send(gateway, 'rendreStockCentral', 'POST', '/api/inventaire/validations/rendre-stock-central/', request, params)

/** Take the pieces of a validation back from the shop */
export const reprendreStockLocal = (
  gateway: Gateway,
  request: ReprendreStockLocalRequest,
  params: K6Params = {},
): K6Result<ReprendreStockLocalResult> =>
  send(gateway, 'reprendreStockLocal', 'POST', '/api/inventaire/validations/reprendre-stock-local/', request, params)

/** Sum up the stock */
export const resumerStocks = (
  gateway: Gateway,
  request: ResumerStocksRequest = {},
  params: K6Params = {},
): K6Result<ResumerStocksResult> => send(gateway, 'resumerStocks', 'GET', '/api/inventaire/resume/', request, params)

/** Let a restocking request wait again */
export const rouvrirDemande = (
  gateway: Gateway,
  request: RouvrirDemandeRequest,
  params: K6Params = {},
): K6Result<RouvrirDemandeResult> =>
  send(gateway, 'rouvrirDemande', 'POST', '/api/inventaire/validations/rouvrir-demande/', request, params)

/** Move pieces from the central stock to a shop */
export const transfererStock = (
  gateway: Gateway,
  request: TransfererStockRequest,
  params: K6Params = {},
): K6Result<TransfererStockResult> =>
  send(gateway, 'transfererStock', 'POST', '/api/inventaire/transferts/', request, params)

/** Is there enough stock of every line? */
export const verifierStock = (
  gateway: Gateway,
  request: VerifierStockRequest,
  params: K6Params = {},
): K6Result<VerifierStockResult> =>
  send(gateway, 'verifierStock', 'POST', '/api/inventaire/verifier-stock/', request, params)
