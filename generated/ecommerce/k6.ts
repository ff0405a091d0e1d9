// Generated from specs/openapi/ecommerce.yaml by generators/openapi (openapi-generator 7.25.0, typescript-fetch). Do not edit.

import { type Gateway, type K6Params, type K6Result, send } from '../../platform/http/k6-client.ts'
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
  TerminerCheckoutChoreoRequest,
  TerminerCheckoutChoreoResult,
} from './types.ts'

/** Put a product into the active cart */
export const ajouterProduitPanier = (
  gateway: Gateway,
  request: AjouterProduitPanierRequest,
  params: K6Params = {},
): K6Result<AjouterProduitPanierResult> =>
  send(gateway, 'ajouterProduitPanier', 'POST', '/api/commandes/clients/{id}/panier/lignes/', request, params)

/** Change one\'s own password as a customer */
export const changerMotDePasseClient = (
  gateway: Gateway,
  request: ChangerMotDePasseClientRequest,
  params: K6Params = {},
): K6Result<ChangerMotDePasseClientResult> =>
  send(gateway, 'changerMotDePasseClient', 'PUT', '/api/commandes/clients/{id}/mot-de-passe/', request, params)

/** Change one\'s own password as a member of staff */
export const changerMotDePasseEmploye = (
  gateway: Gateway,
  request: ChangerMotDePasseEmployeRequest,
  params: K6Params = {},
): K6Result<ChangerMotDePasseEmployeResult> =>
  send(gateway, 'changerMotDePasseEmploye', 'PUT', '/api/commandes/mots-de-passe/employes/', request, params)

/** Open the account of a registration */
export const confirmerCompteClient = (
  gateway: Gateway,
  request: ConfirmerCompteClientRequest,
  params: K6Params = {},
): K6Result<ConfirmerCompteClientResult> =>
  send(gateway, 'confirmerCompteClient', 'POST', '/api/commandes/clients/confirmation/', request, params)

/** Exchange a member of staff\'s e-mail and password for tokens */
export const connecterEmploye = (
  gateway: Gateway,
  request: ConnecterEmployeRequest,
  params: K6Params = {},
): K6Result<ConnecterEmployeResult> =>
  send(gateway, 'connecterEmploye', 'POST', '/api/commandes/sessions/employes/', request, params)

/** Register as a customer */
export const creerCompteClient = (
  gateway: Gateway,
  request: CreerCompteClientRequest,
  params: K6Params = {},
): K6Result<CreerCompteClientResult> =>
  send(gateway, 'creerCompteClient', 'POST', '/api/commandes/clients/', request, params)

/** Create an account for a member of staff */
export const creerEmploye = (
  gateway: Gateway,
  request: CreerEmployeRequest,
  params: K6Params = {},
): K6Result<CreerEmployeResult> => send(gateway, 'creerEmploye', 'POST', '/api/commandes/employes/', request, params)

/** Set a temporary password for a member of staff */
export const definirMotDePasseProvisoire = (
  gateway: Gateway,
  request: DefinirMotDePasseProvisoireRequest,
  params: K6Params = {},
): K6Result<DefinirMotDePasseProvisoireResult> =>
  send(
    gateway,
    'definirMotDePasseProvisoire',
    'PUT',
    '/api/commandes/employes/{employe_id}/mot-de-passe-provisoire/',
    request,
    params,
  )

/** Request a code to reset a forgotten password */
export const demanderReinitialisation = (
  gateway: Gateway,
  request: DemanderReinitialisationRequest,
  params: K6Params = {},
): K6Result<DemanderReinitialisationResult> =>
  send(gateway, 'demanderReinitialisation', 'POST', '/api/commandes/mots-de-passe/oublis/', request, params)

/** Erase a person\'s data */
export const effacerDonneesPersonnelles = (
  gateway: Gateway,
  request: EffacerDonneesPersonnellesRequest,
  params: K6Params = {},
): K6Result<EffacerDonneesPersonnellesResult> =>
  send(
    gateway,
    'effacerDonneesPersonnelles',
    'DELETE',
    '/api/commandes/clients/{id}/donnees-personnelles/',
    request,
    params,
  )

/** Export a person\'s data */
export const exporterDonneesPersonnelles = (
  gateway: Gateway,
  request: ExporterDonneesPersonnellesRequest,
  params: K6Params = {},
): K6Result<ExporterDonneesPersonnellesResult> =>
  send(
    gateway,
    'exporterDonneesPersonnelles',
    'POST',
    '/api/commandes/clients/{id}/donnees-personnelles/export/',
    request,
    params,
  )

/** Log out */
export const fermerSession = (
  gateway: Gateway,
  request: FermerSessionRequest,
  params: K6Params = {},
): K6Result<FermerSessionResult> =>
  send(gateway, 'fermerSession', 'POST', '/api/commandes/sessions/fermetures/', request, params)

/** Start a choreographed checkout */
export const initierCheckoutChoreo = (
  gateway: Gateway,
  request: InitierCheckoutChoreoRequest,
  params: K6Params = {},
): K6Result<InitierCheckoutChoreoResult> =>
  send(gateway, 'initierCheckoutChoreo', 'POST', '/api/commandes/clients/{id}/checkout/choreo/', request, params)

/** Read, or wait for, the outcome of a choreographed checkout */
export const lireCheckoutChoreo = (
  gateway: Gateway,
  request: LireCheckoutChoreoRequest,
  params: K6Params = {},
): K6Result<LireCheckoutChoreoResult> =>
  send(
    gateway,
    'lireCheckoutChoreo',
    'GET',
    '/api/commandes/clients/{id}/checkout/choreo/{checkout_id}/',
    request,
    params,
  )

/** Read the customer */
export const lireClient = (
  gateway: Gateway,
  request: LireClientRequest,
  params: K6Params = {},
): K6Result<LireClientResult> => send(gateway, 'lireClient', 'GET', '/api/commandes/clients/{id}/', request, params)

/** Read the log of operations */
export const lireJournalEcommerce = (
  gateway: Gateway,
  request: LireJournalEcommerceRequest = {},
  params: K6Params = {},
): K6Result<LireJournalEcommerceResult> =>
  send(gateway, 'lireJournalEcommerce', 'GET', '/api/commandes/journal/', request, params)

/** Read the rows of a checkout */
export const lireLignesEcommerce = (
  gateway: Gateway,
  request: LireLignesEcommerceRequest,
  params: K6Params = {},
): K6Result<LireLignesEcommerceResult> =>
  send(gateway, 'lireLignesEcommerce', 'GET', '/api/commandes/checkouts/{checkout_id}/lignes/', request, params)

/** Read the active cart */
export const lirePanier = (
  gateway: Gateway,
  request: LirePanierRequest,
  params: K6Params = {},
): K6Result<LirePanierResult> =>
  send(gateway, 'lirePanier', 'GET', '/api/commandes/clients/{id}/panier/', request, params)

/** List the accounts of the staff */
export const listerEmployes = (
  gateway: Gateway,
  request: ListerEmployesRequest = {},
  params: K6Params = {},
): K6Result<ListerEmployesResult> => send(gateway, 'listerEmployes', 'GET', '/api/commandes/employes/', request, params)

/** Change the delivery address */
export const modifierAdresseLivraison = (
  gateway: Gateway,
  request: ModifierAdresseLivraisonRequest,
  params: K6Params = {},
): K6Result<ModifierAdresseLivraisonResult> =>
  send(gateway, 'modifierAdresseLivraison', 'PUT', '/api/commandes/clients/{id}/adresse-livraison/', request, params)

/** Change the role of an account, disable it or enable it */
export const modifierEmploye = (
  gateway: Gateway,
  request: ModifierEmployeRequest,
  params: K6Params = {},
): K6Result<ModifierEmployeResult> =>
  send(gateway, 'modifierEmploye', 'PUT', '/api/commandes/employes/{employe_id}/', request, params)

/** Set the quantity of a product in the active cart */
export const modifierQuantitePanier = (
  gateway: Gateway,
  request: ModifierQuantitePanierRequest,
  params: K6Params = {},
): K6Result<ModifierQuantitePanierResult> =>
  send(
    gateway,
    'modifierQuantitePanier',
    'PUT',
    '/api/commandes/clients/{id}/panier/lignes/{produit_id}/quantite/',
    request,
    params,
  )

/** Exchange e-mail and password for tokens */
export const ouvrirSession = (
  gateway: Gateway,
  request: OuvrirSessionRequest,
  params: K6Params = {},
): K6Result<OuvrirSessionResult> => send(gateway, 'ouvrirSession', 'POST', '/api/commandes/sessions/', request, params)

/** Set a new password with the code of a message */
export const reinitialiserMotDePasse = (
  gateway: Gateway,
  request: ReinitialiserMotDePasseRequest,
  params: K6Params = {},
): K6Result<ReinitialiserMotDePasseResult> =>
  send(gateway, 'reinitialiserMotDePasse', 'POST', '/api/commandes/mots-de-passe/reinitialisations/', request, params)

/** Exchange a refresh token for new tokens */
export const renouvelerSession = (
  gateway: Gateway,
  request: RenouvelerSessionRequest,
  params: K6Params = {},
): K6Result<RenouvelerSessionResult> =>
  send(gateway, 'renouvelerSession', 'POST', '/api/commandes/sessions/renouvellements/', request, params)

/** End a choreographed checkout now */
export const terminerCheckoutChoreo = (
  gateway: Gateway,
  request: TerminerCheckoutChoreoRequest,
  params: K6Params = {},
): K6Result<TerminerCheckoutChoreoResult> =>
  send(gateway, 'terminerCheckoutChoreo', 'POST', '/api/commandes/checkouts/{checkout_id}/terminer/', request, params)
