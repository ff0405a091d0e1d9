// Generated from specs/openapi/ecommerce.yaml by generators/openapi (openapi-generator 7.25.0, typescript-fetch). Do not edit.

import type { CallOptions, ClientOperation, Transport } from '#platform/http/client.ts'
import type {
  AjouterProduitPanierRequest,
  AjouterProduitPanierResult,
  ChangerMotDePasseClientRequest,
  ChangerMotDePasseClientResult,
  ChangerMotDePasseEmployeRequest,
  ChangerMotDePasseEmployeResult,
  ConfirmerCompteClientRequest,
  ConfirmerCompteClientResult,
  ConnecterEmployeRequest,
  ConnecterEmployeResult,
  CreerCompteClientRequest,
  CreerCompteClientResult,
  CreerEmployeRequest,
  CreerEmployeResult,
  DefinirMotDePasseProvisoireRequest,
  DefinirMotDePasseProvisoireResult,
  DemanderReinitialisationRequest,
  DemanderReinitialisationResult,
  EffacerDonneesPersonnellesRequest,
  EffacerDonneesPersonnellesResult,
  ExporterDonneesPersonnellesRequest,
  ExporterDonneesPersonnellesResult,
  FermerSessionRequest,
  FermerSessionResult,
  InitierCheckoutChoreoRequest,
  InitierCheckoutChoreoResult,
  LireCheckoutChoreoRequest,
  LireCheckoutChoreoResult,
  LireClientRequest,
  LireClientResult,
  LireJournalEcommerceRequest,
  LireJournalEcommerceResult,
  LireLignesEcommerceRequest,
  LireLignesEcommerceResult,
  LirePanierRequest,
  LirePanierResult,
  ListerEmployesRequest,
  ListerEmployesResult,
  ModifierAdresseLivraisonRequest,
  ModifierAdresseLivraisonResult,
  ModifierEmployeRequest,
  ModifierEmployeResult,
  ModifierQuantitePanierRequest,
  ModifierQuantitePanierResult,
  OuvrirSessionRequest,
  OuvrirSessionResult,
  ReinitialiserMotDePasseRequest,
  ReinitialiserMotDePasseResult,
  RenouvelerSessionRequest,
  RenouvelerSessionResult,
  SuivreCheckoutChoreoRequest,
  SuivreCheckoutChoreoResult,
  TerminerCheckoutChoreoRequest,
  TerminerCheckoutChoreoResult,
} from './types.ts'

export type {
  AjouterProduitPanierRequest,
  AjouterProduitPanierResult,
  ChangerMotDePasseClientRequest,
  ChangerMotDePasseClientResult,
  ChangerMotDePasseEmployeRequest,
  ChangerMotDePasseEmployeResult,
  ConfirmerCompteClientRequest,
  ConfirmerCompteClientResult,
  ConnecterEmployeRequest,
  ConnecterEmployeResult,
  CreerCompteClientRequest,
  CreerCompteClientResult,
  CreerEmployeRequest,
  CreerEmployeResult,
  DefinirMotDePasseProvisoireRequest,
  DefinirMotDePasseProvisoireResult,
  DemanderReinitialisationRequest,
  DemanderReinitialisationResult,
  EffacerDonneesPersonnellesRequest,
  EffacerDonneesPersonnellesResult,
  ExporterDonneesPersonnellesRequest,
  ExporterDonneesPersonnellesResult,
  FermerSessionRequest,
  FermerSessionResult,
  InitierCheckoutChoreoRequest,
  InitierCheckoutChoreoResult,
  LireCheckoutChoreoRequest,
  LireCheckoutChoreoResult,
  LireClientRequest,
  LireClientResult,
  LireJournalEcommerceRequest,
  LireJournalEcommerceResult,
  LireLignesEcommerceRequest,
  LireLignesEcommerceResult,
  LirePanierRequest,
  LirePanierResult,
  ListerEmployesRequest,
  ListerEmployesResult,
  ModifierAdresseLivraisonRequest,
  ModifierAdresseLivraisonResult,
  ModifierEmployeRequest,
  ModifierEmployeResult,
  ModifierQuantitePanierRequest,
  ModifierQuantitePanierResult,
  OuvrirSessionRequest,
  OuvrirSessionResult,
  ReinitialiserMotDePasseRequest,
  ReinitialiserMotDePasseResult,
  RenouvelerSessionRequest,
  RenouvelerSessionResult,
  SuivreCheckoutChoreoRequest,
  SuivreCheckoutChoreoResult,
  TerminerCheckoutChoreoRequest,
  TerminerCheckoutChoreoResult,
} from './types.ts'

const ajouterProduitPanierOperation: ClientOperation = {
  operationId: 'ajouterProduitPanier',
  service: 'ecommerce',
  method: 'POST',
  path: '/api/commandes/clients/{id}/panier/lignes/',
  safe: false,
  statuses: [200, 400, 404, 409, 422],
  problems: [
    'validation',
    'client-inconnu',
    'not-found',
    'produit-indisponible',
    'panier-plein',
    'idempotency-key-reused',
  ],
}

/** Put a product into the active cart. Throws CallFailure unless the response is a documented result. */
export const ajouterProduitPanier = (
  transport: Transport,
  request: AjouterProduitPanierRequest,
  options?: CallOptions,
): Promise<AjouterProduitPanierResult> => transport.call(ajouterProduitPanierOperation, request, options)

const changerMotDePasseClientOperation: ClientOperation = {
  operationId: 'changerMotDePasseClient',
  service: 'ecommerce',
  method: 'PUT',
  path: '/api/commandes/clients/{id}/mot-de-passe/',
  safe: false,
  statuses: [200, 400, 404, 409, 422],
  problems: ['validation', 'client-inconnu', 'not-found', 'mot-de-passe-errone', 'idempotency-key-reused'],
}

/** Change one\'s own password as a customer. Throws CallFailure unless the response is a documented result. */
export const changerMotDePasseClient = (
  transport: Transport,
  request: ChangerMotDePasseClientRequest,
  options?: CallOptions,
): Promise<ChangerMotDePasseClientResult> => transport.call(changerMotDePasseClientOperation, request, options)

const changerMotDePasseEmployeOperation: ClientOperation = {
  operationId: 'changerMotDePasseEmploye',
  service: 'ecommerce',
  method: 'PUT',
  path: '/api/commandes/mots-de-passe/employes/',
  safe: false,
  statuses: [200, 400, 404, 409, 422],
  problems: ['validation', 'employe-inconnu', 'mot-de-passe-errone', 'idempotency-key-reused'],
}

/** Change one\'s own password as a member of staff. Throws CallFailure unless the response is a documented result. */
export const changerMotDePasseEmploye = (
  transport: Transport,
  request: ChangerMotDePasseEmployeRequest,
  options?: CallOptions,
): Promise<ChangerMotDePasseEmployeResult> => transport.call(changerMotDePasseEmployeOperation, request, options)

const confirmerCompteClientOperation: ClientOperation = {
  operationId: 'confirmerCompteClient',
  service: 'ecommerce',
  method: 'POST',
  path: '/api/commandes/clients/confirmation/',
  safe: false,
  statuses: [201, 400, 404, 409, 422],
  problems: ['validation', 'code-invalide', 'idempotency-key-reused'],
}

/** Open the account of a registration. Throws CallFailure unless the response is a documented result. */
export const confirmerCompteClient = (
  transport: Transport,
  request: ConfirmerCompteClientRequest,
  options?: CallOptions,
): Promise<ConfirmerCompteClientResult> => transport.call(confirmerCompteClientOperation, request, options)

const connecterEmployeOperation: ClientOperation = {
  operationId: 'connecterEmploye',
  service: 'ecommerce',
  method: 'POST',
  path: '/api/commandes/sessions/employes/',
  safe: true,
  statuses: [200, 400, 401, 409],
  problems: ['validation', 'identifiants-invalides', 'unauthenticated', 'gateway-required', 'mot-de-passe-provisoire'],
}

/** Exchange a member of staff\'s e-mail and password for tokens. Throws CallFailure unless the response is a documented result. */
export const connecterEmploye = (
  transport: Transport,
  request: ConnecterEmployeRequest,
  options?: CallOptions,
): Promise<ConnecterEmployeResult> => transport.call(connecterEmployeOperation, request, options)

const creerCompteClientOperation: ClientOperation = {
  operationId: 'creerCompteClient',
  service: 'ecommerce',
  method: 'POST',
  path: '/api/commandes/clients/',
  safe: false,
  statuses: [202, 400, 409, 422],
  problems: ['validation', 'idempotency-key-reused'],
}

/** Register as a customer. Throws CallFailure unless the response is a documented result. */
export const creerCompteClient = (
  transport: Transport,
  request: CreerCompteClientRequest,
  options?: CallOptions,
): Promise<CreerCompteClientResult> => transport.call(creerCompteClientOperation, request, options)

const creerEmployeOperation: ClientOperation = {
  operationId: 'creerEmploye',
  service: 'ecommerce',
  method: 'POST',
  path: '/api/commandes/employes/',
  safe: false,
  statuses: [201, 400, 409, 422],
  problems: ['validation', 'courriel-pris', 'idempotency-key-reused'],
}

/** Create an account for a member of staff. Throws CallFailure unless the response is a documented result. */
export const creerEmploye = (
  transport: Transport,
  request: CreerEmployeRequest,
  options?: CallOptions,
): Promise<CreerEmployeResult> => transport.call(creerEmployeOperation, request, options)

const definirMotDePasseProvisoireOperation: ClientOperation = {
  operationId: 'definirMotDePasseProvisoire',
  service: 'ecommerce',
  method: 'PUT',
  path: '/api/commandes/employes/{employe_id}/mot-de-passe-provisoire/',
  safe: false,
  statuses: [200, 400, 404, 409, 422],
  problems: ['validation', 'employe-inconnu', 'propre-mot-de-passe', 'idempotency-key-reused'],
}

/** Set a temporary password for a member of staff. Throws CallFailure unless the response is a documented result. */
export const definirMotDePasseProvisoire = (
  transport: Transport,
  request: DefinirMotDePasseProvisoireRequest,
  options?: CallOptions,
): Promise<DefinirMotDePasseProvisoireResult> => transport.call(definirMotDePasseProvisoireOperation, request, options)

const demanderReinitialisationOperation: ClientOperation = {
  operationId: 'demanderReinitialisation',
  service: 'ecommerce',
  method: 'POST',
  path: '/api/commandes/mots-de-passe/oublis/',
  safe: false,
  statuses: [202, 400, 409, 422],
  problems: ['validation', 'idempotency-key-reused'],
}

/** Request a code to reset a forgotten password. Throws CallFailure unless the response is a documented result. */
export const demanderReinitialisation = (
  transport: Transport,
  request: DemanderReinitialisationRequest,
  options?: CallOptions,
): Promise<DemanderReinitialisationResult> => transport.call(demanderReinitialisationOperation, request, options)

const effacerDonneesPersonnellesOperation: ClientOperation = {
  operationId: 'effacerDonneesPersonnelles',
  service: 'ecommerce',
  method: 'DELETE',
  path: '/api/commandes/clients/{id}/donnees-personnelles/',
  safe: false,
  statuses: [200, 400, 404, 409, 422],
  problems: ['validation', 'client-inconnu', 'not-found', 'idempotency-key-reused'],
}

/** Erase a person\'s data. Throws CallFailure unless the response is a documented result. */
export const effacerDonneesPersonnelles = (
  transport: Transport,
  request: EffacerDonneesPersonnellesRequest,
  options?: CallOptions,
): Promise<EffacerDonneesPersonnellesResult> => transport.call(effacerDonneesPersonnellesOperation, request, options)

const exporterDonneesPersonnellesOperation: ClientOperation = {
  operationId: 'exporterDonneesPersonnelles',
  service: 'ecommerce',
  method: 'POST',
  path: '/api/commandes/clients/{id}/donnees-personnelles/export/',
  safe: true,
  statuses: [200, 400, 404, 503],
  problems: ['validation', 'client-inconnu', 'not-found', 'export-incomplet'],
}

/** Export a person\'s data. Throws CallFailure unless the response is a documented result. */
export const exporterDonneesPersonnelles = (
  transport: Transport,
  request: ExporterDonneesPersonnellesRequest,
  options?: CallOptions,
): Promise<ExporterDonneesPersonnellesResult> => transport.call(exporterDonneesPersonnellesOperation, request, options)

const fermerSessionOperation: ClientOperation = {
  operationId: 'fermerSession',
  service: 'ecommerce',
  method: 'POST',
  path: '/api/commandes/sessions/fermetures/',
  safe: false,
  statuses: [200, 400],
  problems: ['validation'],
}

/** Log out. Throws CallFailure unless the response is a documented result. */
export const fermerSession = (
  transport: Transport,
  request: FermerSessionRequest,
  options?: CallOptions,
): Promise<FermerSessionResult> => transport.call(fermerSessionOperation, request, options)

const initierCheckoutChoreoOperation: ClientOperation = {
  operationId: 'initierCheckoutChoreo',
  service: 'ecommerce',
  method: 'POST',
  path: '/api/commandes/clients/{id}/checkout/choreo/',
  safe: false,
  statuses: [202, 400, 404, 409, 422],
  problems: ['validation', 'client-inconnu', 'not-found', 'panier-vide', 'panier-plein', 'idempotency-key-reused'],
}

/** Start a choreographed checkout. Throws CallFailure unless the response is a documented result. */
export const initierCheckoutChoreo = (
  transport: Transport,
  request: InitierCheckoutChoreoRequest,
  options?: CallOptions,
): Promise<InitierCheckoutChoreoResult> => transport.call(initierCheckoutChoreoOperation, request, options)

const lireCheckoutChoreoOperation: ClientOperation = {
  operationId: 'lireCheckoutChoreo',
  service: 'ecommerce',
  method: 'GET',
  path: '/api/commandes/clients/{id}/checkout/choreo/{checkout_id}/',
  safe: true,
  statuses: [200, 400, 404],
  problems: ['validation', 'checkout-inconnu', 'not-found'],
}

/** Read, or wait for, the outcome of a choreographed checkout. Throws CallFailure unless the response is a documented result. */
export const lireCheckoutChoreo = (
  transport: Transport,
  request: LireCheckoutChoreoRequest,
  options?: CallOptions,
): Promise<LireCheckoutChoreoResult> => transport.call(lireCheckoutChoreoOperation, request, options)

const lireClientOperation: ClientOperation = {
  operationId: 'lireClient',
  service: 'ecommerce',
  method: 'GET',
  path: '/api/commandes/clients/{id}/',
  safe: true,
  statuses: [200, 400, 404],
  problems: ['validation', 'client-inconnu', 'not-found'],
}

/** Read the customer. Throws CallFailure unless the response is a documented result. */
export const lireClient = (
  transport: Transport,
  request: LireClientRequest,
  options?: CallOptions,
): Promise<LireClientResult> => transport.call(lireClientOperation, request, options)

const lireJournalEcommerceOperation: ClientOperation = {
  operationId: 'lireJournalEcommerce',
  service: 'ecommerce',
  method: 'GET',
  path: '/api/commandes/journal/',
  safe: true,
  statuses: [200, 400],
  problems: ['validation'],
}

/** Read the log of operations. Throws CallFailure unless the response is a documented result. */
export const lireJournalEcommerce = (
  transport: Transport,
  request: LireJournalEcommerceRequest = {},
  options?: CallOptions,
): Promise<LireJournalEcommerceResult> => transport.call(lireJournalEcommerceOperation, request, options)

const lireLignesEcommerceOperation: ClientOperation = {
  operationId: 'lireLignesEcommerce',
  service: 'ecommerce',
  method: 'GET',
  path: '/api/commandes/checkouts/{checkout_id}/lignes/',
  safe: true,
  statuses: [200, 400],
  problems: ['validation'],
}

/** Read the rows of a checkout. Throws CallFailure unless the response is a documented result. */
export const lireLignesEcommerce = (
  transport: Transport,
  request: LireLignesEcommerceRequest,
  options?: CallOptions,
): Promise<LireLignesEcommerceResult> => transport.call(lireLignesEcommerceOperation, request, options)

const lirePanierOperation: ClientOperation = {
  operationId: 'lirePanier',
  service: 'ecommerce',
  method: 'GET',
  path: '/api/commandes/clients/{id}/panier/',
  safe: true,
  statuses: [200, 400, 404],
  problems: ['validation', 'client-inconnu', 'not-found'],
}

/** Read the active cart. Throws CallFailure unless the response is a documented result. */
export const lirePanier = (
  transport: Transport,
  request: LirePanierRequest,
  options?: CallOptions,
): Promise<LirePanierResult> => transport.call(lirePanierOperation, request, options)

const listerEmployesOperation: ClientOperation = {
  operationId: 'listerEmployes',
  service: 'ecommerce',
  method: 'GET',
  path: '/api/commandes/employes/',
  safe: true,
  statuses: [200, 400],
  problems: ['validation'],
}

/** List the accounts of the staff. Throws CallFailure unless the response is a documented result. */
export const listerEmployes = (
  transport: Transport,
  request: ListerEmployesRequest = {},
  options?: CallOptions,
): Promise<ListerEmployesResult> => transport.call(listerEmployesOperation, request, options)

const modifierAdresseLivraisonOperation: ClientOperation = {
  operationId: 'modifierAdresseLivraison',
  service: 'ecommerce',
  method: 'PUT',
  path: '/api/commandes/clients/{id}/adresse-livraison/',
  safe: false,
  statuses: [200, 400, 404, 422],
  problems: ['validation', 'client-inconnu', 'not-found', 'idempotency-key-reused'],
}

/** Change the delivery address. Throws CallFailure unless the response is a documented result. */
export const modifierAdresseLivraison = (
  transport: Transport,
  request: ModifierAdresseLivraisonRequest,
  options?: CallOptions,
): Promise<ModifierAdresseLivraisonResult> => transport.call(modifierAdresseLivraisonOperation, request, options)

const modifierEmployeOperation: ClientOperation = {
  operationId: 'modifierEmploye',
  service: 'ecommerce',
  method: 'PUT',
  path: '/api/commandes/employes/{employe_id}/',
  safe: false,
  statuses: [200, 400, 404, 409, 422],
  problems: ['validation', 'employe-inconnu', 'dernier-administrateur', 'idempotency-key-reused'],
}

/** Change the role of an account, disable it or enable it. Throws CallFailure unless the response is a documented result. */
export const modifierEmploye = (
  transport: Transport,
  request: ModifierEmployeRequest,
  options?: CallOptions,
): Promise<ModifierEmployeResult> => transport.call(modifierEmployeOperation, request, options)

const modifierQuantitePanierOperation: ClientOperation = {
  operationId: 'modifierQuantitePanier',
  service: 'ecommerce',
  method: 'PUT',
  path: '/api/commandes/clients/{id}/panier/lignes/{produit_id}/quantite/',
  safe: false,
  statuses: [200, 400, 404, 422],
  problems: ['validation', 'client-inconnu', 'ligne-inconnue', 'not-found', 'idempotency-key-reused'],
}

/** Set the quantity of a product in the active cart. Throws CallFailure unless the response is a documented result. */
export const modifierQuantitePanier = (
  transport: Transport,
  request: ModifierQuantitePanierRequest,
  options?: CallOptions,
): Promise<ModifierQuantitePanierResult> => transport.call(modifierQuantitePanierOperation, request, options)

const ouvrirSessionOperation: ClientOperation = {
  operationId: 'ouvrirSession',
  service: 'ecommerce',
  method: 'POST',
  path: '/api/commandes/sessions/',
  safe: true,
  statuses: [200, 400, 401],
  problems: ['validation', 'identifiants-invalides', 'unauthenticated', 'gateway-required'],
}

/** Exchange e-mail and password for tokens. Throws CallFailure unless the response is a documented result. */
export const ouvrirSession = (
  transport: Transport,
  request: OuvrirSessionRequest,
  options?: CallOptions,
): Promise<OuvrirSessionResult> => transport.call(ouvrirSessionOperation, request, options)

const reinitialiserMotDePasseOperation: ClientOperation = {
  operationId: 'reinitialiserMotDePasse',
  service: 'ecommerce',
  method: 'POST',
  path: '/api/commandes/mots-de-passe/reinitialisations/',
  safe: false,
  statuses: [200, 400, 404, 409, 422],
  problems: ['validation', 'code-invalide', 'idempotency-key-reused'],
}

/** Set a new password with the code of a message. Throws CallFailure unless the response is a documented result. */
export const reinitialiserMotDePasse = (
  transport: Transport,
  request: ReinitialiserMotDePasseRequest,
  options?: CallOptions,
): Promise<ReinitialiserMotDePasseResult> => transport.call(reinitialiserMotDePasseOperation, request, options)

const renouvelerSessionOperation: ClientOperation = {
  operationId: 'renouvelerSession',
  service: 'ecommerce',
  method: 'POST',
  path: '/api/commandes/sessions/renouvellements/',
  safe: false,
  statuses: [200, 400, 401],
  problems: ['validation', 'session-invalide', 'unauthenticated', 'gateway-required'],
}

/** Exchange a refresh token for new tokens. Throws CallFailure unless the response is a documented result. */
export const renouvelerSession = (
  transport: Transport,
  request: RenouvelerSessionRequest,
  options?: CallOptions,
): Promise<RenouvelerSessionResult> => transport.call(renouvelerSessionOperation, request, options)

const suivreCheckoutChoreoOperation: ClientOperation = {
  operationId: 'suivreCheckoutChoreo',
  service: 'ecommerce',
  method: 'GET',
  path: '/api/commandes/clients/{id}/checkout/choreo/{checkout_id}/events',
  safe: true,
  statuses: [200, 400, 404],
  problems: ['validation', 'checkout-inconnu', 'not-found'],
}

/** Follow a choreographed checkout as server-sent events. Throws CallFailure unless the response is a documented result. */
export const suivreCheckoutChoreo = (
  transport: Transport,
  request: SuivreCheckoutChoreoRequest,
  options?: CallOptions,
): Promise<SuivreCheckoutChoreoResult> => transport.stream(suivreCheckoutChoreoOperation, request, options)

const terminerCheckoutChoreoOperation: ClientOperation = {
  operationId: 'terminerCheckoutChoreo',
  service: 'ecommerce',
  method: 'POST',
  path: '/api/commandes/checkouts/{checkout_id}/terminer/',
  safe: false,
  statuses: [200, 400, 404],
  problems: ['validation', 'checkout-inconnu'],
}

/** End a choreographed checkout now. Throws CallFailure unless the response is a documented result. */
export const terminerCheckoutChoreo = (
  transport: Transport,
  request: TerminerCheckoutChoreoRequest,
  options?: CallOptions,
): Promise<TerminerCheckoutChoreoResult> => transport.call(terminerCheckoutChoreoOperation, request, options)
