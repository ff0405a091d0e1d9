// Generated from specs/openapi/catalogue.yaml by generators/openapi (openapi-generator 7.25.0, typescript-fetch). Do not edit.

/** State of a checkout saga. Only SAGA_TERMINEE and SAGA_ANNULEE are terminal. */
export type EtatSaga =
  | 'EN_ATTENTE'
  | 'VERIFICATION_STOCK'
  | 'STOCK_VERIFIE'
  | 'RESERVATION_STOCK'
  | 'STOCK_RESERVE'
  | 'CREATION_COMMANDE'
  | 'COMMANDE_CREEE'
  | 'SAGA_TERMINEE'
  | 'ECHEC_STOCK_INSUFFISANT'
  | 'ECHEC_RESERVATION_STOCK'
  | 'ECHEC_CREATION_COMMANDE'
  | 'COMPENSATION_EN_COURS'
  | 'SAGA_ANNULEE'

/** A line that asks for more than is available. */
export type LigneInsuffisante = {
  /** Number of a product, the same in every service. */
  produit_id: number
  /** Pieces in one movement between stocks. */
  quantite: number
  /** Pieces in stock; never negative. */
  disponible: number
}

/** The price to set. */
export type NouveauPrix = {
  /** Price of one piece in integer cents. */
  prix_cents: number
}

/** A product to add. */
export type NouveauProduit = {
  /** Reference of a product: capitals, digits and hyphens. */
  sku: string
  /** Display name of a product. */
  nom: string
  /** Price of one piece in integer cents. */
  prix_cents: number
}

/** A page of the list, with the cursor of the next page. */
export type PageProduits = {
  elements: Array<Produit>
  /** Opaque cursor of the next page; null on the last page. */
  curseur_suivant: string | null
}

/** What went wrong. `type` is `urn:sagabench:problem:<slug>`, the slug from specs/common/problems.yaml.
 * The members after `errors` are extensions that some types add; the type's description names them. */
export type Problem = {
  type: string
  title: string
  status: number
  detail?: string
  instance?: string
  /** Each field that breaks a rule (`validation`). */
  errors?: Array<ProblemField>
  /** UUIDv7, created when a checkout is accepted; the key of all effects of the checkout. */
  checkout_id?: string
  etat?: EtatSaga
  /** Reason for a failure, refusal or cancellation. */
  motif?: string
  /** The products that are not available (`produit-indisponible`). */
  produit_ids?: Array<number>
  /** The lines that ask for too much (`stock-insuffisant`). */
  lignes?: Array<LigneInsuffisante>
}

/** One field, the rule that it breaks, and the rule in words. */
export type ProblemField = {
  field: string
  rule: string
  message: string
}

/** A product; archived if not `actif`. */
export type Produit = {
  /** Number of a product, the same in every service. */
  produit_id: number
  /** Reference of a product: capitals, digits and hyphens. */
  sku: string
  /** Display name of a product. */
  nom: string
  /** Price of one piece in integer cents. */
  prix_cents: number
  actif: boolean
}

/** A product on sale with its unit price. */
export type ProduitSelectionne = {
  /** Number of a product, the same in every service. */
  produit_id: number
  /** Display name of a product. */
  nom: string
  /** Price of one piece in integer cents. */
  prix_unitaire_cents: number
}

/** The requested products, in the requested order. */
export type Selection = {
  produits: Array<ProduitSelectionne>
}

/** The request of ajouterProduit, as a client passes it. */
export type AjouterProduitRequest = {
  body: NouveauProduit
}

/** The request of ajouterProduit, as its handler receives it: validated, with defaults. */
export type AjouterProduitInput = {
  path: Record<string, never>
  query: Record<string, never>
  headers: { 'idempotency-key': string }
  body: NouveauProduit
}

/** The documented results of ajouterProduit. */
export type AjouterProduitResult =
  | { status: 201; body: Produit }
  | { status: 400; body: Problem }
  | { status: 409; body: Problem }
  | { status: 422; body: Problem }

/** A response of the server to ajouterProduit: a result, or a failure that the client throws. */
export type AjouterProduitAnswer = (
  | AjouterProduitResult
  | { status: 401; body: Problem }
  | { status: 403; body: Problem }
  | { status: 413; body: Problem }
  | { status: 415; body: Problem }
  | { status: 429; body: Problem }
  | { status: 503; body: Problem }
) & { headers?: Readonly<Record<string, string>> }

/** The request of archiverProduit, as a client passes it. */
export type ArchiverProduitRequest = {
  path: { produit_id: number }
}

/** The request of archiverProduit, as its handler receives it: validated, with defaults. */
export type ArchiverProduitInput = {
  path: { produit_id: number }
  query: Record<string, never>
  headers: { 'idempotency-key': string }
  body: undefined
}

/** The documented results of archiverProduit. */
export type ArchiverProduitResult =
  | { status: 200; body: Produit }
  | { status: 400; body: Problem }
  | { status: 404; body: Problem }
  | { status: 422; body: Problem }

/** A response of the server to archiverProduit: a result, or a failure that the client throws. */
export type ArchiverProduitAnswer = (
  | ArchiverProduitResult
  | { status: 401; body: Problem }
  | { status: 403; body: Problem }
  | { status: 409; body: Problem }
  | { status: 429; body: Problem }
  | { status: 503; body: Problem }
) & { headers?: Readonly<Record<string, string>> }

/** The request of lireProduit, as a client passes it. */
export type LireProduitRequest = {
  path: { produit_id: number }
}

/** The request of lireProduit, as its handler receives it: validated, with defaults. */
export type LireProduitInput = {
  path: { produit_id: number }
  query: Record<string, never>
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of lireProduit. */
export type LireProduitResult =
  | { status: 200; body: Produit }
  | { status: 400; body: Problem }
  | { status: 404; body: Problem }

/** A response of the server to lireProduit: a result, or a failure that the client throws. */
export type LireProduitAnswer = (
  | LireProduitResult
  | { status: 401; body: Problem }
  | { status: 429; body: Problem }
  | { status: 503; body: Problem }
) & { headers?: Readonly<Record<string, string>> }

/** The request of lireSelection, as a client passes it. */
export type LireSelectionRequest = {
  query: { produit_id: Array<number> }
}

/** The request of lireSelection, as its handler receives it: validated, with defaults. */
export type LireSelectionInput = {
  path: Record<string, never>
  query: { produit_id: Array<number> }
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of lireSelection. */
export type LireSelectionResult =
  | { status: 200; body: Selection }
  | { status: 400; body: Problem }
  | { status: 409; body: Problem }

/** A response of the server to lireSelection: a result, or a failure that the client throws. */
export type LireSelectionAnswer = (
  | LireSelectionResult
  | { status: 401; body: Problem }
  | { status: 429; body: Problem }
  | { status: 503; body: Problem }
) & { headers?: Readonly<Record<string, string>> }

/** The request of modifierPrix, as a client passes it. */
export type ModifierPrixRequest = {
  path: { produit_id: number }
  body: NouveauPrix
}

/** The request of modifierPrix, as its handler receives it: validated, with defaults. */
export type ModifierPrixInput = {
  path: { produit_id: number }
  query: Record<string, never>
  headers: { 'idempotency-key': string }
  body: NouveauPrix
}

/** The documented results of modifierPrix. */
export type ModifierPrixResult =
  | { status: 200; body: Produit }
  | { status: 400; body: Problem }
  | { status: 404; body: Problem }
  | { status: 409; body: Problem }
  | { status: 422; body: Problem }

/** A response of the server to modifierPrix: a result, or a failure that the client throws. */
export type ModifierPrixAnswer = (
  | ModifierPrixResult
  | { status: 401; body: Problem }
  | { status: 403; body: Problem }
  | { status: 413; body: Problem }
  | { status: 415; body: Problem }
  | { status: 429; body: Problem }
  | { status: 503; body: Problem }
) & { headers?: Readonly<Record<string, string>> }

/** The request of rechercherProduits, as a client passes it. */
export type RechercherProduitsRequest = {
  query?: { q?: string; actif?: boolean; limite?: number; curseur?: string }
}

/** The request of rechercherProduits, as its handler receives it: validated, with defaults. */
export type RechercherProduitsInput = {
  path: Record<string, never>
  query: { q?: string; actif?: boolean; limite: number; curseur?: string }
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of rechercherProduits. */
export type RechercherProduitsResult = { status: 200; body: PageProduits } | { status: 400; body: Problem }

/** A response of the server to rechercherProduits: a result, or a failure that the client throws. */
export type RechercherProduitsAnswer = (
  | RechercherProduitsResult
  | { status: 401; body: Problem }
  | { status: 429; body: Problem }
  | { status: 503; body: Problem }
) & { headers?: Readonly<Record<string, string>> }
