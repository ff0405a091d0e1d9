// Generated from specs/openapi/catalogue.yaml by generators/openapi (openapi-generator 7.25.0, typescript-fetch). Do not edit.

import type { FastifyInstance } from 'fastify'
import type { RequestContext } from '#platform/http/context.ts'
import { registerOperations } from '#platform/http/route.ts'
import { operations } from './schemas.ts'
import type {
  AjouterProduitAnswer,
  AjouterProduitInput,
  ArchiverProduitAnswer,
  ArchiverProduitInput,
  LireHistoriquePrixAnswer,
  LireHistoriquePrixInput,
  LireJournalCatalogueAnswer,
  LireJournalCatalogueInput,
  LireProduitAnswer,
  LireProduitInput,
  LireSelectionAnswer,
  LireSelectionInput,
  ListerCategoriesAnswer,
  ListerCategoriesInput,
  ModifierPrixAnswer,
  ModifierPrixInput,
  RechercherProduitsAnswer,
  RechercherProduitsInput,
} from './types.ts'

/** One handler for each operation of catalogue. */
export type Handlers = {
  /** Add a product: POST /api/catalogue/produits/ */
  ajouterProduit: (request: AjouterProduitInput, context: RequestContext) => Promise<AjouterProduitAnswer>
  /** Take a product off sale: POST /api/catalogue/produits/{produit_id}/archiver/ */
  archiverProduit: (request: ArchiverProduitInput, context: RequestContext) => Promise<ArchiverProduitAnswer>
  /** Read the price history of a product: GET /api/catalogue/produits/{produit_id}/prix/ */
  lireHistoriquePrix: (request: LireHistoriquePrixInput, context: RequestContext) => Promise<LireHistoriquePrixAnswer>
  /** Read the log of operations: GET /api/catalogue/journal/ */
  lireJournalCatalogue: (
    request: LireJournalCatalogueInput,
    context: RequestContext,
  ) => Promise<LireJournalCatalogueAnswer>
  /** Read a product: GET /api/catalogue/produits/{produit_id}/ */
  lireProduit: (request: LireProduitInput, context: RequestContext) => Promise<LireProduitAnswer>
  /** Read the products of a cart with their prices: GET /api/catalogue/produits/selection/ */
  lireSelection: (request: LireSelectionInput, context: RequestContext) => Promise<LireSelectionAnswer>
  /** List the categories: GET /api/catalogue/categories/ */
  listerCategories: (request: ListerCategoriesInput, context: RequestContext) => Promise<ListerCategoriesAnswer>
  /** Change the price of a product: PUT /api/catalogue/produits/{produit_id}/prix/ */
  modifierPrix: (request: ModifierPrixInput, context: RequestContext) => Promise<ModifierPrixAnswer>
  /** Search products: GET /api/catalogue/produits/ */
  rechercherProduits: (request: RechercherProduitsInput, context: RequestContext) => Promise<RechercherProduitsAnswer>
}

/** Adds the routes of catalogue to a server, with authorization and validation as specified. */
export const registerCatalogue = (server: FastifyInstance, handlers: Handlers): void =>
  registerOperations(server, operations, handlers)
