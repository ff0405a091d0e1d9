// Generated from specs/openapi/event-store.yaml by generators/openapi (openapi-generator 7.25.0, typescript-fetch). Do not edit.

import type { ProblemOf } from '../problems.ts'

/** A field of a stream entry. */
export type ChampEntree = {
  nom: string
  valeur: string
}

/** The state to change to; `par_seconde` (1 if it was never set) only counts with `en_cours`. */
export type ChangementLot = {
  etat: 'en_cours' | 'en_pause' | 'annule'
  par_seconde?: number
}

/** Ids of checkouts. */
export type Checkouts = {
  checkout_ids: Array<string>
}

/** Ids of checkouts with an incomplete history. */
export type CheckoutsIncomplets = {
  /** The first event is missing. */
  checkout_ids: Array<string>
  /** The first event exists, but the end or another event is missing. */
  incomplets: Array<string>
}

/** The orders of a customer in the read model. */
export type CommandesClient = {
  /** Random pseudonym of a customer; says nothing about the person. */
  client_id: string
  total_orders: number
  /** Id of the order that a checkout created. */
  last_order_id: string
  /** UUIDv7, created when a checkout is accepted; the key of all effects of the checkout. */
  last_checkout_id: string
  /** Seconds since the epoch. */
  last_update_ts: number
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

/** What to redrive, and why. */
export type DemandeLot = {
  filtre: FiltreLot
  /** The reason that a member of staff gives; at least one visible character. */
  raison: string
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

/** A dead letter of a batch: `relancee`, `echouee` with the reason, or `ignoree` because it was redriven otherwise; null until then. */
export type ElementLot = {
  rang: number
  lettre_id: number
  resultat: 'relancee' | 'echouee' | 'ignoree' | null
  detail: string | null
  fait_ms: number | null
}

/** Whether a dead letter is open (`ouverte`) or was redriven to its group (`relancee`). */
export type EtatLettreMorte = 'ouverte' | 'relancee'

/** A batch is started, paused, resumed or cancelled by an administrator, and finished once each of its dead letters has a result. */
export type EtatLot = 'prepare' | 'en_cours' | 'en_pause' | 'annule' | 'termine'

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

/** A stored event: its positions in the stream and in its checkout, and the published content. */
export type Evenement = {
  /** `{checkout_id}:{type}`. */
  event_id: string
  stream: string
  /** Position in the stream; increasing, with gaps. */
  position: number
  /** UUIDv7, created when a checkout is accepted; the key of all effects of the checkout. */
  checkout_id: string
  /** Position among the events of the checkout, from 1 without gaps. */
  version: number
  type: TypeEvenement
  /** Version of the payload's schema. Payloads of older versions are returned unchanged. */
  payload_version: number
  /** The published payload, as described for its type in specs/asyncapi/checkout.yaml. */
  payload: { [key: string]: unknown }
  /** When it was published, in seconds since the epoch. */
  ts: number
}

/** A stored event as `Evenement`, and the state of its checkout after it. */
export type EvenementRejoue = {
  /** `{checkout_id}:{type}`. */
  event_id: string
  stream: string
  position: number
  /** UUIDv7, created when a checkout is accepted; the key of all effects of the checkout. */
  checkout_id: string
  version: number
  type: TypeEvenement
  payload_version: number
  payload: { [key: string]: unknown }
  /** When it was published, in seconds since the epoch. */
  ts: number
  etat: EtatSaga
}

/** Which open dead letters; each absent part selects all. */
export type FiltreLot = {
  /** Of this consumer group. */
  groupe?: string
  type?: TypeEvenement
  /** Whose reason contains this text. */
  motif?: string
  /** A moment in milliseconds since the epoch. */
  avant_ms?: number
}

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

/** A day of events. */
export type JourEvenements = {
  /** The day, UTC. */
  jour: string
  /** Time of its removal, in seconds since the epoch; null until then. */
  retire_le: number | null
  sceau: SceauJour | null
}

/** Days of events, newest first. */
export type JoursEvenements = {
  elements: Array<JourEvenements>
}

/** An event that a consumer group failed to handle, with the original stream entry. */
export type LettreMorte = {
  lettre_id: number
  stream: string
  /** The consumer group that failed to handle it. */
  groupe: string
  /** Id of the stream entry. */
  entry_id: string
  /** `{checkout_id}:{type}`, or the entry id if it had none. */
  event_id: string
  /** Type of the event; empty if it had none. */
  type: string
  /** Null if it can't be determined. */
  checkout_id: string | null
  /** The fields of the entry. */
  champs: Array<ChampEntree>
  /** Reason for the failure. */
  motif: string
  /** Number of deliveries. */
  livraisons: number
  /** Seconds since the epoch. */
  abandonnee_le: number
  etat: EtatLettreMorte
  relances: Array<RelanceLettreMorte>
}

/** The rows of one service that belong to a checkout, without personal data; at most 100 of each table, oldest first. A table without rows is listed too. An unknown checkout has no rows. */
export type LignesCheckout = {
  /** UUIDv7, created when a checkout is accepted; the key of all effects of the checkout. */
  checkout_id: string
  service: string
  tables: Array<TableCheckout>
}

/** Dead letters that are redriven together, who asked for it, and the number of each result. */
export type LotRelance = {
  lot_id: string
  etat: EtatLot
  filtre: FiltreLot
  raison: string
  par_seconde: number | null
  nombre: number
  relancees: number
  echouees: number
  ignorees: number
  cree_par: string
  /** A moment in milliseconds since the epoch. */
  cree_ms: number
  modifie_par: string
  /** A moment in milliseconds since the epoch. */
  modifie_ms: number
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

/** A page of the dead letters of a batch. */
export type PageElementsLot = {
  elements: Array<ElementLot>
  /** Opaque cursor of the next page; null on the last page. */
  curseur_suivant: string | null
}

/** Events, and the position to continue from. */
export type PageEvenements = {
  elements: Array<Evenement>
  suivant: number | null
}

/** A page of operations, newest first, with the cursor of the next page. */
export type PageJournal = {
  elements: Array<OperationJournal>
  /** Opaque cursor of the next page; null on the last page. */
  curseur_suivant: string | null
}

/** One page of dead letters. */
export type PageLettresMortes = {
  elements: Array<LettreMorte>
  /** Opaque cursor of the next page; null on the last page. */
  curseur_suivant: string | null
}

/** A page of batches. */
export type PageLots = {
  elements: Array<LotRelance>
  /** Opaque cursor of the next page; null on the last page. */
  curseur_suivant: string | null
}

/** A field, the violated rule, and a message. */
export type ProblemField = {
  field: string
  rule: string
  message: string
}

/** The events of a checkout (none of an orchestrated one), its final state and its timeline. */
export type Rejeu = {
  /** UUIDv7, created when a checkout is accepted; the key of all effects of the checkout. */
  checkout_id: string
  etat: EtatSaga
  deroulement: Deroulement
  evenements: Array<EvenementRejoue>
}

/** A redrive of a dead letter, with its caller, time and outcome. */
export type RelanceLettreMorte = {
  /** The member of staff who requested it. */
  par: string
  application: string
  /** Seconds since the epoch. */
  le: number
  /** Null if the service died before it knew the outcome. */
  resultat: 'envoyee' | 'echouee' | null
  detail: string | null
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

/** The contents of a day up to a position. Later events are covered by the day's next seal. */
export type SceauJour = {
  /** Position among the seals of all days. */
  numero: number
  jusqua_position: number
  evenements: number
  checkouts: number
  /** Seconds since the epoch. */
  scelle_le: number
  /** SHA-256 over the last hash of every checkout. */
  racine: string
}

/** How the checkout runs; `orchestre` with a coordinator, `choregraphie` with events and workers. */
export type StyleCheckout = 'orchestre' | 'choregraphie'

/** The rows of one table, or of one key of the read model in Redis, and what they mean. */
export type TableCheckout = {
  table: string
  sens: string
  lignes: Array<Array<ValeurColonne>>
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

/** Type of an event, see specs/asyncapi/checkout.yaml. */
export type TypeEvenement =
  | 'CheckoutInitiated'
  | 'StockReserved'
  | 'StockReservationFailed'
  | 'OrderCreated'
  | 'OrderCreationFailed'
  | 'CheckoutSucceeded'
  | 'CheckoutFailed'
  | 'StockReleased'

/** A column of a row as text; null where the row has none. */
export type ValeurColonne = {
  colonne: string
  valeur: string | null
}

/** The request of changerEtatLot, as a client passes it. */
export type ChangerEtatLotRequest = {
  path: { lot_id: string }
  body: ChangementLot
}

/** The request of changerEtatLot, as its handler receives it: validated, with defaults. */
export type ChangerEtatLotInput = {
  path: { lot_id: string }
  query: Record<string, never>
  headers: { 'idempotency-key': string }
  body: ChangementLot
}

/** The documented results of changerEtatLot. */
export type ChangerEtatLotResult =
  | { status: 200; body: LotRelance }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'lot-inconnu'> }
  | { status: 409; body: ProblemOf<'lot-clos'> }

/** A response of the server to changerEtatLot: a result, or a failure that the client throws. */
export type ChangerEtatLotAnswer = (
  | ChangerEtatLotResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of compterCheckoutsChoreo, as a client passes it. */
export type CompterCheckoutsChoreoRequest = {
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

/** The request of compterCheckoutsChoreo, as its handler receives it: validated, with defaults. */
export type CompterCheckoutsChoreoInput = {
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

/** The documented results of compterCheckoutsChoreo. */
export type CompterCheckoutsChoreoResult =
  | { status: 200; body: ComptesCheckouts }
  | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to compterCheckoutsChoreo: a result, or a failure that the client throws. */
export type CompterCheckoutsChoreoAnswer = (
  | CompterCheckoutsChoreoResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of creerLotRelance, as a client passes it. */
export type CreerLotRelanceRequest = {
  body: DemandeLot
}

/** The request of creerLotRelance, as its handler receives it: validated, with defaults. */
export type CreerLotRelanceInput = {
  path: Record<string, never>
  query: Record<string, never>
  headers: { 'idempotency-key': string }
  body: DemandeLot
}

/** The documented results of creerLotRelance. */
export type CreerLotRelanceResult =
  | { status: 201; body: LotRelance }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to creerLotRelance: a result, or a failure that the client throws. */
export type CreerLotRelanceAnswer = (
  | CreerLotRelanceResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of lireCommandesParClient, as a client passes it. */
export type LireCommandesParClientRequest = {
  path: { id: string }
}

/** The request of lireCommandesParClient, as its handler receives it: validated, with defaults. */
export type LireCommandesParClientInput = {
  path: { id: string }
  query: Record<string, never>
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of lireCommandesParClient. */
export type LireCommandesParClientResult =
  | { status: 200; body: CommandesClient }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'commandes-inconnues'> }

/** A response of the server to lireCommandesParClient: a result, or a failure that the client throws. */
export type LireCommandesParClientAnswer = (
  | LireCommandesParClientResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of lireDonneesClientEvenements, as a client passes it. */
export type LireDonneesClientEvenementsRequest = {
  path: { client_id: string }
  query?: { limite?: number; curseur?: string }
}

/** The request of lireDonneesClientEvenements, as its handler receives it: validated, with defaults. */
export type LireDonneesClientEvenementsInput = {
  path: { client_id: string }
  query: { limite: number; curseur?: string }
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of lireDonneesClientEvenements. */
export type LireDonneesClientEvenementsResult =
  | { status: 200; body: PageDonneesClient }
  | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to lireDonneesClientEvenements: a result, or a failure that the client throws. */
export type LireDonneesClientEvenementsAnswer = (
  | LireDonneesClientEvenementsResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of lireEvenements, as a client passes it. */
export type LireEvenementsRequest = {
  path: { stream: string }
  query?: {
    type?: TypeEvenement
    depuis?: number
    avant?: number
    checkout_id?: string
    client_id?: string
    commande_id?: string
    apres?: number
    limite?: number
  }
}

/** The request of lireEvenements, as its handler receives it: validated, with defaults. */
export type LireEvenementsInput = {
  path: { stream: string }
  query: {
    type?: TypeEvenement
    depuis?: number
    avant?: number
    checkout_id?: string
    client_id?: string
    commande_id?: string
    apres: number
    limite: number
  }
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of lireEvenements. */
export type LireEvenementsResult =
  | { status: 200; body: PageEvenements }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'stream-inconnu'> }

/** A response of the server to lireEvenements: a result, or a failure that the client throws. */
export type LireEvenementsAnswer = (
  | LireEvenementsResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of lireJournalEvenements, as a client passes it. */
export type LireJournalEvenementsRequest = {
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

/** The request of lireJournalEvenements, as its handler receives it: validated, with defaults. */
export type LireJournalEvenementsInput = {
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

/** The documented results of lireJournalEvenements. */
export type LireJournalEvenementsResult =
  | { status: 200; body: PageJournal }
  | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to lireJournalEvenements: a result, or a failure that the client throws. */
export type LireJournalEvenementsAnswer = (
  | LireJournalEvenementsResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of lireLignesEvenements, as a client passes it. */
export type LireLignesEvenementsRequest = {
  path: { checkout_id: string }
}

/** The request of lireLignesEvenements, as its handler receives it: validated, with defaults. */
export type LireLignesEvenementsInput = {
  path: { checkout_id: string }
  query: Record<string, never>
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of lireLignesEvenements. */
export type LireLignesEvenementsResult =
  | { status: 200; body: LignesCheckout }
  | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to lireLignesEvenements: a result, or a failure that the client throws. */
export type LireLignesEvenementsAnswer = (
  | LireLignesEvenementsResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of lireLotRelance, as a client passes it. */
export type LireLotRelanceRequest = {
  path: { lot_id: string }
}

/** The request of lireLotRelance, as its handler receives it: validated, with defaults. */
export type LireLotRelanceInput = {
  path: { lot_id: string }
  query: Record<string, never>
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of lireLotRelance. */
export type LireLotRelanceResult =
  | { status: 200; body: LotRelance }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'lot-inconnu'> }

/** A response of the server to lireLotRelance: a result, or a failure that the client throws. */
export type LireLotRelanceAnswer = (
  | LireLotRelanceResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of listerCheckoutsChoreo, as a client passes it. */
export type ListerCheckoutsChoreoRequest = {
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

/** The request of listerCheckoutsChoreo, as its handler receives it: validated, with defaults. */
export type ListerCheckoutsChoreoInput = {
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

/** The documented results of listerCheckoutsChoreo. */
export type ListerCheckoutsChoreoResult =
  | { status: 200; body: PageCheckouts }
  | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to listerCheckoutsChoreo: a result, or a failure that the client throws. */
export type ListerCheckoutsChoreoAnswer = (
  | ListerCheckoutsChoreoResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of listerElementsLot, as a client passes it. */
export type ListerElementsLotRequest = {
  path: { lot_id: string }
  query?: { limite?: number; curseur?: string }
}

/** The request of listerElementsLot, as its handler receives it: validated, with defaults. */
export type ListerElementsLotInput = {
  path: { lot_id: string }
  query: { limite: number; curseur?: string }
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of listerElementsLot. */
export type ListerElementsLotResult =
  | { status: 200; body: PageElementsLot }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'lot-inconnu'> }

/** A response of the server to listerElementsLot: a result, or a failure that the client throws. */
export type ListerElementsLotAnswer = (
  | ListerElementsLotResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of listerJours, as a client passes it. */
export type ListerJoursRequest = {
  query?: { limite?: number }
}

/** The request of listerJours, as its handler receives it: validated, with defaults. */
export type ListerJoursInput = {
  path: Record<string, never>
  query: { limite: number }
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of listerJours. */
export type ListerJoursResult = { status: 200; body: JoursEvenements } | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to listerJours: a result, or a failure that the client throws. */
export type ListerJoursAnswer = (
  | ListerJoursResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of listerLettresMortes, as a client passes it. */
export type ListerLettresMortesRequest = {
  query?: {
    groupe?: string
    etat?: EtatLettreMorte
    type?: TypeEvenement
    motif?: string
    avant_ms?: number
    limite?: number
    curseur?: string
  }
}

/** The request of listerLettresMortes, as its handler receives it: validated, with defaults. */
export type ListerLettresMortesInput = {
  path: Record<string, never>
  query: {
    groupe?: string
    etat?: EtatLettreMorte
    type?: TypeEvenement
    motif?: string
    avant_ms?: number
    limite: number
    curseur?: string
  }
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of listerLettresMortes. */
export type ListerLettresMortesResult =
  | { status: 200; body: PageLettresMortes }
  | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to listerLettresMortes: a result, or a failure that the client throws. */
export type ListerLettresMortesAnswer = (
  | ListerLettresMortesResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of listerLotsRelance, as a client passes it. */
export type ListerLotsRelanceRequest = {
  query?: { limite?: number; curseur?: string }
}

/** The request of listerLotsRelance, as its handler receives it: validated, with defaults. */
export type ListerLotsRelanceInput = {
  path: Record<string, never>
  query: { limite: number; curseur?: string }
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of listerLotsRelance. */
export type ListerLotsRelanceResult = { status: 200; body: PageLots } | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to listerLotsRelance: a result, or a failure that the client throws. */
export type ListerLotsRelanceAnswer = (
  | ListerLotsRelanceResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of rejouerCheckout, as a client passes it. */
export type RejouerCheckoutRequest = {
  path: { id: string }
}

/** The request of rejouerCheckout, as its handler receives it: validated, with defaults. */
export type RejouerCheckoutInput = {
  path: { id: string }
  query: Record<string, never>
  headers: Record<string, unknown>
  body: undefined
}

/** The documented results of rejouerCheckout. */
export type RejouerCheckoutResult =
  | { status: 200; body: Rejeu }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'checkout-inconnu'> }

/** A response of the server to rejouerCheckout: a result, or a failure that the client throws. */
export type RejouerCheckoutAnswer = (
  | RejouerCheckoutResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of relancerLettreMorte, as a client passes it. */
export type RelancerLettreMorteRequest = {
  path: { id: number }
}

/** The request of relancerLettreMorte, as its handler receives it: validated, with defaults. */
export type RelancerLettreMorteInput = {
  path: { id: number }
  query: Record<string, never>
  headers: { 'idempotency-key': string }
  body: undefined
}

/** The documented results of relancerLettreMorte. */
export type RelancerLettreMorteResult =
  | { status: 202; body: LettreMorte }
  | { status: 400; body: ProblemOf<'validation'> }
  | { status: 404; body: ProblemOf<'lettre-morte-inconnue'> }
  | { status: 409; body: ProblemOf<'lettre-deja-relancee' | 'relance-en-cours'> }
  | { status: 422; body: ProblemOf<'idempotency-key-reused'> }

/** A response of the server to relancerLettreMorte: a result, or a failure that the client throws. */
export type RelancerLettreMorteAnswer = (
  | RelancerLettreMorteResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 409; body: ProblemOf<'idempotency-in-flight'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }

/** The request of trouverInconnus, as a client passes it. */
export type TrouverInconnusRequest = {
  body: Checkouts
}

/** The request of trouverInconnus, as its handler receives it: validated, with defaults. */
export type TrouverInconnusInput = {
  path: Record<string, never>
  query: Record<string, never>
  headers: Record<string, unknown>
  body: Checkouts
}

/** The documented results of trouverInconnus. */
export type TrouverInconnusResult =
  | { status: 200; body: CheckoutsIncomplets }
  | { status: 400; body: ProblemOf<'validation'> }

/** A response of the server to trouverInconnus: a result, or a failure that the client throws. */
export type TrouverInconnusAnswer = (
  | TrouverInconnusResult
  | { status: 401; body: ProblemOf<'unauthenticated' | 'gateway-required'> }
  | { status: 403; body: ProblemOf<'forbidden'> }
  | { status: 413; body: ProblemOf<'payload-too-large'> }
  | { status: 415; body: ProblemOf<'unsupported-media-type'> }
  | { status: 429; body: ProblemOf<'too-many-requests'> }
  | { status: 503; body: ProblemOf<'unavailable' | 'interrupted'> }
) & { headers?: Readonly<Record<string, string>> }
