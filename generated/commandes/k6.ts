// Generated from specs/openapi/commandes.yaml by generators/openapi (openapi-generator 7.25.0, typescript-fetch). Do not edit.

import { type Gateway, type K6Params, type K6Result, send } from '../../platform/http/k6-client.ts'
import type {
  AnnulerVenteRequest,
  AnnulerVenteResult,
  EnregistrerVenteRequest,
  EnregistrerVenteResult,
  GenererIndicateursRequest,
  GenererIndicateursResult,
  GenererRapportConsolideRequest,
  GenererRapportConsolideResult,
  LireDonneesClientCommandesRequest,
  LireDonneesClientCommandesResult,
  LireLignesVentesRequest,
  LireLignesVentesResult,
  LireVenteRequest,
  LireVenteResult,
  ListerMagasinsRequest,
  ListerMagasinsResult,
  ListerVentesClientRequest,
  ListerVentesClientResult,
  ListerVentesMagasinRequest,
  ListerVentesMagasinResult,
  TrancherVenteRequest,
  TrancherVenteResult,
} from './types.ts'

/** Cancel the order of a checkout */
export const annulerVente = (
  gateway: Gateway,
  request: AnnulerVenteRequest,
  params: K6Params = {},
): K6Result<AnnulerVenteResult> =>
  send(gateway, 'annulerVente', 'POST', '/api/commandes/annuler-vente/', request, params)

/** Record the order of a checkout */
export const enregistrerVente = (
  gateway: Gateway,
  request: EnregistrerVenteRequest,
  params: K6Params = {},
): K6Result<EnregistrerVenteResult> =>
  send(gateway, 'enregistrerVente', 'POST', '/api/commandes/enregistrer-vente/', request, params)

/** Indicators of the shops over a week */
export const genererIndicateurs = (
  gateway: Gateway,
  request: GenererIndicateursRequest = {},
  params: K6Params = {},
): K6Result<GenererIndicateursResult> =>
  send(gateway, 'genererIndicateurs', 'GET', '/api/commandes/indicateurs/', request, params)

/** Consolidated sales report of all shops */
export const genererRapportConsolide = (
  gateway: Gateway,
  request: GenererRapportConsolideRequest = {},
  params: K6Params = {},
): K6Result<GenererRapportConsolideResult> =>
  send(gateway, 'genererRapportConsolide', 'GET', '/api/commandes/rapport-consolide/', request, params)

/** Read what the service holds about a customer */
export const lireDonneesClientCommandes = (
  gateway: Gateway,
  request: LireDonneesClientCommandesRequest,
  params: K6Params = {},
): K6Result<LireDonneesClientCommandesResult> =>
  send(gateway, 'lireDonneesClientCommandes', 'GET', '/api/commandes/donnees-client/{client_id}/', request, params)

/** Read the rows of a checkout */
export const lireLignesVentes = (
  gateway: Gateway,
  request: LireLignesVentesRequest,
  params: K6Params = {},
): K6Result<LireLignesVentesResult> =>
  send(gateway, 'lireLignesVentes', 'GET', '/api/commandes/ventes/checkouts/{checkout_id}/lignes/', request, params)

/** Read a sale */
export const lireVente = (
  gateway: Gateway,
  request: LireVenteRequest,
  params: K6Params = {},
): K6Result<LireVenteResult> =>
  send(gateway, 'lireVente', 'GET', '/api/commandes/ventes/{commande_id}/', request, params)

/** List the shops */
export const listerMagasins = (
  gateway: Gateway,
  request: ListerMagasinsRequest = {},
  params: K6Params = {},
): K6Result<ListerMagasinsResult> => send(gateway, 'listerMagasins', 'GET', '/api/commandes/magasins/', request, params)

/** List the orders of a customer */
export const listerVentesClient = (
  gateway: Gateway,
  request: ListerVentesClientRequest,
  params: K6Params = {},
): K6Result<ListerVentesClientResult> =>
  send(gateway, 'listerVentesClient', 'GET', '/api/commandes/ventes/clients/{id}/', request, params)

/** List the sales of a shop */
export const listerVentesMagasin = (
  gateway: Gateway,
  request: ListerVentesMagasinRequest,
  params: K6Params = {},
): K6Result<ListerVentesMagasinResult> =>
  send(gateway, 'listerVentesMagasin', 'GET', '/api/commandes/magasins/{magasin_id}/ventes/', request, params)

/** Decide whether a checkout has an order */
export const trancherVente = (
  gateway: Gateway,
  request: TrancherVenteRequest,
  params: K6Params = {},
): K6Result<TrancherVenteResult> =>
  send(gateway, 'trancherVente', 'POST', '/api/commandes/trancher-vente/', request, params)
