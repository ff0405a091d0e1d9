import { type Row, sql } from '#platform/postgres.ts'
import type { Databases } from '../databases.ts'

/** Everything that the invariants look at, read from the databases of the services at one moment. */
export type Snapshot = {
  stocks: Stock[]
  reservations: Map<string, Reservation>
  ventes: Map<string, Vente>
  /** Choreographed checkouts, as ecommerce accepted and ended them. */
  checkouts: Map<string, Checkout>
  /** Orchestrated checkouts. */
  sagas: Map<string, Saga>
  /** Events of each checkout in the order of their versions. */
  evenements: Map<string, Evenement[]>
}

export type Stock = {
  produit_id: number
  initial: number
  reapprovisionne: number
  transfere: number
  disponible: number
  reserve: number
}
export type Ligne = { produit_id: number; quantite: number }
export type LigneVendue = Ligne & { prix_unitaire_cents: number }
export type Reservation = { checkout_id: string; etat: 'reservee' | 'liberee' | 'tombstone'; lignes: Ligne[] }
export type Vente = {
  checkout_id: string
  commande_id: string | null
  client_id: string | null
  etat: 'enregistree' | 'annulee' | 'tombstone'
  total_cents: number | null
  lignes: LigneVendue[]
}
export type Checkout = {
  checkout_id: string
  client_id: string
  etat: 'EN_COURS' | 'REUSSI' | 'ECHOUE'
  commande_id: string | null
}
export type Saga = {
  checkout_id: string
  client_id: string
  etat: string
  terminal: boolean
  commande_id: string | null
  /** Undos that have given up for now. */
  parked: boolean
  /** Terminal records in its log, and records after the first of them. */
  ends: number
  after_end: number
}
export type Evenement = { type: string; version: number; ts: number; payload: Record<string, unknown> }

const readStocks = sql(
  'scenario-stocks',
  'select produit_id, initial, reapprovisionne, transfere, disponible, reserve from stock_central',
)
const readReservations = sql(
  'scenario-reservations',
  `select checkout_id, etat, coalesce(lignes, '[]') as lignes from reservation
   left join (select checkout_id, json_agg(json_build_object('produit_id', produit_id, 'quantite', quantite)) as lignes
              from reservation_ligne group by checkout_id) l using (checkout_id)`,
)
const readVentes = sql(
  'scenario-ventes',
  `select checkout_id, commande_id, client_id, etat, total_cents, coalesce(lignes, '[]') as lignes from vente
   left join (select commande_id, json_agg(json_build_object('produit_id', produit_id, 'quantite', quantite,
                'prix_unitaire_cents', prix_unitaire_cents)) as lignes
              from vente_ligne group by commande_id) l using (commande_id)`,
)
const readCheckouts = sql('scenario-checkouts', 'select checkout_id, client_id, etat, commande_id from checkout')
const readEvenements = sql(
  'scenario-evenements',
  'select checkout_id, type, version, ts, payload from event order by checkout_id, version',
)
const readSagas = sql(
  'scenario-sagas',
  `select saga_id as checkout_id, client_id, etat, terminal, commande_id,
          not terminal and coalesce(parked, false) as parked,
          coalesce(ends, 0)::integer as ends, coalesce(after_end, 0)::integer as after_end
   from saga left join (
     select saga_id, bool_or(type = 'undo-parked') as parked,
            count(*) filter (where type in ('succeeded', 'cancelled')) as ends,
            count(*) filter (where seq > first_end) as after_end
     from (select saga_id, seq, type,
                  min(seq) filter (where type in ('succeeded', 'cancelled')) over (partition by saga_id) as first_end
           from saga_log) numbered
     group by saga_id) log using (saga_id)`,
)

const byCheckout = <T extends { checkout_id: string }>(rows: readonly T[]): Map<string, T> =>
  new Map(rows.map((row) => [row.checkout_id, row]))

const grouped = (rows: readonly (Evenement & { checkout_id: string })[]): Map<string, Evenement[]> => {
  const groups = new Map<string, Evenement[]>()
  for (const { checkout_id, ...evenement } of rows) {
    const known = groups.get(checkout_id)
    if (known === undefined) groups.set(checkout_id, [evenement])
    else known.push(evenement)
  }
  return groups
}

/** Reads everything; the databases are separate, so the system has to be at rest. */
export const readSnapshot = async (databases: Databases): Promise<Snapshot> => {
  const [stocks, reservations, ventes, checkouts, sagas, evenements] = await Promise.all([
    databases.inventaire.query<Stock & Row>(readStocks),
    databases.inventaire.query<Reservation & Row>(readReservations),
    databases.commandes.query<Vente & Row>(readVentes),
    databases.ecommerce.query<Checkout & Row>(readCheckouts),
    databases.saga.query<Saga & Row>(readSagas),
    databases.evenements.query<Evenement & { checkout_id: string } & Row>(readEvenements),
  ])
  return {
    stocks,
    reservations: byCheckout(reservations),
    ventes: byCheckout(ventes),
    checkouts: byCheckout(checkouts),
    sagas: byCheckout(sagas),
    evenements: grouped(evenements),
  }
}
