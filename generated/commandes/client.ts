// Generated from specs/openapi/commandes.yaml by generators/openapi (openapi-generator 7.25.0, typescript-fetch). Do not edit.

import type { CallOptions, ClientOperation, Transport } from '#platform/http/client.ts'
import type {
  AnnulerVenteRequest,
  AnnulerVenteResult,
  EnregistrerVenteRequest,
  EnregistrerVenteResult,
  LireVenteRequest,
  LireVenteResult,
  ListerMagasinsRequest,
  ListerMagasinsResult,
  TrancherVenteRequest,
  TrancherVenteResult,
} from './types.ts'

export type {
  AnnulerVenteRequest,
  AnnulerVenteResult,
  EnregistrerVenteRequest,
  EnregistrerVenteResult,
  LireVenteRequest,
  LireVenteResult,
  ListerMagasinsRequest,
  ListerMagasinsResult,
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
