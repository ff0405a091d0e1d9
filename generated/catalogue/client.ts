// Generated from specs/openapi/catalogue.yaml by generators/openapi (openapi-generator 7.25.0, typescript-fetch). Do not edit.

import type { CallOptions, ClientOperation, Transport } from '#platform/http/client.ts'
import type {
  AjouterProduitRequest,
  AjouterProduitResult,
  ArchiverProduitRequest,
  ArchiverProduitResult,
  LireHistoriquePrixRequest,
  LireHistoriquePrixResult,
  LireJournalCatalogueRequest,
  LireJournalCatalogueResult,
  LireProduitRequest,
  LireProduitResult,
  LireSelectionRequest,
  LireSelectionResult,
  ListerCategoriesRequest,
  ListerCategoriesResult,
  ModifierPrixRequest,
  ModifierPrixResult,
  RechercherProduitsRequest,
  RechercherProduitsResult,
} from './types.ts'

export type {
  AjouterProduitRequest,
  AjouterProduitResult,
  ArchiverProduitRequest,
  ArchiverProduitResult,
  LireHistoriquePrixRequest,
  LireHistoriquePrixResult,
  LireJournalCatalogueRequest,
  LireJournalCatalogueResult,
  LireProduitRequest,
  LireProduitResult,
  LireSelectionRequest,
  LireSelectionResult,
  ListerCategoriesRequest,
  ListerCategoriesResult,
  ModifierPrixRequest,
  ModifierPrixResult,
  RechercherProduitsRequest,
  RechercherProduitsResult,
} from './types.ts'

const ajouterProduitOperation: ClientOperation = {
  operationId: 'ajouterProduit',
  service: 'catalogue',
  method: 'POST',
  path: '/api/catalogue/produits/',
  safe: false,
  statuses: [201, 400, 409, 422],
  problems: ['validation', 'sku-existant', 'idempotency-key-reused'],
}

/** Add a product. Throws CallFailure unless the response is a documented result. */
export const ajouterProduit = (
  transport: Transport,
  request: AjouterProduitRequest,
  options?: CallOptions,
): Promise<AjouterProduitResult> => transport.call(ajouterProduitOperation, request, options)

const archiverProduitOperation: ClientOperation = {
  operationId: 'archiverProduit',
  service: 'catalogue',
  method: 'POST',
  path: '/api/catalogue/produits/{produit_id}/archiver/',
  safe: false,
  statuses: [200, 400, 404, 422],
  problems: ['validation', 'produit-inconnu', 'idempotency-key-reused'],
}

/** Take a product off sale. Throws CallFailure unless the response is a documented result. */
export const archiverProduit = (
  transport: Transport,
  request: ArchiverProduitRequest,
  options?: CallOptions,
): Promise<ArchiverProduitResult> => transport.call(archiverProduitOperation, request, options)

const lireHistoriquePrixOperation: ClientOperation = {
  operationId: 'lireHistoriquePrix',
  service: 'catalogue',
  method: 'GET',
  path: '/api/catalogue/produits/{produit_id}/prix/',
  safe: true,
  statuses: [200, 400, 404],
  problems: ['validation', 'produit-inconnu'],
}

/** Read the price history of a product. Throws CallFailure unless the response is a documented result. */
export const lireHistoriquePrix = (
  transport: Transport,
  request: LireHistoriquePrixRequest,
  options?: CallOptions,
): Promise<LireHistoriquePrixResult> => transport.call(lireHistoriquePrixOperation, request, options)

const lireJournalCatalogueOperation: ClientOperation = {
  operationId: 'lireJournalCatalogue',
  service: 'catalogue',
  method: 'GET',
  path: '/api/catalogue/journal/',
  safe: true,
  statuses: [200, 400],
  problems: ['validation'],
}

/** Read the log of operations. Throws CallFailure unless the response is a documented result. */
export const lireJournalCatalogue = (
  transport: Transport,
  request: LireJournalCatalogueRequest = {},
  options?: CallOptions,
): Promise<LireJournalCatalogueResult> => transport.call(lireJournalCatalogueOperation, request, options)

const lireProduitOperation: ClientOperation = {
  operationId: 'lireProduit',
  service: 'catalogue',
  method: 'GET',
  path: '/api/catalogue/produits/{produit_id}/',
  safe: true,
  statuses: [200, 400, 404],
  problems: ['validation', 'produit-inconnu'],
}

/** Read a product. Throws CallFailure unless the response is a documented result. */
export const lireProduit = (
  transport: Transport,
  request: LireProduitRequest,
  options?: CallOptions,
): Promise<LireProduitResult> => transport.call(lireProduitOperation, request, options)

const lireSelectionOperation: ClientOperation = {
  operationId: 'lireSelection',
  service: 'catalogue',
  method: 'GET',
  path: '/api/catalogue/produits/selection/',
  safe: true,
  statuses: [200, 400, 409],
  problems: ['validation', 'produit-indisponible'],
}

/** Read the products of a cart with their prices. Throws CallFailure unless the response is a documented result. */
export const lireSelection = (
  transport: Transport,
  request: LireSelectionRequest,
  options?: CallOptions,
): Promise<LireSelectionResult> => transport.call(lireSelectionOperation, request, options)

const listerCategoriesOperation: ClientOperation = {
  operationId: 'listerCategories',
  service: 'catalogue',
  method: 'GET',
  path: '/api/catalogue/categories/',
  safe: true,
  statuses: [200, 400],
  problems: ['validation'],
}

/** List the categories. Throws CallFailure unless the response is a documented result. */
export const listerCategories = (
  transport: Transport,
  request: ListerCategoriesRequest = {},
  options?: CallOptions,
): Promise<ListerCategoriesResult> => transport.call(listerCategoriesOperation, request, options)

const modifierPrixOperation: ClientOperation = {
  operationId: 'modifierPrix',
  service: 'catalogue',
  method: 'PUT',
  path: '/api/catalogue/produits/{produit_id}/prix/',
  safe: false,
  statuses: [200, 400, 404, 409, 422],
  problems: ['validation', 'produit-inconnu', 'produit-archive', 'idempotency-key-reused'],
}

/** Change the price of a product. Throws CallFailure unless the response is a documented result. */
export const modifierPrix = (
  transport: Transport,
  request: ModifierPrixRequest,
  options?: CallOptions,
): Promise<ModifierPrixResult> => transport.call(modifierPrixOperation, request, options)

const rechercherProduitsOperation: ClientOperation = {
  operationId: 'rechercherProduits',
  service: 'catalogue',
  method: 'GET',
  path: '/api/catalogue/produits/',
  safe: true,
  statuses: [200, 400],
  problems: ['validation'],
}

/** Search products. Throws CallFailure unless the response is a documented result. */
export const rechercherProduits = (
  transport: Transport,
  request: RechercherProduitsRequest = {},
  options?: CallOptions,
): Promise<RechercherProduitsResult> => transport.call(rechercherProduitsOperation, request, options)
