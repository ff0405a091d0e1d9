// Generated from specs/openapi/inventaire.yaml by generators/openapi (openapi-generator 7.25.0, typescript-fetch). Do not edit.

import type { ProblemOf } from '../problems.ts'

/** Who does an operation, in which role, and through which application. */
export type Auteur = {
  /** The subject of a token, a member of staff or a customer. */
  auteur: string
  /** The role in the author's token. */
  role: string
  /** The gateway consumer. */
  application: string
}

/** Sums over a stock; `ruptures` counts its products without available pieces. */
export type CompteStock = {
  produits: number
  ruptures: number
  pieces: number
}

/** Sums over the stock of a shop. */
export type CompteStockMagasin = {
  /** Number of a shop; 1 is the online shop. */
  magasin_id: number
  produits: number
  ruptures: number
  pieces: number
}

/** The checkout whose reservation to release. */
export type DemandeLiberation = {
  /** UUIDv7, created when a checkout is accepted; the key of all effects of the checkout. */
  checkout_id: string
}

/** A shop's request for pieces of a product from the central stock. */
export type DemandeReapprovisionnement = {
  /** Id of a restocking request. */
  demande_id: string
  /** Number of a shop; 1 is the online shop. */
  magasin_id: number
  /** Number of a product, the same in every service. */
  produit_id: number
  /** Pieces in one movement between stocks. */
  quantite: number
  statut: StatutDemande
  /** The reason for the rejection; null unless rejected. */
  motif_rejet: string | null
  /** When the request was made. */
  creee_a: string
}

/** The lines to reserve under a checkout. */
export type DemandeReservation = {
  /** UUIDv7, created when a checkout is accepted; the key of all effects of the checkout. */
  checkout_id: string
  lignes: Array<LigneReservee>
}

/** The lines to verify. */
export type DemandeVerification = {
  lignes: Array<LigneCommande>
}

/** The available quantity of a product. */
export type Disponibilite = {
  /** Number of a product, the same in every service. */
  produit_id: number
  /** Pieces in stock; never negative. */
  disponible: number
}

/** The available quantities, in the order of the requested lines. */
export type Disponibilites = {
  lignes: Array<Disponibilite>
}

/** The effect of a step; `defaite` if it was undone, or if it can never happen. */
export type EffetEtape = {
  /** UUIDv7, created when the validation of a restocking request begins; the key of all its effects. */
  validation_id: string
  /** Id of a restocking request. */
  demande_id: string
  etat: 'faite' | 'defaite'
}

/** A validation of a restocking request, one of whose steps to run or to undo. */
export type EtapeDemandee = {
  /** UUIDv7, created when the validation of a restocking request begins; the key of all its effects. */
  validation_id: string
  /** Id of a restocking request. */
  demande_id: string
}

/** `liberee` is a released reservation or a tombstone. */
export type EtatReservation = 'reservee' | 'liberee'

/** A product and its quantity. A request contains a product in at most one line. */
export type LigneCommande = {
  /** Number of a product, the same in every service. */
  produit_id: number
  /** Pieces of one product in one line. */
  quantite: number
}

/** A line that asks for more than is available. */
export type LigneInsuffisante = {
  /** Number of a product, the same in every service. */
  produit_id: number
  /** Pieces in one movement between stocks. */
  quantite: number
  /** Pieces in stock; never negative. */
  disponible: number
}

/** A line with the unit price at which it was reserved, if one was given. */
export type LigneReservee = {
  /** Number of a product, the same in every service. */
  produit_id: number
  /** Pieces of one product in one line. */
  quantite: number
  /** Price of one piece in integer cents. */
  prix_unitaire_cents?: number
}

/** The rows of one service that belong to a checkout, without personal data; at most 100 of each table, oldest first. A table without rows is listed too. An unknown checkout has no rows. */
export type LignesCheckout = {
  /** UUIDv7, created when a checkout is accepted; the key of all effects of the checkout. */
  checkout_id: string
  service: string
  tables: Array<TableCheckout>
}

/** Pieces to move to a shop. */
export type NouveauTransfert = {
  /** Number of a product, the same in every service. */
  produit_id: number
  /** Number of a shop; 1 is the online shop. */
  magasin_id: number
  /** Pieces in one movement between stocks. */
  quantite: number
}

/** A new restocking request. */
export type NouvelleDemande = {
  /** Number of a shop; 1 is the online shop. */
  magasin_id: number
  /** Number of a product, the same in every service. */
  produit_id: number
  /** Pieces in one movement between stocks. */
  quantite: number
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

/** A page of restocking requests, oldest first, with the cursor of the next page. */
export type PageDemandes = {
  elements: Array<DemandeReapprovisionnement>
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
export type PageStocksCentraux = {
  elements: Array<StockCentral>
  /** Opaque cursor of the next page; null on the last page. */
  curseur_suivant: string | null
}

/** A page of the list, with the cursor of the next page. */
export type PageStocksLocaux = {
  elements: Array<StockLocal>
  /** Opaque cursor of the next page; null on the last page. */
  curseur_suivant: string | null
}

/** A page of transfers, newest first, with the cursor of the next page. */
export type PageTransferts = {
  elements: Array<TransfertListe>
  /** Opaque cursor of the next page; null on the last page. */
  curseur_suivant: string | null
}

/** A field, the violated rule, and a message. */
export type ProblemField = {
  field: string
  rule: string
  message: string
}

/** Delivered pieces. */
export type Reapprovisionnement = {
  /** Pieces in one movement between stocks. */
  quantite: number
}

/** The reason for the rejection, and who rejects the request. */
export type RejetTransmis = {
  /** The reason that a member of staff gives; at least one visible character. */
  motif: string
  auteur: Auteur
}

/** The reservation of a checkout, held or released; without lines if it never reserved. */
export type Reservation = {
  /** UUIDv7, created when a checkout is accepted; the key of all effects of the checkout. */
  checkout_id: string
  lignes: Array<LigneCommande>
  etat: EtatReservation
}

/** The reservation of a checkout, held or released, with its prices and the application that released it. */
export type ReservationConnue = {
  /** UUIDv7, created when a checkout is accepted; the key of all effects of the checkout. */
  checkout_id: string
  lignes: Array<LigneReservee>
  etat: EtatReservation
  liberee_par: string | null
}

/** Sums over the central stock, over all shops, and over each requested shop in the order of their ids. */
export type ResumeStocks = {
  central: CompteStock
  magasins_ensemble: CompteStock
  magasins: Array<CompteStockMagasin>
}

/** A waiting request is approved or rejected, once. */
export type StatutDemande = 'en_attente' | 'approuvee' | 'rejetee'

/** Pieces of a product in the central stock. */
export type StockCentral = {
  /** Number of a product, the same in every service. */
  produit_id: number
  /** Pieces in stock; never negative. */
  disponible: number
  /** Pieces in stock; never negative. */
  reserve: number
}

/** Pieces of a product in a shop. */
export type StockLocal = {
  /** Number of a shop; 1 is the online shop. */
  magasin_id: number
  /** Number of a product, the same in every service. */
  produit_id: number
  /** Pieces in stock; never negative. */
  disponible: number
}

/** The rows of one table, or of one key of the read model in Redis, and what they mean. */
export type TableCheckout = {
  table: string
  sens: string
  lignes: Array<Array<ValeurColonne>>
}

/** A completed transfer. */
export type Transfert = {
  transfert_id: string
  /** Number of a product, the same in every service. */
  produit_id: number
  /** Number of a shop; 1 is the online shop. */
  magasin_id: number
  /** Pieces in one movement between stocks. */
  quantite: number
}

/** A transfer and the moment it was made. */
export type TransfertListe = {
  transfert_id: string
  /** Number of a product, the same in every service. */
  produit_id: number
  /** Number of a shop; 1 is the online shop. */
  magasin_id: number
  /** Pieces in one movement between stocks. */
  quantite: number
  cree_a: string
}

/** A column of a row as text; null where the row has none. */
export type ValeurColonne = {
  colonne: string
  valeur: string | null
}

/** The request of approuverDemande, as a client passes it. */
export type ApprouverDemandeRequest = {
  body: EtapeDemandee
}

/** The request of approuverDemande, as its handler receives it: validated, with defaults. */
export type ApprouverDemandeInput = {
  path: Record<string, never>
  query: Record<string, never>
  headers: { 'idempotency-key': string; 'x-saga-epoch'?: string }
  body: EtapeDemandee
}

/** The documented results of approuverDemande. */
export type ApprouverDemandeResult =
  | { status: 200; body: EffetEtape }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'demande-inconnue'> }
  | { status: 409; body: ProblemOf<'demande-deja-traitee' | 'etape-annulee' | 'validation-reprise'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to approuverDemande: a result, or a failure that the client throws. */
export type ApprouverDemandeAnswer = (
  | ApprouverDemandeResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of augmenterStock, as a client passes it. */
export type AugmenterStockRequest = {
  body: DemandeLiberation
}

/** The request of augmenterStock, as its handler receives it: validated, with defaults. */
export type AugmenterStockInput = {
  path: Record<string, never>
  query: Record<string, never>
  headers: { 'idempotency-key': string; 'x-saga-epoch'?: string }
  body: DemandeLiberation
}

/** The documented results of augmenterStock. */
export type AugmenterStockResult =
  | { status: 200; body: Reservation }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 409; body: ProblemOf<'epoch-superseded'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to augmenterStock: a result, or a failure that the client throws. */
export type AugmenterStockAnswer = (
  | AugmenterStockResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of consulterStocksCentral, as a client passes it. */
export type ConsulterStocksCentralRequest = {
  query?: { produit_id?: Array<number>; disponible_max?: number; limite?: number; curseur?: string }
}

/** The request of consulterStocksCentral, as its handler receives it: validated, with defaults. */
export type ConsulterStocksCentralInput = {
  path: Record<string, never>
  query: { produit_id?: Array<number>; disponible_max?: number; limite: number; curseur?: string }
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of consulterStocksCentral. */
export type ConsulterStocksCentralResult =
  | { status: 200; body: PageStocksCentraux }
  | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to consulterStocksCentral: a result, or a failure that the client throws. */
export type ConsulterStocksCentralAnswer = (
  | ConsulterStocksCentralResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of consulterStocksLocaux, as a client passes it. */
export type ConsulterStocksLocauxRequest = {
  path: { magasin_id: number }
  query?: { produit_id?: Array<number>; disponible_max?: number; limite?: number; curseur?: string }
}

/** The request of consulterStocksLocaux, as its handler receives it: validated, with defaults. */
export type ConsulterStocksLocauxInput = {
  path: { magasin_id: number }
  query: { produit_id?: Array<number>; disponible_max?: number; limite: number; curseur?: string }
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of consulterStocksLocaux. */
export type ConsulterStocksLocauxResult =
  | { status: 200; body: PageStocksLocaux }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'magasin-inconnu'> }

/** A response of the server to consulterStocksLocaux: a result, or a failure that the client throws. */
export type ConsulterStocksLocauxAnswer = (
  | ConsulterStocksLocauxResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of creerDemandeReappro, as a client passes it. */
export type CreerDemandeReapproRequest = {
  body: NouvelleDemande
}

/** The request of creerDemandeReappro, as its handler receives it: validated, with defaults. */
export type CreerDemandeReapproInput = {
  path: Record<string, never>
  query: Record<string, never>
  headers: { 'idempotency-key': string }
  body: NouvelleDemande
}

/** The documented results of creerDemandeReappro. */
export type CreerDemandeReapproResult =
  | { status: 201; body: DemandeReapprovisionnement }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'produit-inconnu' | 'magasin-inconnu'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to creerDemandeReappro: a result, or a failure that the client throws. */
export type CreerDemandeReapproAnswer = (
  | CreerDemandeReapproResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of diminuerStock, as a client passes it. */
export type DiminuerStockRequest = {
  body: DemandeReservation
}

/** The request of diminuerStock, as its handler receives it: validated, with defaults. */
export type DiminuerStockInput = {
  path: Record<string, never>
  query: Record<string, never>
  headers: { 'idempotency-key': string; 'x-saga-epoch'?: string }
  body: DemandeReservation
}

/** The documented results of diminuerStock. */
export type DiminuerStockResult =
  | { status: 200; body: Reservation }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 409; body: ProblemOf<'stock-insuffisant' | 'reservation-annulee' | 'epoch-superseded'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to diminuerStock: a result, or a failure that the client throws. */
export type DiminuerStockAnswer = (
  | DiminuerStockResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of lireDemandeReappro, as a client passes it. */
export type LireDemandeReapproRequest = {
  path: { demande_id: string }
}

/** The request of lireDemandeReappro, as its handler receives it: validated, with defaults. */
export type LireDemandeReapproInput = {
  path: { demande_id: string }
  query: Record<string, never>
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of lireDemandeReappro. */
export type LireDemandeReapproResult =
  | { status: 200; body: DemandeReapprovisionnement }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'demande-inconnue'> }

/** A response of the server to lireDemandeReappro: a result, or a failure that the client throws. */
export type LireDemandeReapproAnswer = (
  | LireDemandeReapproResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of lireJournalInventaire, as a client passes it. */
export type LireJournalInventaireRequest = {
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

/** The request of lireJournalInventaire, as its handler receives it: validated, with defaults. */
export type LireJournalInventaireInput = {
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

/** The documented results of lireJournalInventaire. */
export type LireJournalInventaireResult =
  | { status: 200; body: PageJournal }
  | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to lireJournalInventaire: a result, or a failure that the client throws. */
export type LireJournalInventaireAnswer = (
  | LireJournalInventaireResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of lireLignesInventaire, as a client passes it. */
export type LireLignesInventaireRequest = {
  path: { checkout_id: string }
}

/** The request of lireLignesInventaire, as its handler receives it: validated, with defaults. */
export type LireLignesInventaireInput = {
  path: { checkout_id: string }
  query: Record<string, never>
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of lireLignesInventaire. */
export type LireLignesInventaireResult =
  | { status: 200; body: LignesCheckout }
  | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to lireLignesInventaire: a result, or a failure that the client throws. */
export type LireLignesInventaireAnswer = (
  | LireLignesInventaireResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of lireReservation, as a client passes it. */
export type LireReservationRequest = {
  path: { checkout_id: string }
}

/** The request of lireReservation, as its handler receives it: validated, with defaults. */
export type LireReservationInput = {
  path: { checkout_id: string }
  query: Record<string, never>
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of lireReservation. */
export type LireReservationResult =
  | { status: 200; body: ReservationConnue }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'reservation-inconnue'> }

/** A response of the server to lireReservation: a result, or a failure that the client throws. */
export type LireReservationAnswer = (
  | LireReservationResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of lireStockCentral, as a client passes it. */
export type LireStockCentralRequest = {
  path: { produit_id: number }
}

/** The request of lireStockCentral, as its handler receives it: validated, with defaults. */
export type LireStockCentralInput = {
  path: { produit_id: number }
  query: Record<string, never>
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of lireStockCentral. */
export type LireStockCentralResult =
  | { status: 200; body: StockCentral }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'produit-inconnu'> }

/** A response of the server to lireStockCentral: a result, or a failure that the client throws. */
export type LireStockCentralAnswer = (
  | LireStockCentralResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of listerDemandesReappro, as a client passes it. */
export type ListerDemandesReapproRequest = {
  query?: { statut?: StatutDemande; limite?: number; curseur?: string }
}

/** The request of listerDemandesReappro, as its handler receives it: validated, with defaults. */
export type ListerDemandesReapproInput = {
  path: Record<string, never>
  query: { statut?: StatutDemande; limite: number; curseur?: string }
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of listerDemandesReappro. */
export type ListerDemandesReapproResult =
  | { status: 200; body: PageDemandes }
  | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to listerDemandesReappro: a result, or a failure that the client throws. */
export type ListerDemandesReapproAnswer = (
  | ListerDemandesReapproResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of listerTransferts, as a client passes it. */
export type ListerTransfertsRequest = {
  query?: { magasin_id?: number; produit_id?: number; limite?: number; curseur?: string }
}

/** The request of listerTransferts, as its handler receives it: validated, with defaults. */
export type ListerTransfertsInput = {
  path: Record<string, never>
  query: { magasin_id?: number; produit_id?: number; limite: number; curseur?: string }
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of listerTransferts. */
export type ListerTransfertsResult =
  | { status: 200; body: PageTransferts }
  | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to listerTransferts: a result, or a failure that the client throws. */
export type ListerTransfertsAnswer = (
  | ListerTransfertsResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of livrerStockLocal, as a client passes it. */
export type LivrerStockLocalRequest = {
  body: EtapeDemandee
}

/** The request of livrerStockLocal, as its handler receives it: validated, with defaults. */
export type LivrerStockLocalInput = {
  path: Record<string, never>
  query: Record<string, never>
  headers: { 'idempotency-key': string; 'x-saga-epoch'?: string }
  body: EtapeDemandee
}

/** The documented results of livrerStockLocal. */
export type LivrerStockLocalResult =
  | { status: 200; body: EffetEtape }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'demande-inconnue'> }
  | { status: 409; body: ProblemOf<'demande-deja-traitee' | 'etape-annulee' | 'validation-reprise'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to livrerStockLocal: a result, or a failure that the client throws. */
export type LivrerStockLocalAnswer = (
  | LivrerStockLocalResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of preleverStockCentral, as a client passes it. */
export type PreleverStockCentralRequest = {
  body: EtapeDemandee
}

/** The request of preleverStockCentral, as its handler receives it: validated, with defaults. */
export type PreleverStockCentralInput = {
  path: Record<string, never>
  query: Record<string, never>
  headers: { 'idempotency-key': string; 'x-saga-epoch'?: string }
  body: EtapeDemandee
}

/** The documented results of preleverStockCentral. */
export type PreleverStockCentralResult =
  | { status: 200; body: EffetEtape }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'demande-inconnue'> }
  | {
      status: 409
      body: ProblemOf<'stock-insuffisant' | 'demande-deja-traitee' | 'etape-annulee' | 'validation-reprise'>
    }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to preleverStockCentral: a result, or a failure that the client throws. */
export type PreleverStockCentralAnswer = (
  | PreleverStockCentralResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of reapprovisionnerStock, as a client passes it. */
export type ReapprovisionnerStockRequest = {
  path: { produit_id: number }
  body: Reapprovisionnement
}

/** The request of reapprovisionnerStock, as its handler receives it: validated, with defaults. */
export type ReapprovisionnerStockInput = {
  path: { produit_id: number }
  query: Record<string, never>
  headers: { 'idempotency-key': string }
  body: Reapprovisionnement
}

/** The documented results of reapprovisionnerStock. */
export type ReapprovisionnerStockResult =
  | { status: 200; body: StockCentral }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to reapprovisionnerStock: a result, or a failure that the client throws. */
export type ReapprovisionnerStockAnswer = (
  | ReapprovisionnerStockResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of rejeterDemandeReappro, as a client passes it. */
export type RejeterDemandeReapproRequest = {
  path: { demande_id: string }
  body: RejetTransmis
}

/** The request of rejeterDemandeReappro, as its handler receives it: validated, with defaults. */
export type RejeterDemandeReapproInput = {
  path: { demande_id: string }
  query: Record<string, never>
  headers: { 'idempotency-key': string }
  body: RejetTransmis
}

/** The documented results of rejeterDemandeReappro. */
export type RejeterDemandeReapproResult =
  | { status: 200; body: DemandeReapprovisionnement }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'demande-inconnue'> }
  | { status: 409; body: ProblemOf<'demande-deja-traitee'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to rejeterDemandeReappro: a result, or a failure that the client throws. */
export type RejeterDemandeReapproAnswer = (
  | RejeterDemandeReapproResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of rendreStockCentral, as a client passes it. */
export type RendreStockCentralRequest = {
  body: EtapeDemandee
}

/** The request of rendreStockCentral, as its handler receives it: validated, with defaults. */
export type RendreStockCentralInput = {
  path: Record<string, never>
  query: Record<string, never>
  headers: { 'idempotency-key': string; 'x-saga-epoch'?: string }
  body: EtapeDemandee
}

/** The documented results of rendreStockCentral. */
export type RendreStockCentralResult =
  | { status: 200; body: EffetEtape }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'demande-inconnue'> }
  | { status: 409; body: ProblemOf<'validation-reprise'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to rendreStockCentral: a result, or a failure that the client throws. */
export type RendreStockCentralAnswer = (
  | RendreStockCentralResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of reprendreStockLocal, as a client passes it. */
export type ReprendreStockLocalRequest = {
  body: EtapeDemandee
}

/** The request of reprendreStockLocal, as its handler receives it: validated, with defaults. */
export type ReprendreStockLocalInput = {
  path: Record<string, never>
  query: Record<string, never>
  headers: { 'idempotency-key': string; 'x-saga-epoch'?: string }
  body: EtapeDemandee
}

/** The documented results of reprendreStockLocal. */
export type ReprendreStockLocalResult =
  | { status: 200; body: EffetEtape }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'demande-inconnue'> }
  | { status: 409; body: ProblemOf<'validation-reprise'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to reprendreStockLocal: a result, or a failure that the client throws. */
export type ReprendreStockLocalAnswer = (
  | ReprendreStockLocalResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of resumerStocks, as a client passes it. */
export type ResumerStocksRequest = {
  query?: { magasin_id?: Array<number> }
}

/** The request of resumerStocks, as its handler receives it: validated, with defaults. */
export type ResumerStocksInput = {
  path: Record<string, never>
  query: { magasin_id?: Array<number> }
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of resumerStocks. */
export type ResumerStocksResult = { status: 200; body: ResumeStocks } | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to resumerStocks: a result, or a failure that the client throws. */
export type ResumerStocksAnswer = (
  | ResumerStocksResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of rouvrirDemande, as a client passes it. */
export type RouvrirDemandeRequest = {
  body: EtapeDemandee
}

/** The request of rouvrirDemande, as its handler receives it: validated, with defaults. */
export type RouvrirDemandeInput = {
  path: Record<string, never>
  query: Record<string, never>
  headers: { 'idempotency-key': string; 'x-saga-epoch'?: string }
  body: EtapeDemandee
}

/** The documented results of rouvrirDemande. */
export type RouvrirDemandeResult =
  | { status: 200; body: EffetEtape }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'demande-inconnue'> }
  | { status: 409; body: ProblemOf<'validation-reprise'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to rouvrirDemande: a result, or a failure that the client throws. */
export type RouvrirDemandeAnswer = (
  | RouvrirDemandeResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of transfererStock, as a client passes it. */
export type TransfererStockRequest = {
  body: NouveauTransfert
}

/** The request of transfererStock, as its handler receives it: validated, with defaults. */
export type TransfererStockInput = {
  path: Record<string, never>
  query: Record<string, never>
  headers: { 'idempotency-key': string }
  body: NouveauTransfert
}

/** The documented results of transfererStock. */
export type TransfererStockResult =
  | { status: 201; body: Transfert }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'produit-inconnu' | 'magasin-inconnu'> }
  | { status: 409; body: ProblemOf<'stock-insuffisant'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to transfererStock: a result, or a failure that the client throws. */
export type TransfererStockAnswer = (
  | TransfererStockResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of verifierStock, as a client passes it. */
export type VerifierStockRequest = {
  body: DemandeVerification
}

/** The request of verifierStock, as its handler receives it: validated, with defaults. */
export type VerifierStockInput = {
  path: Record<string, never>
  query: Record<string, never>
  headers: Record<string, unknown>
  body: DemandeVerification
}

/** The documented results of verifierStock. */
export type VerifierStockResult =
  | { status: 200; body: Disponibilites }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 409; body: ProblemOf<'stock-insuffisant'> }

/** A response of the server to verifierStock: a result, or a failure that the client throws. */
export type VerifierStockAnswer = (
  | VerifierStockResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }
