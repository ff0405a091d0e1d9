// Generated from specs/openapi/saga-orchestrator.yaml by generators/openapi (openapi-generator 7.25.0, typescript-fetch). Do not edit.

import type { ProblemOf } from '../problems.ts'

/** The pseudonym of an erased customer. */
export type ClientEfface = {
  /** Random pseudonym of a customer; says nothing about the person. */
  client_id: string
}

/** A value of a filter, and how many checkouts have it; null where they have none. */
export type CompteValeur = {
  valeur: string | null
  nombre: number
}

/** How many checkouts each value of a filter would leave, given the other filters. All checkouts in progress are counted, and of those that ended only the newest that match customer and time; `partiel` says that there are older ones. */
export type ComptesCheckouts = {
  /** Checkouts that match all filters. */
  total: number
  partiel: boolean
  /** The values of one filter, most frequent first. */
  etat: Array<CompteValeur>
  /** The values of one filter, most frequent first. */
  resultat: Array<CompteValeur>
  /** The values of one filter, most frequent first. */
  etape: Array<CompteValeur>
  /** The values of one filter, most frequent first. */
  motif: Array<CompteValeur>
  /** The values of one filter, most frequent first. */
  bloque: Array<CompteValeur>
}

/** The customer and the cart to check out. */
export type DemandeCheckoutSaga = {
  /** Random pseudonym of a customer; says nothing about the person. */
  client_id: string
  panier: PanierCommande
}

/** The step from which to restart the saga. */
export type DemandeRelance = {
  etape: string
}

/** One checkout as a waterfall: where it is, what remains, and why it failed. */
export type Deroulement = {
  /** UUIDv7, created when a checkout is accepted; the key of all effects of the checkout. */
  checkout_id: string
  /** Random pseudonym of a customer; says nothing about the person. */
  client_id: string
  style: StyleCheckout
  etat: EtatSaga
  resultat: ResultatDeroulement
  /** The step at work, or the step that failed; null before the first step and after a success. */
  etape: string | null
  /** Reason for a failure; null if nothing failed. */
  motif: string | null
  commande_id: string | null
  /** An undo is parked, or a consumer group gave up an event of this checkout that nobody redrove. */
  bloque: boolean
  /** A moment in milliseconds since the epoch. */
  commence_ms: number
  /** The end, in milliseconds since the epoch; null while it has not ended. */
  termine_ms: number | null
  reste: Array<TravailRestant>
  /** In order of their start. */
  intervalles: Array<Intervalle>
}

/** A row that contains or belongs to the customer, without secrets, digests or tokens. */
export type DonneeClient = {
  /** The table that contains the row, or the read model. */
  source: string
  /** The columns of the row, under their names. */
  donnees: { [key: string]: unknown }
}

/** A pending undo, with the number of failed attempts and the last reason. */
export type EtapeRestante = {
  etape: string
  action: string
  tentatives: number
  motif: string | null
}

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

/** `etape`: steps at work; `annulation`: the undo of a step; `evenement`: a moment; `attente`: nothing was at work. */
export type GenreIntervalle = 'etape' | 'annulation' | 'evenement' | 'attente'

/** One bar of the waterfall. In the choreography a bar of kind `etape` begins when its cause was published, so it includes the time in the stream, and covers all steps of its worker. A repeated undo includes the pause before it. */
export type Intervalle = {
  genre: GenreIntervalle
  /** Operation, consumer group, type of the event, or what it waited for. */
  nom: string
  /** The application at work. */
  par: string | null
  /** The steps that it covers. */
  etapes: Array<string>
  /** Counts from 1 among the bars with this kind and name. */
  tentative: number
  /** A moment in milliseconds since the epoch. */
  debut_ms: number
  /** The end, in milliseconds since the epoch; null while it has not ended. */
  fin_ms: number | null
  resultat: ResultatIntervalle
  /** Reason for a failure; null if nothing failed. */
  motif: string | null
  /** The error as it was reported. */
  detail: string | null
  /** The step whose effect it undoes. */
  annule: string | null
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

/** A page of checkouts. `curseur_suivant` is the id of its last checkout in the lists of both styles, so that a reader can merge them. */
export type PageCheckouts = {
  elements: Array<ResumeCheckout>
  /** Opaque cursor of the next page; null on the last page. */
  curseur_suivant: string | null
}

/** A page of what the service holds about a customer, with the cursor of the next page. */
export type PageDonneesClient = {
  elements: Array<DonneeClient>
  curseur_suivant: string | null
}

/** A page of operations, newest first, with the cursor of the next page. */
export type PageJournal = {
  elements: Array<OperationJournal>
  /** Opaque cursor of the next page; null on the last page. */
  curseur_suivant: string | null
}

/** A page of the list, with the cursor of the next page. */
export type PageSagas = {
  elements: Array<ResumeSaga>
  /** Opaque cursor of the next page; null on the last page. */
  curseur_suivant: string | null
}

/** The lines to check out. */
export type PanierCommande = {
  lignes: Array<LigneCommande>
}

/** A field, the violated rule, and a message. */
export type ProblemField = {
  field: string
  rule: string
  message: string
}

/** The state of the checkout, with its order once it exists. */
export type ResultatCheckout = {
  /** UUIDv7, created when a checkout is accepted; the key of all effects of the checkout. */
  checkout_id: string
  etat: EtatSaga
  commande_id: string | null
}

/** How the checkout ended, or that it is in progress. */
export type ResultatDeroulement = 'en_cours' | 'reussi' | 'echoue'

/** `refuse`: a business rule said no; `interrompu`: it stopped without an outcome, because its process died or someone intervened. */
export type ResultatIntervalle = 'en_cours' | 'reussi' | 'refuse' | 'echoue' | 'interrompu'

/** Where a checkout is, and how it ended. */
export type ResumeCheckout = {
  /** UUIDv7, created when a checkout is accepted; the key of all effects of the checkout. */
  checkout_id: string
  /** Random pseudonym of a customer; says nothing about the person. */
  client_id: string
  style: StyleCheckout
  etat: EtatSaga
  resultat: ResultatDeroulement
  /** The step at work, or the step that failed; null before the first step and after a success. */
  etape: string | null
  /** Reason for a failure; null if nothing failed. */
  motif: string | null
  commande_id: string | null
  /** An undo is parked, or a consumer group gave up an event of this checkout that nobody redrove. */
  bloque: boolean
  /** A moment in milliseconds since the epoch. */
  commence_ms: number
  /** The end, in milliseconds since the epoch; null while it has not ended. */
  termine_ms: number | null
}

/** The state of a saga. */
export type ResumeSaga = {
  /** UUIDv7, created when a checkout is accepted; the key of all effects of the checkout. */
  checkout_id: string
  /** Random pseudonym of a customer; says nothing about the person. */
  client_id: string
  etat: EtatSaga
  terminale: boolean
  motif: string | null
  commande_id: string | null
  /** An undo failed as often as the limit and is still retried. */
  parquee: boolean
  /** The pending undos of a saga; in lists, only for parked sagas. */
  etapes_restantes: Array<EtapeRestante>
}

/** A saga with its log. */
export type Saga = {
  /** UUIDv7, created when a checkout is accepted; the key of all effects of the checkout. */
  checkout_id: string
  /** Random pseudonym of a customer; says nothing about the person. */
  client_id: string
  etat: EtatSaga
  terminale: boolean
  motif: string | null
  commande_id: string | null
  parquee: boolean
  /** The pending undos of a saga; in lists, only for parked sagas. */
  etapes_restantes: Array<EtapeRestante>
  transitions: Array<Transition>
}

/** How the checkout runs; `orchestre` with a coordinator, `choregraphie` with events and workers. */
export type StyleCheckout = 'orchestre' | 'choregraphie'

/** The rows of one table, or of one key of the read model in Redis, and what they mean. */
export type TableCheckout = {
  table: string
  sens: string
  lignes: Array<Array<ValeurColonne>>
}

/** An entry of the saga log: the new state, its time and reason, and the step and call. */
export type Transition = {
  etat: EtatSaga
  a: string
  motif: string | null
  etape: string | null
  action: string | null
}

/** Something that has to happen before the checkout ends, with the failed attempts so far and the last reason. */
export type TravailRestant = {
  /** A step to run, a step to undo, or an event to publish. */
  genre: 'etape' | 'annulation' | 'evenement'
  /** Operation or type of the event. */
  nom: string
  /** The step that it runs or undoes; null for an event. */
  etape: string | null
  tentatives: number
  /** Reason for a failure; null if nothing failed. */
  motif: string | null
}

/** A column of a row as text; null where the row has none. */
export type ValeurColonne = {
  colonne: string
  valeur: string | null
}

/** The request of compterCheckoutsSaga, as a client passes it. */
export type CompterCheckoutsSagaRequest = {
  query?: {
    etat?: EtatSaga
    resultat?: ResultatDeroulement
    etape?: string
    motif?: string
    client_id?: string
    bloque?: boolean
    depuis_ms?: number
    avant_ms?: number
    age_s?: number
  }
}

/** The request of compterCheckoutsSaga, as its handler receives it: validated, with defaults. */
export type CompterCheckoutsSagaInput = {
  path: Record<string, never>
  query: {
    etat?: EtatSaga
    resultat?: ResultatDeroulement
    etape?: string
    motif?: string
    client_id?: string
    bloque?: boolean
    depuis_ms?: number
    avant_ms?: number
    age_s?: number
  }
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of compterCheckoutsSaga. */
export type CompterCheckoutsSagaResult =
  | { status: 200; body: ComptesCheckouts }
  | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to compterCheckoutsSaga: a result, or a failure that the client throws. */
export type CompterCheckoutsSagaAnswer = (
  | CompterCheckoutsSagaResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of demarrerCheckoutSaga, as a client passes it. */
export type DemarrerCheckoutSagaRequest = {
  body: DemandeCheckoutSaga
}

/** The request of demarrerCheckoutSaga, as its handler receives it: validated, with defaults. */
export type DemarrerCheckoutSagaInput = {
  path: Record<string, never>
  query: Record<string, never>
  headers: { 'idempotency-key': string; prefer?: string }
  body: DemandeCheckoutSaga
}

/** The documented results of demarrerCheckoutSaga. */
export type DemarrerCheckoutSagaResult =
  | { status: 201; body: ResultatCheckout }
  | { status: 202; body: ResultatCheckout }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'client-inconnu'> }
  | { status: 409; body: ProblemOf<'checkout-refuse'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }
  | { status: 503; body: ProblemOf<'checkout-annule'> }

/** A response of the server to demarrerCheckoutSaga: a result, or a failure that the client throws. */
export type DemarrerCheckoutSagaAnswer = (
  | DemarrerCheckoutSagaResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of forcerCompensation, as a client passes it. */
export type ForcerCompensationRequest = {
  path: { id: string }
}

/** The request of forcerCompensation, as its handler receives it: validated, with defaults. */
export type ForcerCompensationInput = {
  path: { id: string }
  query: Record<string, never>
  headers: { 'idempotency-key': string }
  body: undefined
}

/** The documented results of forcerCompensation. */
export type ForcerCompensationResult =
  | { status: 202; body: ResultatCheckout }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'saga-inconnue'> }
  | { status: 409; body: ProblemOf<'saga-terminee'> }

/** A response of the server to forcerCompensation: a result, or a failure that the client throws. */
export type ForcerCompensationAnswer = (
  | ForcerCompensationResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of lireDeroulement, as a client passes it. */
export type LireDeroulementRequest = {
  path: { id: string }
}

/** The request of lireDeroulement, as its handler receives it: validated, with defaults. */
export type LireDeroulementInput = {
  path: { id: string }
  query: Record<string, never>
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of lireDeroulement. */
export type LireDeroulementResult =
  | { status: 200; body: Deroulement }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'saga-inconnue'> }

/** A response of the server to lireDeroulement: a result, or a failure that the client throws. */
export type LireDeroulementAnswer = (
  | LireDeroulementResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of lireDonneesClientSagas, as a client passes it. */
export type LireDonneesClientSagasRequest = {
  path: { client_id: string }
  query?: { limite?: number; curseur?: string }
}

/** The request of lireDonneesClientSagas, as its handler receives it: validated, with defaults. */
export type LireDonneesClientSagasInput = {
  path: { client_id: string }
  query: { limite: number; curseur?: string }
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of lireDonneesClientSagas. */
export type LireDonneesClientSagasResult =
  | { status: 200; body: PageDonneesClient }
  | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to lireDonneesClientSagas: a result, or a failure that the client throws. */
export type LireDonneesClientSagasAnswer = (
  | LireDonneesClientSagasResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of lireEtatSaga, as a client passes it. */
export type LireEtatSagaRequest = {
  path: { id: string }
}

/** The request of lireEtatSaga, as its handler receives it: validated, with defaults. */
export type LireEtatSagaInput = {
  path: { id: string }
  query: Record<string, never>
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of lireEtatSaga. */
export type LireEtatSagaResult =
  | { status: 200; body: Saga }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'saga-inconnue'> }

/** A response of the server to lireEtatSaga: a result, or a failure that the client throws. */
export type LireEtatSagaAnswer = (
  | LireEtatSagaResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of lireJournalSagas, as a client passes it. */
export type LireJournalSagasRequest = {
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

/** The request of lireJournalSagas, as its handler receives it: validated, with defaults. */
export type LireJournalSagasInput = {
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

/** The documented results of lireJournalSagas. */
export type LireJournalSagasResult = { status: 200; body: PageJournal } | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to lireJournalSagas: a result, or a failure that the client throws. */
export type LireJournalSagasAnswer = (
  | LireJournalSagasResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of lireLignesSaga, as a client passes it. */
export type LireLignesSagaRequest = {
  path: { checkout_id: string }
}

/** The request of lireLignesSaga, as its handler receives it: validated, with defaults. */
export type LireLignesSagaInput = {
  path: { checkout_id: string }
  query: Record<string, never>
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of lireLignesSaga. */
export type LireLignesSagaResult =
  | { status: 200; body: LignesCheckout }
  | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to lireLignesSaga: a result, or a failure that the client throws. */
export type LireLignesSagaAnswer = (
  | LireLignesSagaResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of listerCheckoutsSaga, as a client passes it. */
export type ListerCheckoutsSagaRequest = {
  query?: {
    etat?: EtatSaga
    resultat?: ResultatDeroulement
    etape?: string
    motif?: string
    client_id?: string
    bloque?: boolean
    depuis_ms?: number
    avant_ms?: number
    age_s?: number
    tri?: 'recents' | 'anciens'
    limite?: number
    curseur?: string
  }
}

/** The request of listerCheckoutsSaga, as its handler receives it: validated, with defaults. */
export type ListerCheckoutsSagaInput = {
  path: Record<string, never>
  query: {
    etat?: EtatSaga
    resultat?: ResultatDeroulement
    etape?: string
    motif?: string
    client_id?: string
    bloque?: boolean
    depuis_ms?: number
    avant_ms?: number
    age_s?: number
    tri: 'recents' | 'anciens'
    limite: number
    curseur?: string
  }
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of listerCheckoutsSaga. */
export type ListerCheckoutsSagaResult =
  | { status: 200; body: PageCheckouts }
  | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to listerCheckoutsSaga: a result, or a failure that the client throws. */
export type ListerCheckoutsSagaAnswer = (
  | ListerCheckoutsSagaResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of listerSagas, as a client passes it. */
export type ListerSagasRequest = {
  query?: { etat?: EtatSaga; parquees?: boolean; limite?: number; curseur?: string }
}

/** The request of listerSagas, as its handler receives it: validated, with defaults. */
export type ListerSagasInput = {
  path: Record<string, never>
  query: { etat?: EtatSaga; parquees: boolean; limite: number; curseur?: string }
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of listerSagas. */
export type ListerSagasResult = { status: 200; body: PageSagas } | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to listerSagas: a result, or a failure that the client throws. */
export type ListerSagasAnswer = (
  | ListerSagasResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of noterClientEfface, as a client passes it. */
export type NoterClientEffaceRequest = {
  body: ClientEfface
}

/** The request of noterClientEfface, as its handler receives it: validated, with defaults. */
export type NoterClientEffaceInput = {
  path: Record<string, never>
  query: Record<string, never>
  headers: { 'idempotency-key': string }
  body: ClientEfface
}

/** The documented results of noterClientEfface. */
export type NoterClientEffaceResult =
  | { status: 200; body: ClientEfface }
  | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to noterClientEfface: a result, or a failure that the client throws. */
export type NoterClientEffaceAnswer = (
  | NoterClientEffaceResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of relancerSaga, as a client passes it. */
export type RelancerSagaRequest = {
  path: { id: string }
  body: DemandeRelance
}

/** The request of relancerSaga, as its handler receives it: validated, with defaults. */
export type RelancerSagaInput = {
  path: { id: string }
  query: Record<string, never>
  headers: { 'idempotency-key': string }
  body: DemandeRelance
}

/** The documented results of relancerSaga. */
export type RelancerSagaResult =
  | { status: 202; body: ResultatCheckout }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'saga-inconnue'> }
  | { status: 409; body: ProblemOf<'saga-terminee' | 'etape-impossible'> }

/** A response of the server to relancerSaga: a result, or a failure that the client throws. */
export type RelancerSagaAnswer = (
  | RelancerSagaResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }
