// Generated from specs/openapi/ecommerce.yaml by generators/openapi (openapi-generator 7.25.0, typescript-fetch). Do not edit.

import type { FastifyInstance } from 'fastify'
import type { RequestContext } from '#platform/http/context.ts'
import { registerOperations } from '#platform/http/route.ts'
import { operations } from './schemas.ts'
import type {
  AjouterProduitPanierAnswer,
  AjouterProduitPanierInput,
  ChangerMotDePasseClientAnswer,
  ChangerMotDePasseClientInput,
  ChangerMotDePasseEmployeAnswer,
  ChangerMotDePasseEmployeInput,
  ConfirmerCompteClientAnswer,
  ConfirmerCompteClientInput,
  ConnecterEmployeAnswer,
  ConnecterEmployeInput,
  CreerCompteClientAnswer,
  CreerCompteClientInput,
  CreerEmployeAnswer,
  CreerEmployeInput,
  DefinirMotDePasseProvisoireAnswer,
  DefinirMotDePasseProvisoireInput,
  DemanderReinitialisationAnswer,
  DemanderReinitialisationInput,
  EffacerDonneesPersonnellesAnswer,
  EffacerDonneesPersonnellesInput,
  ExporterDonneesPersonnellesAnswer,
  ExporterDonneesPersonnellesInput,
  FermerSessionAnswer,
  FermerSessionInput,
  InitierCheckoutChoreoAnswer,
  InitierCheckoutChoreoInput,
  LireCheckoutChoreoAnswer,
  LireCheckoutChoreoInput,
  LireClientAnswer,
  LireClientInput,
  LireJournalEcommerceAnswer,
  LireJournalEcommerceInput,
  LireLignesEcommerceAnswer,
  LireLignesEcommerceInput,
  LirePanierAnswer,
  LirePanierInput,
  ListerEmployesAnswer,
  ListerEmployesInput,
  ModifierAdresseLivraisonAnswer,
  ModifierAdresseLivraisonInput,
  ModifierEmployeAnswer,
  ModifierEmployeInput,
  ModifierQuantitePanierAnswer,
  ModifierQuantitePanierInput,
  OuvrirSessionAnswer,
  OuvrirSessionInput,
  ReinitialiserMotDePasseAnswer,
  ReinitialiserMotDePasseInput,
  RenouvelerSessionAnswer,
  RenouvelerSessionInput,
  SuivreCheckoutChoreoAnswer,
  SuivreCheckoutChoreoInput,
  TerminerCheckoutChoreoAnswer,
  TerminerCheckoutChoreoInput,
} from './types.ts'

/** One handler for each operation of ecommerce. */
export type Handlers = {
  /** Put a product into the active cart: POST /api/commandes/clients/{id}/panier/lignes/ */
  ajouterProduitPanier: (
    request: AjouterProduitPanierInput,
    context: RequestContext,
  ) => Promise<AjouterProduitPanierAnswer>
  /** Change one\'s own password as a customer: PUT /api/commandes/clients/{id}/mot-de-passe/ */
  changerMotDePasseClient: (
    request: ChangerMotDePasseClientInput,
    context: RequestContext,
  ) => Promise<ChangerMotDePasseClientAnswer>
  /** Change one\'s own password as a member of staff: PUT /api/commandes/mots-de-passe/employes/ */
  changerMotDePasseEmploye: (
    request: ChangerMotDePasseEmployeInput,
    context: RequestContext,
  ) => Promise<ChangerMotDePasseEmployeAnswer>
  /** Open the account of a registration: POST /api/commandes/clients/confirmation/ */
  confirmerCompteClient: (
    request: ConfirmerCompteClientInput,
    context: RequestContext,
  ) => Promise<ConfirmerCompteClientAnswer>
  /** Exchange a member of staff\'s e-mail and password for tokens: POST /api/commandes/sessions/employes/ */
  connecterEmploye: (request: ConnecterEmployeInput, context: RequestContext) => Promise<ConnecterEmployeAnswer>
  /** Register as a customer: POST /api/commandes/clients/ */
  creerCompteClient: (request: CreerCompteClientInput, context: RequestContext) => Promise<CreerCompteClientAnswer>
  /** Create an account for a member of staff: POST /api/commandes/employes/ */
  creerEmploye: (request: CreerEmployeInput, context: RequestContext) => Promise<CreerEmployeAnswer>
  /** Set a temporary password for a member of staff: PUT /api/commandes/employes/{employe_id}/mot-de-passe-provisoire/ */
  definirMotDePasseProvisoire: (
    request: DefinirMotDePasseProvisoireInput,
    context: RequestContext,
  ) => Promise<DefinirMotDePasseProvisoireAnswer>
  /** Request a code to reset a forgotten password: POST /api/commandes/mots-de-passe/oublis/ */
  demanderReinitialisation: (
    request: DemanderReinitialisationInput,
    context: RequestContext,
  ) => Promise<DemanderReinitialisationAnswer>
  /** Erase a person\'s data: DELETE /api/commandes/clients/{id}/donnees-personnelles/ */
  effacerDonneesPersonnelles: (
    request: EffacerDonneesPersonnellesInput,
    context: RequestContext,
  ) => Promise<EffacerDonneesPersonnellesAnswer>
  /** Export a person\'s data: POST /api/commandes/clients/{id}/donnees-personnelles/export/ */
  exporterDonneesPersonnelles: (
    request: ExporterDonneesPersonnellesInput,
    context: RequestContext,
  ) => Promise<ExporterDonneesPersonnellesAnswer>
  /** Log out: POST /api/commandes/sessions/fermetures/ */
  fermerSession: (request: FermerSessionInput, context: RequestContext) => Promise<FermerSessionAnswer>
  /** Start a choreographed checkout: POST /api/commandes/clients/{id}/checkout/choreo/ */
  initierCheckoutChoreo: (
    request: InitierCheckoutChoreoInput,
    context: RequestContext,
  ) => Promise<InitierCheckoutChoreoAnswer>
  /** Read, or wait for, the outcome of a choreographed checkout: GET /api/commandes/clients/{id}/checkout/choreo/{checkout_id}/ */
  lireCheckoutChoreo: (request: LireCheckoutChoreoInput, context: RequestContext) => Promise<LireCheckoutChoreoAnswer>
  /** Read the customer: GET /api/commandes/clients/{id}/ */
  lireClient: (request: LireClientInput, context: RequestContext) => Promise<LireClientAnswer>
  /** Read the log of operations: GET /api/commandes/journal/ */
  lireJournalEcommerce: (
    request: LireJournalEcommerceInput,
    context: RequestContext,
  ) => Promise<LireJournalEcommerceAnswer>
  /** Read the rows of a checkout: GET /api/commandes/checkouts/{checkout_id}/lignes/ */
  lireLignesEcommerce: (
    request: LireLignesEcommerceInput,
    context: RequestContext,
  ) => Promise<LireLignesEcommerceAnswer>
  /** Read the active cart: GET /api/commandes/clients/{id}/panier/ */
  lirePanier: (request: LirePanierInput, context: RequestContext) => Promise<LirePanierAnswer>
  /** List the accounts of the staff: GET /api/commandes/employes/ */
  listerEmployes: (request: ListerEmployesInput, context: RequestContext) => Promise<ListerEmployesAnswer>
  /** Change the delivery address: PUT /api/commandes/clients/{id}/adresse-livraison/ */
  modifierAdresseLivraison: (
    request: ModifierAdresseLivraisonInput,
    context: RequestContext,
  ) => Promise<ModifierAdresseLivraisonAnswer>
  /** Change the role of an account, disable it or enable it: PUT /api/commandes/employes/{employe_id}/ */
  modifierEmploye: (request: ModifierEmployeInput, context: RequestContext) => Promise<ModifierEmployeAnswer>
  /** Set the quantity of a product in the active cart: PUT /api/commandes/clients/{id}/panier/lignes/{produit_id}/quantite/ */
  modifierQuantitePanier: (
    request: ModifierQuantitePanierInput,
    context: RequestContext,
  ) => Promise<ModifierQuantitePanierAnswer>
  /** Exchange e-mail and password for tokens: POST /api/commandes/sessions/ */
  ouvrirSession: (request: OuvrirSessionInput, context: RequestContext) => Promise<OuvrirSessionAnswer>
  /** Set a new password with the code of a message: POST /api/commandes/mots-de-passe/reinitialisations/ */
  reinitialiserMotDePasse: (
    request: ReinitialiserMotDePasseInput,
    context: RequestContext,
  ) => Promise<ReinitialiserMotDePasseAnswer>
  /** Exchange a refresh token for new tokens: POST /api/commandes/sessions/renouvellements/ */
  renouvelerSession: (request: RenouvelerSessionInput, context: RequestContext) => Promise<RenouvelerSessionAnswer>
  /** Follow a choreographed checkout as server-sent events: GET /api/commandes/clients/{id}/checkout/choreo/{checkout_id}/events */
  suivreCheckoutChoreo: (
    request: SuivreCheckoutChoreoInput,
    context: RequestContext,
  ) => Promise<SuivreCheckoutChoreoAnswer>
  /** End a choreographed checkout now: POST /api/commandes/checkouts/{checkout_id}/terminer/ */
  terminerCheckoutChoreo: (
    request: TerminerCheckoutChoreoInput,
    context: RequestContext,
  ) => Promise<TerminerCheckoutChoreoAnswer>
}

/** Adds the routes of ecommerce to a server, with authorization and validation as specified. */
export const registerEcommerce = (server: FastifyInstance, handlers: Handlers): void =>
  registerOperations(server, operations, handlers)
