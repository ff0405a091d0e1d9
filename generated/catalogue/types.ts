// Generated from specs/openapi/catalogue.yaml by generators/openapi (openapi-generator 7.25.0, typescript-fetch). Do not edit.

import type { ProblemOf } from '../problems.ts'

/** A category and the number of its products on sale. */
export type CategorieEnVente = {
  /** Category of a product: small letters, digits and hyphens. */
  categorie: string
  produits: number
}

/** The categories with products on sale. */
export type Categories = {
  categories: Array<CategorieEnVente>
}

/** The price to set. */
export type NouveauPrix = {
  /** Price of one piece in integer cents. */
  prix_cents: number
}

/** A product to add; its category is `divers` unless given. */
export type NouveauProduit = {
  /** Reference of a product: capitals, digits and hyphens. */
  sku: string
  /** Display name of a product. */
  nom: string
  /** Category of a product: small letters, digits and hyphens. */
  categorie?: string
  /** Price of one piece in integer cents. */
  prix_cents: number
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

/** A page of the price history, with the cursor of the next page. */
export type PageHistoriquePrix = {
  elements: Array<PrixHistorique>
  /** Opaque cursor of the next page; null on the last page. */
  curseur_suivant: string | null
}

/** A page of operations, newest first, with the cursor of the next page. */
export type PageJournal = {
  elements: Array<OperationJournal>
  /** Opaque cursor of the next page; null on the last page. */
  curseur_suivant: string | null
}

/** A page of the list, with the cursor of the next page. */
export type PageProduits = {
  elements: Array<Produit>
  /** Opaque cursor of the next page; null on the last page. */
  curseur_suivant: string | null
}

/** A price, the member of staff or program that set it, and since when it applies; `version` counts from 1. */
export type PrixHistorique = {
  version: number
  /** Price of one piece in integer cents. */
  prix_cents: number
  par: string
  depuis: string
}

/** A field, the violated rule, and a message. */
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
  /** Category of a product: small letters, digits and hyphens. */
  categorie: string
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
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 409; body: ProblemOf<'sku-existant'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to ajouterProduit: a result, or a failure that the client throws. */
export type AjouterProduitAnswer = (
  | AjouterProduitResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
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
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'produit-inconnu'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to archiverProduit: a result, or a failure that the client throws. */
export type ArchiverProduitAnswer = (
  | ArchiverProduitResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of lireHistoriquePrix, as a client passes it. */
export type LireHistoriquePrixRequest = {
  path: { produit_id: number }
  query?: { limite?: number; curseur?: string }
}

/** The request of lireHistoriquePrix, as its handler receives it: validated, with defaults. */
export type LireHistoriquePrixInput = {
  path: { produit_id: number }
  query: { limite: number; curseur?: string }
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of lireHistoriquePrix. */
export type LireHistoriquePrixResult =
  | { status: 200; body: PageHistoriquePrix }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'produit-inconnu'> }

/** A response of the server to lireHistoriquePrix: a result, or a failure that the client throws. */
export type LireHistoriquePrixAnswer = (
  | LireHistoriquePrixResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of lireJournalCatalogue, as a client passes it. */
export type LireJournalCatalogueRequest = {
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

/** The request of lireJournalCatalogue, as its handler receives it: validated, with defaults. */
export type LireJournalCatalogueInput = {
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

/** The documented results of lireJournalCatalogue. */
export type LireJournalCatalogueResult =
  | { status: 200; body: PageJournal }
  | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to lireJournalCatalogue: a result, or a failure that the client throws. */
export type LireJournalCatalogueAnswer = (
  | LireJournalCatalogueResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
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
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'produit-inconnu'> }

/** A response of the server to lireProduit: a result, or a failure that the client throws. */
export type LireProduitAnswer = (
  | LireProduitResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
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
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 409; body: ProblemOf<'produit-indisponible'> }

/** A response of the server to lireSelection: a result, or a failure that the client throws. */
export type LireSelectionAnswer = (
  | LireSelectionResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of listerCategories, as a client passes it. */
export type ListerCategoriesRequest = {
  [member: string]: never
}

/** The request of listerCategories, as its handler receives it: validated, with defaults. */
export type ListerCategoriesInput = {
  path: Record<string, never>
  query: Record<string, never>
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of listerCategories. */
export type ListerCategoriesResult = { status: 200; body: Categories } | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to listerCategories: a result, or a failure that the client throws. */
export type ListerCategoriesAnswer = (
  | ListerCategoriesResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
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
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'produit-inconnu'> }
  | { status: 409; body: ProblemOf<'produit-archive'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to modifierPrix: a result, or a failure that the client throws. */
export type ModifierPrixAnswer = (
  | ModifierPrixResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of rechercherProduits, as a client passes it. */
export type RechercherProduitsRequest = {
  query?: {
    q?: string
    texte?: string
    produit_id?: Array<number>
    categorie?: string
    prix_min_cents?: number
    prix_max_cents?: number
    actif?: boolean
    limite?: number
    curseur?: string
  }
}

/** The request of rechercherProduits, as its handler receives it: validated, with defaults. */
export type RechercherProduitsInput = {
  path: Record<string, never>
  query: {
    q?: string
    texte?: string
    produit_id?: Array<number>
    categorie?: string
    prix_min_cents?: number
    prix_max_cents?: number
    actif?: boolean
    limite: number
    curseur?: string
  }
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of rechercherProduits. */
export type RechercherProduitsResult =
  | { status: 200; body: PageProduits }
  | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to rechercherProduits: a result, or a failure that the client throws. */
export type RechercherProduitsAnswer = (
  | RechercherProduitsResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }
