// Generated from specs/openapi/commandes.yaml by generators/openapi (openapi-generator 7.25.0, typescript-fetch). Do not edit.

import type { FastifyInstance } from 'fastify'
import type { RequestContext } from '#platform/http/context.ts'
import { registerOperations } from '#platform/http/route.ts'
import { operations } from './schemas.ts'
import type {
  AnnulerVenteAnswer,
  AnnulerVenteInput,
  EnregistrerVenteAnswer,
  EnregistrerVenteInput,
  GenererIndicateursAnswer,
  GenererIndicateursInput,
  GenererRapportConsolideAnswer,
  GenererRapportConsolideInput,
  LireDonneesClientCommandesAnswer,
  LireDonneesClientCommandesInput,
  LireLignesVentesAnswer,
  LireLignesVentesInput,
  LireVenteAnswer,
  LireVenteInput,
  ListerMagasinsAnswer,
  ListerMagasinsInput,
  ListerVentesClientAnswer,
  ListerVentesClientInput,
  ListerVentesMagasinAnswer,
  ListerVentesMagasinInput,
  TrancherVenteAnswer,
  TrancherVenteInput,
} from './types.ts'

/** One handler for each operation of commandes. */
export type Handlers = {
  /** Cancel the order of a checkout: POST /api/commandes/annuler-vente/ */
  annulerVente: (request: AnnulerVenteInput, context: RequestContext) => Promise<AnnulerVenteAnswer>
  /** Record the order of a checkout: POST /api/commandes/enregistrer-vente/ */
  enregistrerVente: (request: EnregistrerVenteInput, context: RequestContext) => Promise<EnregistrerVenteAnswer>
  /** Indicators of the shops over a week: GET /api/commandes/indicateurs/ */
  genererIndicateurs: (request: GenererIndicateursInput, context: RequestContext) => Promise<GenererIndicateursAnswer>
  /** Consolidated sales report of all shops: GET /api/commandes/rapport-consolide/ */
  genererRapportConsolide: (
    request: GenererRapportConsolideInput,
    context: RequestContext,
  ) => Promise<GenererRapportConsolideAnswer>
  /** Read what the service holds about a customer: GET /api/commandes/donnees-client/{client_id}/ */
  lireDonneesClientCommandes: (
    request: LireDonneesClientCommandesInput,
    context: RequestContext,
  ) => Promise<LireDonneesClientCommandesAnswer>
  /** Read the rows of a checkout: GET /api/commandes/ventes/checkouts/{checkout_id}/lignes/ */
  lireLignesVentes: (request: LireLignesVentesInput, context: RequestContext) => Promise<LireLignesVentesAnswer>
  /** Read a sale: GET /api/commandes/ventes/{commande_id}/ */
  lireVente: (request: LireVenteInput, context: RequestContext) => Promise<LireVenteAnswer>
  /** List the shops: GET /api/commandes/magasins/ */
  listerMagasins: (request: ListerMagasinsInput, context: RequestContext) => Promise<ListerMagasinsAnswer>
  /** List the orders of a customer: GET /api/commandes/ventes/clients/{id}/ */
  listerVentesClient: (request: ListerVentesClientInput, context: RequestContext) => Promise<ListerVentesClientAnswer>
  /** List the sales of a shop: GET /api/commandes/magasins/{magasin_id}/ventes/ */
  listerVentesMagasin: (
    request: ListerVentesMagasinInput,
    context: RequestContext,
  ) => Promise<ListerVentesMagasinAnswer>
  /** Decide whether a checkout has an order: POST /api/commandes/trancher-vente/ */
  trancherVente: (request: TrancherVenteInput, context: RequestContext) => Promise<TrancherVenteAnswer>
}

/** Adds the routes of commandes to a server, with authorization and validation as specified. */
export const registerCommandes = (server: FastifyInstance, handlers: Handlers): void =>
  registerOperations(server, operations, handlers)
