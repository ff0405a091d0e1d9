// Generated from specs/openapi/commandes.yaml by generators/openapi (openapi-generator 7.25.0, typescript-fetch). Do not edit.

import type { CallOptions, ClientOperation, Transport } from '#platform/http/client.ts'
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

export type {
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

const annulerVenteOperation: ClientOperation = {
  operationId: 'annulerVente',
  service: 'commandes',
  method: 'POST',
  path: '/api/commandes/annuler-vente/',
  safe: false,
  statuses: [200, 400, 409, 422],
  problems: ['validation', 'epoch-superseded', 'idempotency-key-reused'],
}

/** Cancel the order of a checkout. Throws CallFailure unless the response is a documented result. */
export const annulerVente = (
  transport: Transport,
  request: AnnulerVenteRequest,
  options?: CallOptions,
): Promise<AnnulerVenteResult> => transport.call(annulerVenteOperation, request, options)

const enregistrerVenteOperation: ClientOperation = {
  operationId: 'enregistrerVente',
  service: 'commandes',
  method: 'POST',
  path: '/api/commandes/enregistrer-vente/',
  safe: false,
  statuses: [201, 400, 409, 422],
  problems: ['validation', 'vente-annulee', 'epoch-superseded', 'idempotency-key-reused'],
}

/** Record the order of a checkout. Throws CallFailure unless the response is a documented result. */
export const enregistrerVente = (
  transport: Transport,
  request: EnregistrerVenteRequest,
  options?: CallOptions,
): Promise<EnregistrerVenteResult> => transport.call(enregistrerVenteOperation, request, options)

const genererIndicateursOperation: ClientOperation = {
  operationId: 'genererIndicateurs',
  service: 'commandes',
  method: 'GET',
  path: '/api/commandes/indicateurs/',
  safe: true,
  statuses: [200, 400],
  problems: ['validation'],
}

/** Indicators of the shops over a week. Throws CallFailure unless the response is a documented result. */
export const genererIndicateurs = (
  transport: Transport,
  request: GenererIndicateursRequest = {},
  options?: CallOptions,
): Promise<GenererIndicateursResult> => transport.call(genererIndicateursOperation, request, options)

const genererRapportConsolideOperation: ClientOperation = {
  operationId: 'genererRapportConsolide',
  service: 'commandes',
  method: 'GET',
  path: '/api/commandes/rapport-consolide/',
  safe: true,
  statuses: [200, 400],
  problems: ['validation'],
}

/** Consolidated sales report of all shops. Throws CallFailure unless the response is a documented result. */
export const genererRapportConsolide = (
  transport: Transport,
  request: GenererRapportConsolideRequest = {},
  options?: CallOptions,
): Promise<GenererRapportConsolideResult> => transport.call(genererRapportConsolideOperation, request, options)

const lireDonneesClientCommandesOperation: ClientOperation = {
  operationId: 'lireDonneesClientCommandes',
  service: 'commandes',
  method: 'GET',
  path: '/api/commandes/donnees-client/{client_id}/',
  safe: true,
  statuses: [200, 400],
  problems: ['validation'],
}

/** Read what the service holds about a customer. Throws CallFailure unless the response is a documented result. */
export const lireDonneesClientCommandes = (
  transport: Transport,
  request: LireDonneesClientCommandesRequest,
  options?: CallOptions,
): Promise<LireDonneesClientCommandesResult> => transport.call(lireDonneesClientCommandesOperation, request, options)

const lireLignesVentesOperation: ClientOperation = {
  operationId: 'lireLignesVentes',
  service: 'commandes',
  method: 'GET',
  path: '/api/commandes/ventes/checkouts/{checkout_id}/lignes/',
  safe: true,
  statuses: [200, 400],
  problems: ['validation'],
}

/** Read the rows of a checkout. Throws CallFailure unless the response is a documented result. */
export const lireLignesVentes = (
  transport: Transport,
  request: LireLignesVentesRequest,
  options?: CallOptions,
): Promise<LireLignesVentesResult> => transport.call(lireLignesVentesOperation, request, options)

const lireVenteOperation: ClientOperation = {
  operationId: 'lireVente',
  service: 'commandes',
  method: 'GET',
  path: '/api/commandes/ventes/{commande_id}/',
  safe: true,
  statuses: [200, 400, 404],
  problems: ['validation', 'vente-inconnue'],
}

/** Read a sale. Throws CallFailure unless the response is a documented result. */
export const lireVente = (
  transport: Transport,
  request: LireVenteRequest,
  options?: CallOptions,
): Promise<LireVenteResult> => transport.call(lireVenteOperation, request, options)

const listerMagasinsOperation: ClientOperation = {
  operationId: 'listerMagasins',
  service: 'commandes',
  method: 'GET',
  path: '/api/commandes/magasins/',
  safe: true,
  statuses: [200, 400],
  problems: ['validation'],
}

/** List the shops. Throws CallFailure unless the response is a documented result. */
export const listerMagasins = (
  transport: Transport,
  request: ListerMagasinsRequest = {},
  options?: CallOptions,
): Promise<ListerMagasinsResult> => transport.call(listerMagasinsOperation, request, options)

const listerVentesClientOperation: ClientOperation = {
  operationId: 'listerVentesClient',
  service: 'commandes',
  method: 'GET',
  path: '/api/commandes/ventes/clients/{id}/',
  safe: true,
  statuses: [200, 400, 404],
  problems: ['validation', 'not-found'],
}

/** List the orders of a customer. Throws CallFailure unless the response is a documented result. */
export const listerVentesClient = (
  transport: Transport,
  request: ListerVentesClientRequest,
  options?: CallOptions,
): Promise<ListerVentesClientResult> => transport.call(listerVentesClientOperation, request, options)

const listerVentesMagasinOperation: ClientOperation = {
  operationId: 'listerVentesMagasin',
  service: 'commandes',
  method: 'GET',
  path: '/api/commandes/magasins/{magasin_id}/ventes/',
  safe: true,
  statuses: [200, 400, 404],
  problems: ['validation', 'magasin-inconnu'],
}

/** List the sales of a shop. Throws CallFailure unless the response is a documented result. */
export const listerVentesMagasin = (
  transport: Transport,
  request: ListerVentesMagasinRequest,
  options?: CallOptions,
): Promise<ListerVentesMagasinResult> => transport.call(listerVentesMagasinOperation, request, options)

const trancherVenteOperation: ClientOperation = {
  operationId: 'trancherVente',
  service: 'commandes',
  method: 'POST',
  path: '/api/commandes/trancher-vente/',
  safe: false,
  statuses: [200, 400, 409, 422],
  problems: ['validation', 'vente-annulee', 'idempotency-key-reused'],
}

/** Decide whether a checkout has an order. Throws CallFailure unless the response is a documented result. */
export const trancherVente = (
  transport: Transport,
  request: TrancherVenteRequest,
  options?: CallOptions,
): Promise<TrancherVenteResult> => transport.call(trancherVenteOperation, request, options)
