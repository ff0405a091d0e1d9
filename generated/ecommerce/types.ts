// Generated from specs/openapi/ecommerce.yaml by generators/openapi (openapi-generator 7.25.0, typescript-fetch). Do not edit.

import type { ProblemOf } from '../problems.ts'

/** Where to deliver; `pays` is an ISO 3166 code of two letters. */
export type AdresseLivraison = {
  rue: string
  ville: string
  code_postal: string
  pays: string
}

/** The delivery address that a customer has now. */
export type AdresseModifiee = {
  /** Random pseudonym of a customer; says nothing about the person. */
  client_id: string
  adresse_livraison: AdresseLivraison
}

/** The role that the account gets, and whether it is enabled. */
export type ChangementEmploye = {
  role: RoleEmploye
  actif: boolean
}

/** The current password and the new one. */
export type ChangementMotDePasse = {
  /** Password; stored as a salted hash only. */
  ancien_mot_de_passe: string
  /** Password; stored as a salted hash only. */
  mot_de_passe: string
}

/** An accepted checkout. */
export type CheckoutAccepte = {
  /** UUIDv7, created when a checkout is accepted; the key of all effects of the checkout. */
  checkout_id: string
  etat: EtatCheckout
}

/** A customer. */
export type Client = {
  /** Random pseudonym of a customer; says nothing about the person. */
  client_id: string
  /** Name of a customer. */
  nom: string
  /** E-mail address, compared without regard to case. */
  courriel: string
  adresse_livraison: AdresseLivraison
}

/** The code of a message, 256 random bits as base64url. */
export type ConfirmationCompte = {
  code: string
}

/** The cart to check out; without `panier`, the active cart. */
export type DemandeCheckoutChoreo = {
  panier?: PanierCommande
}

/** Why the export is made; required of administrators. It stays in the log of operations, so it must not name the person. */
export type DemandeExport = {
  /** The reason that a member of staff gives; at least one visible character. */
  motif?: string
}

/** The address of the account. */
export type DemandeReinitialisation = {
  /** E-mail address, compared without regard to case. */
  courriel: string
}

/** A row that contains or belongs to the customer, without secrets, digests or tokens. */
export type DonneeClient = {
  /** The table that contains the row, or the read model. */
  source: string
  /** The columns of the row, under their names. */
  donnees: { [key: string]: unknown }
}

/** The erasure of a person's data, with its time. */
export type Effacement = {
  /** Random pseudonym of a customer; says nothing about the person. */
  client_id: string
  efface_le: string
}

/** The account of a member of staff. */
export type Employe = {
  /** Id of a member of staff. */
  employe_id: string
  /** Name of a customer. */
  nom: string
  /** E-mail address, compared without regard to case. */
  courriel: string
  role: RoleEmploye
  actif: boolean
  /** Whether the password is temporary. */
  provisoire: boolean
}

/** Running, succeeded, or failed and undone. */
export type EtatCheckout = 'EN_COURS' | 'REUSSI' | 'ECHOUE'

/** Everything that the services hold about a customer. */
export type ExportDonnees = {
  /** The version of this format. */
  format: 1
  client: Client
  exporte_le: string
  /** What each service holds; one entry for each service that holds data of customers, even if it holds nothing about this one. */
  parties: Array<PartieExport>
}

/** The credentials of a customer. */
export type Identifiants = {
  /** E-mail address, compared without regard to case. */
  courriel: string
  /** Password; stored as a salted hash only. */
  mot_de_passe: string
}

/** The credentials of a member of staff, and the new password if it changes. */
export type IdentifiantsEmploye = {
  /** E-mail address, compared without regard to case. */
  courriel: string
  /** Password; stored as a salted hash only. */
  mot_de_passe: string
  /** Password; stored as a salted hash only. */
  nouveau_mot_de_passe?: string
}

/** The state of a checkout: with its order if it succeeded, with the reason if it failed. */
export type IssueCheckout = {
  /** UUIDv7, created when a checkout is accepted; the key of all effects of the checkout. */
  checkout_id: string
  etat: EtatCheckout
  commande_id: string | null
  motif: string | null
}

/** The refresh token of a session. */
export type JetonDeSession = {
  /** Refresh token, 256 random bits as base64url. */
  jeton_renouvellement: string
}

/** A product and its quantity. A request contains a product in at most one line. */
export type LigneCommande = {
  /** Number of a product, the same in every service. */
  produit_id: number
  /** Pieces of one product in one line. */
  quantite: number
}

/** The rows of one service that belong to a checkout, without personal data; at most 100 of each table, oldest first. A table without rows is listed too. An unknown checkout has no rows. */
export type LignesCheckout = {
  /** UUIDv7, created when a checkout is accepted; the key of all effects of the checkout. */
  checkout_id: string
  service: string
  tables: Array<TableCheckout>
}

/** How long the code of a message is valid, in seconds. */
export type MessageEnvoye = {
  expire_dans_s: number
}

/** Confirms that the password is changed. */
export type MotDePasseChange = {
  change: true
}

/** A temporary password. */
export type MotDePasseProvisoire = {
  /** Password; stored as a salted hash only. */
  mot_de_passe: string
}

/** The account to open once its address is confirmed. */
export type NouveauClient = {
  /** Name of a customer. */
  nom: string
  /** E-mail address, compared without regard to case. */
  courriel: string
  /** Password; stored as a salted hash only. */
  mot_de_passe: string
  adresse_livraison: AdresseLivraison
}

/** The account to create. */
export type NouvelEmploye = {
  /** Name of a customer. */
  nom: string
  /** E-mail address, compared without regard to case. */
  courriel: string
  /** Password; stored as a salted hash only. */
  mot_de_passe: string
  role: RoleEmploye
}

/** An operation that succeeded. It was logged in the transaction of its effect, and is never changed or deleted. */
export type OperationJournal = {
  /** Increases with the order of writing, within one service. */
  numero: number
  fait_le: string
  /** The operationId in the specification. */
  operation: string
  /** The kind of object, such as `produit` or `client`. */
  objet_type: string
  /** The id of the object. */
  objet_id: string
  /** The subject of a token, a member of staff or a customer. */
  auteur: string
  role: string
  application: string
  /** The reason that the author gave; null for none. */
  motif: string | null
  /** The correlation id of the request, as in the services' logs. */
  correlation_id: string
}

/** A page of accounts, with the cursor of the next page. */
export type PageEmployes = {
  elements: Array<Employe>
  /** Opaque cursor of the next page; null on the last page. */
  curseur_suivant: string | null
}

/** A page of operations, newest first, with the cursor of the next page. */
export type PageJournal = {
  elements: Array<OperationJournal>
  /** Opaque cursor of the next page; null on the last page. */
  curseur_suivant: string | null
}

/** The active cart. */
export type Panier = {
  /** Random pseudonym of a customer; says nothing about the person. */
  client_id: string
  lignes: Array<LigneCommande>
}

/** The lines to check out. */
export type PanierCommande = {
  lignes: Array<LigneCommande>
}

/** What one service holds. */
export type PartieExport = {
  /** The service. */
  partie: string
  elements: Array<DonneeClient>
}

/** A field, the violated rule, and a message. */
export type ProblemField = {
  field: string
  rule: string
  message: string
}

/** How many pieces the cart should contain; 0 removes the product. */
export type QuantitePanier = {
  quantite: number
}

/** The code of a message, 256 random bits as base64url, and the new password. */
export type Reinitialisation = {
  code: string
  /** Password; stored as a salted hash only. */
  mot_de_passe: string
}

/** Clerk, manager or administrator. */
export type RoleEmploye = 'commis' | 'gerant' | 'administrateur'

/** A token with its lifetime in seconds, its customer, and the refresh token. */
export type Session = {
  jeton: string
  expire_dans_s: number
  /** Random pseudonym of a customer; says nothing about the person. */
  client_id: string
  /** Refresh token, 256 random bits as base64url. */
  jeton_renouvellement: string
}

/** A token with its lifetime in seconds, the member of staff with the role, and the refresh token. */
export type SessionEmploye = {
  jeton: string
  expire_dans_s: number
  /** Id of a member of staff. */
  employe_id: string
  role: RoleEmploye
  /** Refresh token, 256 random bits as base64url. */
  jeton_renouvellement: string
}

/** Confirms that the session is over. */
export type SessionFermee = {
  fermee: true
}

/** A token with its lifetime in seconds, and the next refresh token. */
export type SessionRenouvelee = {
  jeton: string
  expire_dans_s: number
  /** Refresh token, 256 random bits as base64url. */
  jeton_renouvellement: string
}

/** The rows of one table, or of one key of the read model in Redis, and what they mean. */
export type TableCheckout = {
  table: string
  sens: string
  lignes: Array<Array<ValeurColonne>>
}

/** A column of a row as text; null where the row has none. */
export type ValeurColonne = {
  colonne: string
  valeur: string | null
}

/** The request of ajouterProduitPanier, as a client passes it. */
export type AjouterProduitPanierRequest = {
  path: { id: string }
  body: LigneCommande
}

/** The request of ajouterProduitPanier, as its handler receives it: validated, with defaults. */
export type AjouterProduitPanierInput = {
  path: { id: string }
  query: Record<string, never>
  headers: { 'idempotency-key': string }
  body: LigneCommande
}

/** The documented results of ajouterProduitPanier. */
export type AjouterProduitPanierResult =
  | { status: 200; body: Panier }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'client-inconnu' | 'not-found'> }
  | { status: 409; body: ProblemOf<'produit-indisponible' | 'panier-plein'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to ajouterProduitPanier: a result, or a failure that the client throws. */
export type AjouterProduitPanierAnswer = (
  | AjouterProduitPanierResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of changerMotDePasseClient, as a client passes it. */
export type ChangerMotDePasseClientRequest = {
  path: { id: string }
  body: ChangementMotDePasse
}

/** The request of changerMotDePasseClient, as its handler receives it: validated, with defaults. */
export type ChangerMotDePasseClientInput = {
  path: { id: string }
  query: Record<string, never>
  headers: { 'idempotency-key': string }
  body: ChangementMotDePasse
}

/** The documented results of changerMotDePasseClient. */
export type ChangerMotDePasseClientResult =
  | { status: 200; body: MotDePasseChange }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'client-inconnu' | 'not-found'> }
  | { status: 409; body: ProblemOf<'mot-de-passe-errone'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to changerMotDePasseClient: a result, or a failure that the client throws. */
export type ChangerMotDePasseClientAnswer = (
  | ChangerMotDePasseClientResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of changerMotDePasseEmploye, as a client passes it. */
export type ChangerMotDePasseEmployeRequest = {
  body: ChangementMotDePasse
}

/** The request of changerMotDePasseEmploye, as its handler receives it: validated, with defaults. */
export type ChangerMotDePasseEmployeInput = {
  path: Record<string, never>
  query: Record<string, never>
  headers: { 'idempotency-key': string }
  body: ChangementMotDePasse
}

/** The documented results of changerMotDePasseEmploye. */
export type ChangerMotDePasseEmployeResult =
  | { status: 200; body: MotDePasseChange }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'employe-inconnu'> }
  | { status: 409; body: ProblemOf<'mot-de-passe-errone'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to changerMotDePasseEmploye: a result, or a failure that the client throws. */
export type ChangerMotDePasseEmployeAnswer = (
  | ChangerMotDePasseEmployeResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of confirmerCompteClient, as a client passes it. */
export type ConfirmerCompteClientRequest = {
  body: ConfirmationCompte
}

/** The request of confirmerCompteClient, as its handler receives it: validated, with defaults. */
export type ConfirmerCompteClientInput = {
  path: Record<string, never>
  query: Record<string, never>
  headers: { 'idempotency-key': string }
  body: ConfirmationCompte
}

/** The documented results of confirmerCompteClient. */
export type ConfirmerCompteClientResult =
  | { status: 201; body: Client }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'code-invalide'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to confirmerCompteClient: a result, or a failure that the client throws. */
export type ConfirmerCompteClientAnswer = (
  | ConfirmerCompteClientResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of connecterEmploye, as a client passes it. */
export type ConnecterEmployeRequest = {
  body: IdentifiantsEmploye
}

/** The request of connecterEmploye, as its handler receives it: validated, with defaults. */
export type ConnecterEmployeInput = {
  path: Record<string, never>
  query: Record<string, never>
  headers: Record<string, unknown>
  body: IdentifiantsEmploye
}

/** The documented results of connecterEmploye. */
export type ConnecterEmployeResult =
  | { status: 200; body: SessionEmploye }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 401; body: ProblemOf<'identifiants-invalides' | 'unauthenticated' | 'gateway-required'> }
  | { status: 409; body: ProblemOf<'mot-de-passe-provisoire'> }

/** A response of the server to connecterEmploye: a result, or a failure that the client throws. */
export type ConnecterEmployeAnswer = (
  | ConnecterEmployeResult
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of creerCompteClient, as a client passes it. */
export type CreerCompteClientRequest = {
  body: NouveauClient
}

/** The request of creerCompteClient, as its handler receives it: validated, with defaults. */
export type CreerCompteClientInput = {
  path: Record<string, never>
  query: Record<string, never>
  headers: { 'idempotency-key': string }
  body: NouveauClient
}

/** The documented results of creerCompteClient. */
export type CreerCompteClientResult =
  | { status: 202; body: MessageEnvoye }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to creerCompteClient: a result, or a failure that the client throws. */
export type CreerCompteClientAnswer = (
  | CreerCompteClientResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of creerEmploye, as a client passes it. */
export type CreerEmployeRequest = {
  body: NouvelEmploye
}

/** The request of creerEmploye, as its handler receives it: validated, with defaults. */
export type CreerEmployeInput = {
  path: Record<string, never>
  query: Record<string, never>
  headers: { 'idempotency-key': string }
  body: NouvelEmploye
}

/** The documented results of creerEmploye. */
export type CreerEmployeResult =
  | { status: 201; body: Employe }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 409; body: ProblemOf<'courriel-pris'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to creerEmploye: a result, or a failure that the client throws. */
export type CreerEmployeAnswer = (
  | CreerEmployeResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of definirMotDePasseProvisoire, as a client passes it. */
export type DefinirMotDePasseProvisoireRequest = {
  path: { employe_id: string }
  body: MotDePasseProvisoire
}

/** The request of definirMotDePasseProvisoire, as its handler receives it: validated, with defaults. */
export type DefinirMotDePasseProvisoireInput = {
  path: { employe_id: string }
  query: Record<string, never>
  headers: { 'idempotency-key': string }
  body: MotDePasseProvisoire
}

/** The documented results of definirMotDePasseProvisoire. */
export type DefinirMotDePasseProvisoireResult =
  | { status: 200; body: Employe }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'employe-inconnu'> }
  | { status: 409; body: ProblemOf<'propre-mot-de-passe'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to definirMotDePasseProvisoire: a result, or a failure that the client throws. */
export type DefinirMotDePasseProvisoireAnswer = (
  | DefinirMotDePasseProvisoireResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of demanderReinitialisation, as a client passes it. */
export type DemanderReinitialisationRequest = {
  body: DemandeReinitialisation
}

/** The request of demanderReinitialisation, as its handler receives it: validated, with defaults. */
export type DemanderReinitialisationInput = {
  path: Record<string, never>
  query: Record<string, never>
  headers: { 'idempotency-key': string }
  body: DemandeReinitialisation
}

/** The documented results of demanderReinitialisation. */
export type DemanderReinitialisationResult =
  | { status: 202; body: MessageEnvoye }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to demanderReinitialisation: a result, or a failure that the client throws. */
export type DemanderReinitialisationAnswer = (
  | DemanderReinitialisationResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of effacerDonneesPersonnelles, as a client passes it. */
export type EffacerDonneesPersonnellesRequest = {
  path: { id: string }
  query?: { motif?: string }
}

/** The request of effacerDonneesPersonnelles, as its handler receives it: validated, with defaults. */
export type EffacerDonneesPersonnellesInput = {
  path: { id: string }
  query: { motif?: string }
  headers: { 'idempotency-key': string }
  body: undefined
}

/** The documented results of effacerDonneesPersonnelles. */
export type EffacerDonneesPersonnellesResult =
  | { status: 200; body: Effacement }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'client-inconnu' | 'not-found'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to effacerDonneesPersonnelles: a result, or a failure that the client throws. */
export type EffacerDonneesPersonnellesAnswer = (
  | EffacerDonneesPersonnellesResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of exporterDonneesPersonnelles, as a client passes it. */
export type ExporterDonneesPersonnellesRequest = {
  path: { id: string }
  body: DemandeExport
}

/** The request of exporterDonneesPersonnelles, as its handler receives it: validated, with defaults. */
export type ExporterDonneesPersonnellesInput = {
  path: { id: string }
  query: Record<string, never>
  headers: Record<string, unknown>
  body: DemandeExport
}

/** The documented results of exporterDonneesPersonnelles. */
export type ExporterDonneesPersonnellesResult =
  | { status: 200; body: ExportDonnees }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'client-inconnu' | 'not-found'> }
  | { status: 503; body: ProblemOf<'export-incomplet'> }

/** A response of the server to exporterDonneesPersonnelles: a result, or a failure that the client throws. */
export type ExporterDonneesPersonnellesAnswer = (
  | ExporterDonneesPersonnellesResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of fermerSession, as a client passes it. */
export type FermerSessionRequest = {
  body: JetonDeSession
}

/** The request of fermerSession, as its handler receives it: validated, with defaults. */
export type FermerSessionInput = {
  path: Record<string, never>
  query: Record<string, never>
  headers: { 'idempotency-key': string }
  body: JetonDeSession
}

/** The documented results of fermerSession. */
export type FermerSessionResult = { status: 200; body: SessionFermee } | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to fermerSession: a result, or a failure that the client throws. */
export type FermerSessionAnswer = (
  | FermerSessionResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of initierCheckoutChoreo, as a client passes it. */
export type InitierCheckoutChoreoRequest = {
  path: { id: string }
  body?: DemandeCheckoutChoreo
}

/** The request of initierCheckoutChoreo, as its handler receives it: validated, with defaults. */
export type InitierCheckoutChoreoInput = {
  path: { id: string }
  query: Record<string, never>
  headers: { 'idempotency-key': string }
  body: DemandeCheckoutChoreo | undefined
}

/** The documented results of initierCheckoutChoreo. */
export type InitierCheckoutChoreoResult =
  | { status: 202; body: CheckoutAccepte }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'client-inconnu' | 'not-found'> }
  | { status: 409; body: ProblemOf<'panier-vide' | 'panier-plein'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to initierCheckoutChoreo: a result, or a failure that the client throws. */
export type InitierCheckoutChoreoAnswer = (
  | InitierCheckoutChoreoResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of lireCheckoutChoreo, as a client passes it. */
export type LireCheckoutChoreoRequest = {
  path: { id: string; checkout_id: string }
}

/** The request of lireCheckoutChoreo, as its handler receives it: validated, with defaults. */
export type LireCheckoutChoreoInput = {
  path: { id: string; checkout_id: string }
  query: Record<string, never>
  headers: { prefer?: string }
  body: undefined
}

/** The documented results of lireCheckoutChoreo. */
export type LireCheckoutChoreoResult =
  | { status: 200; body: IssueCheckout }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'checkout-inconnu' | 'not-found'> }

/** A response of the server to lireCheckoutChoreo: a result, or a failure that the client throws. */
export type LireCheckoutChoreoAnswer = (
  | LireCheckoutChoreoResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of lireClient, as a client passes it. */
export type LireClientRequest = {
  path: { id: string }
}

/** The request of lireClient, as its handler receives it: validated, with defaults. */
export type LireClientInput = {
  path: { id: string }
  query: Record<string, never>
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of lireClient. */
export type LireClientResult =
  | { status: 200; body: Client }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'client-inconnu' | 'not-found'> }

/** A response of the server to lireClient: a result, or a failure that the client throws. */
export type LireClientAnswer = (
  | LireClientResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of lireJournalEcommerce, as a client passes it. */
export type LireJournalEcommerceRequest = {
  query?: {
    auteur?: string
    operation?: string
    objet_type?: string
    objet_id?: string
    depuis?: string
    jusqu_a?: string
    limite?: number
    curseur?: string
  }
}

/** The request of lireJournalEcommerce, as its handler receives it: validated, with defaults. */
export type LireJournalEcommerceInput = {
  path: Record<string, never>
  query: {
    auteur?: string
    operation?: string
    objet_type?: string
    objet_id?: string
    depuis?: string
    jusqu_a?: string
    limite: number
    curseur?: string
  }
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of lireJournalEcommerce. */
export type LireJournalEcommerceResult =
  | { status: 200; body: PageJournal }
  | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to lireJournalEcommerce: a result, or a failure that the client throws. */
export type LireJournalEcommerceAnswer = (
  | LireJournalEcommerceResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of lireLignesEcommerce, as a client passes it. */
export type LireLignesEcommerceRequest = {
  path: { checkout_id: string }
}

/** The request of lireLignesEcommerce, as its handler receives it: validated, with defaults. */
export type LireLignesEcommerceInput = {
  path: { checkout_id: string }
  query: Record<string, never>
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of lireLignesEcommerce. */
export type LireLignesEcommerceResult =
  | { status: 200; body: LignesCheckout }
  | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to lireLignesEcommerce: a result, or a failure that the client throws. */
export type LireLignesEcommerceAnswer = (
  | LireLignesEcommerceResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of lirePanier, as a client passes it. */
export type LirePanierRequest = {
  path: { id: string }
}

/** The request of lirePanier, as its handler receives it: validated, with defaults. */
export type LirePanierInput = {
  path: { id: string }
  query: Record<string, never>
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of lirePanier. */
export type LirePanierResult =
  | { status: 200; body: Panier }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'client-inconnu' | 'not-found'> }

/** A response of the server to lirePanier: a result, or a failure that the client throws. */
export type LirePanierAnswer = (
  | LirePanierResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of listerEmployes, as a client passes it. */
export type ListerEmployesRequest = {
  query?: { limite?: number; curseur?: string }
}

/** The request of listerEmployes, as its handler receives it: validated, with defaults. */
export type ListerEmployesInput = {
  path: Record<string, never>
  query: { limite: number; curseur?: string }
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of listerEmployes. */
export type ListerEmployesResult = { status: 200; body: PageEmployes } | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to listerEmployes: a result, or a failure that the client throws. */
export type ListerEmployesAnswer = (
  | ListerEmployesResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of modifierAdresseLivraison, as a client passes it. */
export type ModifierAdresseLivraisonRequest = {
  path: { id: string }
  body: AdresseLivraison
}

/** The request of modifierAdresseLivraison, as its handler receives it: validated, with defaults. */
export type ModifierAdresseLivraisonInput = {
  path: { id: string }
  query: Record<string, never>
  headers: { 'idempotency-key': string }
  body: AdresseLivraison
}

/** The documented results of modifierAdresseLivraison. */
export type ModifierAdresseLivraisonResult =
  | { status: 200; body: AdresseModifiee }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'client-inconnu' | 'not-found'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to modifierAdresseLivraison: a result, or a failure that the client throws. */
export type ModifierAdresseLivraisonAnswer = (
  | ModifierAdresseLivraisonResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of modifierEmploye, as a client passes it. */
export type ModifierEmployeRequest = {
  path: { employe_id: string }
  body: ChangementEmploye
}

/** The request of modifierEmploye, as its handler receives it: validated, with defaults. */
export type ModifierEmployeInput = {
  path: { employe_id: string }
  query: Record<string, never>
  headers: { 'idempotency-key': string }
  body: ChangementEmploye
}

/** The documented results of modifierEmploye. */
export type ModifierEmployeResult =
  | { status: 200; body: Employe }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'employe-inconnu'> }
  | { status: 409; body: ProblemOf<'dernier-administrateur'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to modifierEmploye: a result, or a failure that the client throws. */
export type ModifierEmployeAnswer = (
  | ModifierEmployeResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of modifierQuantitePanier, as a client passes it. */
export type ModifierQuantitePanierRequest = {
  path: { id: string; produit_id: number }
  body: QuantitePanier
}

/** The request of modifierQuantitePanier, as its handler receives it: validated, with defaults. */
export type ModifierQuantitePanierInput = {
  path: { id: string; produit_id: number }
  query: Record<string, never>
  headers: { 'idempotency-key': string }
  body: QuantitePanier
}

/** The documented results of modifierQuantitePanier. */
export type ModifierQuantitePanierResult =
  | { status: 200; body: Panier }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'client-inconnu' | 'ligne-inconnue' | 'not-found'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to modifierQuantitePanier: a result, or a failure that the client throws. */
export type ModifierQuantitePanierAnswer = (
  | ModifierQuantitePanierResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of ouvrirSession, as a client passes it. */
export type OuvrirSessionRequest = {
  body: Identifiants
}

/** The request of ouvrirSession, as its handler receives it: validated, with defaults. */
export type OuvrirSessionInput = {
  path: Record<string, never>
  query: Record<string, never>
  headers: Record<string, unknown>
  body: Identifiants
}

/** The documented results of ouvrirSession. */
export type OuvrirSessionResult =
  | { status: 200; body: Session }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 401; body: ProblemOf<'identifiants-invalides' | 'unauthenticated' | 'gateway-required'> }

/** A response of the server to ouvrirSession: a result, or a failure that the client throws. */
export type OuvrirSessionAnswer = (
  | OuvrirSessionResult
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of reinitialiserMotDePasse, as a client passes it. */
export type ReinitialiserMotDePasseRequest = {
  body: Reinitialisation
}

/** The request of reinitialiserMotDePasse, as its handler receives it: validated, with defaults. */
export type ReinitialiserMotDePasseInput = {
  path: Record<string, never>
  query: Record<string, never>
  headers: { 'idempotency-key': string }
  body: Reinitialisation
}

/** The documented results of reinitialiserMotDePasse. */
export type ReinitialiserMotDePasseResult =
  | { status: 200; body: MotDePasseChange }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'code-invalide'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to reinitialiserMotDePasse: a result, or a failure that the client throws. */
export type ReinitialiserMotDePasseAnswer = (
  | ReinitialiserMotDePasseResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of renouvelerSession, as a client passes it. */
export type RenouvelerSessionRequest = {
  body: JetonDeSession
}

/** The request of renouvelerSession, as its handler receives it: validated, with defaults. */
export type RenouvelerSessionInput = {
  path: Record<string, never>
  query: Record<string, never>
  headers: { 'idempotency-key': string }
  body: JetonDeSession
}

/** The documented results of renouvelerSession. */
export type RenouvelerSessionResult =
  | { status: 200; body: SessionRenouvelee }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 401; body: ProblemOf<'session-invalide' | 'unauthenticated' | 'gateway-required'> }

/** A response of the server to renouvelerSession: a result, or a failure that the client throws. */
export type RenouvelerSessionAnswer = (
  | RenouvelerSessionResult
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of suivreCheckoutChoreo, as a client passes it. */
export type SuivreCheckoutChoreoRequest = {
  path: { id: string; checkout_id: string }
}

/** The request of suivreCheckoutChoreo, as its handler receives it: validated, with defaults. */
export type SuivreCheckoutChoreoInput = {
  path: { id: string; checkout_id: string }
  query: Record<string, never>
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of suivreCheckoutChoreo. */
export type SuivreCheckoutChoreoResult =
  | { status: 200; stream: AsyncIterable<string> }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'checkout-inconnu' | 'not-found'> }

/** A response of the server to suivreCheckoutChoreo: a result, or a failure that the client throws. */
export type SuivreCheckoutChoreoAnswer = (
  | SuivreCheckoutChoreoResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of terminerCheckoutChoreo, as a client passes it. */
export type TerminerCheckoutChoreoRequest = {
  path: { checkout_id: string }
}

/** The request of terminerCheckoutChoreo, as its handler receives it: validated, with defaults. */
export type TerminerCheckoutChoreoInput = {
  path: { checkout_id: string }
  query: Record<string, never>
  headers: { 'idempotency-key': string }
  body: undefined
}

/** The documented results of terminerCheckoutChoreo. */
export type TerminerCheckoutChoreoResult =
  | { status: 200; body: IssueCheckout }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'checkout-inconnu'> }

/** A response of the server to terminerCheckoutChoreo: a result, or a failure that the client throws. */
export type TerminerCheckoutChoreoAnswer = (
  | TerminerCheckoutChoreoResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }
