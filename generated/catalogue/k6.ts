// Generated from specs/openapi/catalogue.yaml by generators/openapi (openapi-generator 7.25.0, typescript-fetch). Do not edit.

import { type Gateway, type K6Params, type K6Result, send } from '../../platform/http/k6-client.ts'
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

/** Add a product */
export const ajouterProduit = (
  gateway: Gateway,
  request: AjouterProduitRequest,
  params: K6Params = {},
): K6Result<AjouterProduitResult> =>
  send(gateway, 'ajouterProduit', 'POST', '/api/catalogue/produits/', request, params)

/** Take a product off sale */
export const archiverProduit = (
  gateway: Gateway,
  request: ArchiverProduitRequest,
  params: K6Params = {},
): K6Result<ArchiverProduitResult> =>
  send(gateway, 'archiverProduit', 'POST', '/api/catalogue/produits/{produit_id}/archiver/', request, params)

/** Read the price history of a product */
export const lireHistoriquePrix = (
  gateway: Gateway,
  request: LireHistoriquePrixRequest,
  params: K6Params = {},
): K6Result<LireHistoriquePrixResult> =>
  send(gateway, 'lireHistoriquePrix', 'GET', '/api/catalogue/produits/{produit_id}/prix/', request, params)

/** Read the log of operations */
export const lireJournalCatalogue = (
  gateway: Gateway,
  request: LireJournalCatalogueRequest = {},
  params: K6Params = {},
): K6Result<LireJournalCatalogueResult> =>
  send(gateway, 'lireJournalCatalogue', 'GET', '/api/catalogue/journal/', request, params)

/** Read a product */
export const lireProduit = (
  gateway: Gateway,
  request: LireProduitRequest,
  params: K6Params = {},
): K6Result<LireProduitResult> =>
  send(gateway, 'lireProduit', 'GET', '/api/catalogue/produits/{produit_id}/', request, params)

/** Read the products of a cart with their prices */
export const lireSelection = (
  gateway: Gateway,
  request: LireSelectionRequest,
  params: K6Params = {},
): K6Result<LireSelectionResult> =>
  send(gateway, 'lireSelection', 'GET', '/api/catalogue/produits/selection/', request, params)

/** List the categories */
export const listerCategories = (
  gateway: Gateway,
  request: ListerCategoriesRequest = {},
  params: K6Params = {},
): K6Result<ListerCategoriesResult> =>
  send(gateway, 'listerCategories', 'GET', '/api/catalogue/categories/', request, params)

/** Change the price of a product */
export const modifierPrix = (
  gateway: Gateway,
  request: ModifierPrixRequest,
  params: K6Params = {},
): K6Result<ModifierPrixResult> =>
  send(gateway, 'modifierPrix', 'PUT', '/api/catalogue/produits/{produit_id}/prix/', request, params)

/** Search products */
export const rechercherProduits = (
  gateway: Gateway,
  request: RechercherProduitsRequest = {},
  params: K6Params = {},
): K6Result<RechercherProduitsResult> =>
  send(gateway, 'rechercherProduits', 'GET', '/api/catalogue/produits/', request, params)
