// Generated from specs/openapi/commandes.yaml by generators/openapi (openapi-generator 7.25.0, typescript-fetch). Do not edit.

import type { ProblemOf } from '../problems.ts'

/** A cancelled checkout in commandes. */
export type Annulation = {
  /** UUIDv7, created when a checkout is accepted; the key of all effects of the checkout. */
  checkout_id: string
  etat: EtatAnnulation
  /** The cancelled order; null if there was none. */
  commande_id: string | null
}

/** Turnover, number and average of the sales that are not cancelled. The average basket is rounded half up to whole cents, and null without sales. */
export type Chiffres = {
  /** Sum over all lines in integer cents. */
  chiffre_affaires_cents: number
  nombre_ventes: number
  panier_moyen_cents: number | null
}

/** The order to cancel and why. */
export type DemandeAnnulation = {
  /** UUIDv7, created when a checkout is accepted; the key of all effects of the checkout. */
  checkout_id: string
  /** Reason for a failure, refusal or cancellation. */
  motif: string
}

/** A row that contains or belongs to the customer, without secrets, digests or tokens. */
export type DonneeClient = {
  /** The table that contains the row, or the read model. */
  source: string
  /** The columns of the row, under their names. */
  donnees: { [key: string]: unknown }
}

/** A cancellation always succeeds. */
export type EtatAnnulation = 'annulee'

/** Recorded or cancelled; a cancellation is final. */
export type EtatVente = 'enregistree' | 'annulee'

/** Change of the turnover against the previous period, in thousandths of it, rounded half away from zero and at most a billion; null if the previous turnover was 0. */
export type Evolution = {
  tendance: Tendance
  pour_mille: number | null
}

/** A page of shops with their weeks, and the cursor of the next page. */
export type Indicateurs = {
  periode: Periode
  periode_precedente: Periode
  stock_connu: boolean
  elements: Array<IndicateursMagasin>
  /** Opaque cursor of the next page; null on the last page. */
  curseur_suivant: string | null
}

/** The week of a shop; `ruptures` is null if the stock is unknown. */
export type IndicateursMagasin = {
  /** Number of a shop; 1 is the online shop. */
  magasin_id: number
  nom: string
  chiffres: Chiffres
  chiffres_precedents: Chiffres
  evolution: Evolution
  ruptures: number | null
}

/** A line with its unit price from the catalogue; a price never comes from the client. */
export type LigneVendue = {
  /** Number of a product, the same in every service. */
  produit_id: number
  /** Pieces of one product in one line. */
  quantite: number
  /** Price of one piece in integer cents. */
  prix_unitaire_cents: number
}

/** The rows of one service that belong to a checkout, without personal data; at most 100 of each table, oldest first. A table without rows is listed too. An unknown checkout has no rows. */
export type LignesCheckout = {
  /** UUIDv7, created when a checkout is accepted; the key of all effects of the checkout. */
  checkout_id: string
  service: string
  tables: Array<TableCheckout>
}

/** A shop. */
export type Magasin = {
  /** Number of a shop; 1 is the online shop. */
  magasin_id: number
  nom: string
}

/** What was sold of a product, and what remains of it in the central stock; `disponible` is null if the stock is unknown. */
export type MeilleurProduit = {
  /** Number of a product, the same in every service. */
  produit_id: number
  quantite: number
  /** Sum over all lines in integer cents. */
  chiffre_affaires_cents: number
  disponible: number | null
}

/** The order to record. */
export type NouvelleVente = {
  /** UUIDv7, created when a checkout is accepted; the key of all effects of the checkout. */
  checkout_id: string
  /** Random pseudonym of a customer; says nothing about the person. */
  client_id: string
  lignes: Array<LigneVendue>
}

/** A page of what the service holds about a customer, with the cursor of the next page. */
export type PageDonneesClient = {
  elements: Array<DonneeClient>
  curseur_suivant: string | null
}

/** A page of the list, with the cursor of the next page. */
export type PageMagasins = {
  elements: Array<Magasin>
  /** Opaque cursor of the next page; null on the last page. */
  curseur_suivant: string | null
}

/** A page of sales, newest first, with the cursor of the next page. */
export type PageVentes = {
  elements: Array<VenteListee>
  /** Opaque cursor of the next page; null on the last page. */
  curseur_suivant: string | null
}

/** From `debut` up to, but without, `fin`. */
export type Periode = {
  debut: string
  fin: string
}

/** A field, the violated rule, and a message. */
export type ProblemField = {
  field: string
  rule: string
  message: string
}

/** The totals contain all shops; `magasins` lists at most the 1,000 with the highest turnover, and `meilleurs_produits` the 10 products with the highest turnover. */
export type RapportConsolide = {
  periode: Periode
  periode_precedente: Periode
  chiffres: Chiffres
  chiffres_precedents: Chiffres
  evolution: Evolution
  magasins: Array<RapportMagasin>
  meilleurs_produits: Array<MeilleurProduit>
  stock_connu: boolean
  stock_restant: StockRestant
}

/** The period of a shop. */
export type RapportMagasin = {
  /** Number of a shop; 1 is the online shop. */
  magasin_id: number
  nom: string
  chiffres: Chiffres
  chiffres_precedents: Chiffres
  evolution: Evolution
}

/** Available pieces in the central stock and in all shops, and products without any in the central stock; null if the stock is unknown. */
export type StockRestant = {
  central_pieces: number | null
  magasins_pieces: number | null
  ruptures: number | null
}

/** The rows of one table, or of one key of the read model in Redis, and what they mean. */
export type TableCheckout = {
  table: string
  sens: string
  lignes: Array<Array<ValeurColonne>>
}

/** Whether the turnover rose, stayed equal or fell. */
export type Tendance = 'hausse' | 'stable' | 'baisse'

/** A column of a row as text; null where the row has none. */
export type ValeurColonne = {
  colonne: string
  valeur: string | null
}

/** A sale; its total is the sum of its lines. */
export type Vente = {
  /** Id of the order that a checkout created. */
  commande_id: string
  /** UUIDv7, created when a checkout is accepted; the key of all effects of the checkout. */
  checkout_id: string
  /** Random pseudonym of a customer; says nothing about the person. */
  client_id: string
  etat: EtatVente
  /** Sum over all lines in integer cents. */
  total_cents: number
  lignes: Array<LigneVendue>
}

/** A sale in the list of its shop or of its customer, without its lines; `annulee_a` and `motif` are null unless it was cancelled. */
export type VenteListee = {
  /** Id of the order that a checkout created. */
  commande_id: string
  /** UUIDv7, created when a checkout is accepted; the key of all effects of the checkout. */
  checkout_id: string
  /** Random pseudonym of a customer; says nothing about the person. */
  client_id: string
  etat: EtatVente
  /** Sum over all lines in integer cents. */
  total_cents: number
  creee_a: string
  annulee_a: string | null
  motif: string | null
}

/** The request of annulerVente, as a client passes it. */
export type AnnulerVenteRequest = {
  body: DemandeAnnulation
}

/** The request of annulerVente, as its handler receives it: validated, with defaults. */
export type AnnulerVenteInput = {
  path: Record<string, never>
  query: Record<string, never>
  headers: { 'idempotency-key': string; 'x-saga-epoch'?: string }
  body: DemandeAnnulation
}

/** The documented results of annulerVente. */
export type AnnulerVenteResult =
  | { status: 200; body: Annulation }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 409; body: ProblemOf<'epoch-superseded'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to annulerVente: a result, or a failure that the client throws. */
export type AnnulerVenteAnswer = (
  | AnnulerVenteResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of enregistrerVente, as a client passes it. */
export type EnregistrerVenteRequest = {
  body: NouvelleVente
}

/** The request of enregistrerVente, as its handler receives it: validated, with defaults. */
export type EnregistrerVenteInput = {
  path: Record<string, never>
  query: Record<string, never>
  headers: { 'idempotency-key': string; 'x-saga-epoch'?: string }
  body: NouvelleVente
}

/** The documented results of enregistrerVente. */
export type EnregistrerVenteResult =
  | { status: 201; body: Vente }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 409; body: ProblemOf<'vente-annulee' | 'epoch-superseded'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to enregistrerVente: a result, or a failure that the client throws. */
export type EnregistrerVenteAnswer = (
  | EnregistrerVenteResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of genererIndicateurs, as a client passes it. */
export type GenererIndicateursRequest = {
  query?: { fin?: string; limite?: number; curseur?: string }
}

/** The request of genererIndicateurs, as its handler receives it: validated, with defaults. */
export type GenererIndicateursInput = {
  path: Record<string, never>
  query: { fin?: string; limite: number; curseur?: string }
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of genererIndicateurs. */
export type GenererIndicateursResult =
  | { status: 200; body: Indicateurs }
  | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to genererIndicateurs: a result, or a failure that the client throws. */
export type GenererIndicateursAnswer = (
  | GenererIndicateursResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of genererRapportConsolide, as a client passes it. */
export type GenererRapportConsolideRequest = {
  query?: { debut?: string; fin?: string }
}

/** The request of genererRapportConsolide, as its handler receives it: validated, with defaults. */
export type GenererRapportConsolideInput = {
  path: Record<string, never>
  query: { debut?: string; fin?: string }
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of genererRapportConsolide. */
export type GenererRapportConsolideResult =
  | { status: 200; body: RapportConsolide }
  | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to genererRapportConsolide: a result, or a failure that the client throws. */
export type GenererRapportConsolideAnswer = (
  | GenererRapportConsolideResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of lireDonneesClientCommandes, as a client passes it. */
export type LireDonneesClientCommandesRequest = {
  path: { client_id: string }
  query?: { limite?: number; curseur?: string }
}

/** The request of lireDonneesClientCommandes, as its handler receives it: validated, with defaults. */
export type LireDonneesClientCommandesInput = {
  path: { client_id: string }
  query: { limite: number; curseur?: string }
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of lireDonneesClientCommandes. */
export type LireDonneesClientCommandesResult =
  | { status: 200; body: PageDonneesClient }
  | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to lireDonneesClientCommandes: a result, or a failure that the client throws. */
export type LireDonneesClientCommandesAnswer = (
  | LireDonneesClientCommandesResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of lireLignesVentes, as a client passes it. */
export type LireLignesVentesRequest = {
  path: { checkout_id: string }
}

/** The request of lireLignesVentes, as its handler receives it: validated, with defaults. */
export type LireLignesVentesInput = {
  path: { checkout_id: string }
  query: Record<string, never>
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of lireLignesVentes. */
export type LireLignesVentesResult =
  | { status: 200; body: LignesCheckout }
  | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to lireLignesVentes: a result, or a failure that the client throws. */
export type LireLignesVentesAnswer = (
  | LireLignesVentesResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of lireVente, as a client passes it. */
export type LireVenteRequest = {
  path: { commande_id: string }
}

/** The request of lireVente, as its handler receives it: validated, with defaults. */
export type LireVenteInput = {
  path: { commande_id: string }
  query: Record<string, never>
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of lireVente. */
export type LireVenteResult =
  | { status: 200; body: Vente }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'vente-inconnue'> }

/** A response of the server to lireVente: a result, or a failure that the client throws. */
export type LireVenteAnswer = (
  | LireVenteResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of listerMagasins, as a client passes it. */
export type ListerMagasinsRequest = {
  query?: { limite?: number; curseur?: string }
}

/** The request of listerMagasins, as its handler receives it: validated, with defaults. */
export type ListerMagasinsInput = {
  path: Record<string, never>
  query: { limite: number; curseur?: string }
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of listerMagasins. */
export type ListerMagasinsResult = { status: 200; body: PageMagasins } | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to listerMagasins: a result, or a failure that the client throws. */
export type ListerMagasinsAnswer = (
  | ListerMagasinsResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of listerVentesClient, as a client passes it. */
export type ListerVentesClientRequest = {
  path: { id: string }
  query?: { etat?: EtatVente; limite?: number; curseur?: string }
}

/** The request of listerVentesClient, as its handler receives it: validated, with defaults. */
export type ListerVentesClientInput = {
  path: { id: string }
  query: { etat?: EtatVente; limite: number; curseur?: string }
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of listerVentesClient. */
export type ListerVentesClientResult =
  | { status: 200; body: PageVentes }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'not-found'> }

/** A response of the server to listerVentesClient: a result, or a failure that the client throws. */
export type ListerVentesClientAnswer = (
  | ListerVentesClientResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of listerVentesMagasin, as a client passes it. */
export type ListerVentesMagasinRequest = {
  path: { magasin_id: number }
  query?: { etat?: EtatVente; debut?: string; fin?: string; limite?: number; curseur?: string }
}

/** The request of listerVentesMagasin, as its handler receives it: validated, with defaults. */
export type ListerVentesMagasinInput = {
  path: { magasin_id: number }
  query: { etat?: EtatVente; debut?: string; fin?: string; limite: number; curseur?: string }
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of listerVentesMagasin. */
export type ListerVentesMagasinResult =
  | { status: 200; body: PageVentes }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'magasin-inconnu'> }

/** A response of the server to listerVentesMagasin: a result, or a failure that the client throws. */
export type ListerVentesMagasinAnswer = (
  | ListerVentesMagasinResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of trancherVente, as a client passes it. */
export type TrancherVenteRequest = {
  body: DemandeAnnulation
}

/** The request of trancherVente, as its handler receives it: validated, with defaults. */
export type TrancherVenteInput = {
  path: Record<string, never>
  query: Record<string, never>
  headers: { 'idempotency-key': string }
  body: DemandeAnnulation
}

/** The documented results of trancherVente. */
export type TrancherVenteResult =
  | { status: 200; body: Vente }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 409; body: ProblemOf<'vente-annulee'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to trancherVente: a result, or a failure that the client throws. */
export type TrancherVenteAnswer = (
  | TrancherVenteResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }
