import type { Redis } from 'ioredis'
import type { Observed } from '#harness/scenario/plugin.ts'
import { type Row, sql } from '#platform/postgres/pool.ts'
import { readAnchor } from '#services/event-store/infrastructure/anchor.ts'
import { verify } from '#services/event-store/infrastructure/verification.ts'
import { uuidV7TimeMs } from '#workers/uuid-time.ts'
import type { Databases } from '../shop/databases.ts'
import type { Ligne, LigneVendue } from '../shop/lines.ts'
import { byCause } from './causes.ts'
import { type Delivery, readDelivery } from './delivery.ts'
import { type ReadModel, readReadModel } from './read-model.ts'
import type { Replay } from './replays.ts'
import { type Restocking, readRestocking } from './restocking-rows.ts'
import { readSalesSums, type SalesSums } from './sales-sums-rows.ts'
import { readSeededSales, type SeededSales } from './seeded-sales.ts'
import { readTraces, type Traces } from './traces.ts'

/** Everything the invariants check, read from the services' databases at one moment. */
export type Snapshot = {
  stocks: Stock[]
  prices: PricedProduct[]
  reservations: Map<string, Reservation>
  /** Sales of checkouts. */
  ventes: Map<string, Vente>
  /** Sales of no checkout. */
  seeded: SeededSales
  /** The sums of whole days that reports read, against the sales. */
  sums: SalesSums
  /** Choreographed checkouts, as ecommerce accepted and ended them. */
  checkouts: Map<string, Checkout>
  /** Orchestrated checkouts. */
  sagas: Map<string, Saga>
  /**
   * Events of each checkout in the order of their versions; causes first if Redis lost entries during the checkout,
   * because events published again are stored late.
   */
  evenements: Map<string, Evenement[]>
  /** The undo records in the sagas' logs, in order; for undone sagas also the records of their steps. */
  undos: Map<string, UndoRecord[]>
  delivery: Delivery
  readModel: ReadModel
  /** Privileges on its events that the event store's role has but must not have. */
  rewrites: string[]
  /** Findings about the chain of events, their seals, and the anchor outside the database. */
  chaine: string[]
  observed: Observed
  /** Requests that were repeated with the same key. */
  replays: Replay[]
  traces: Traces
  restocking: Restocking
}

export type Stock = {
  produit_id: number
  initial: number
  reapprovisionne: number
  transfere: number
  disponible: number
  reserve: number
}
/** A product's price, and all its prices, oldest first. */
export type PricedProduct = {
  produit_id: number
  prix_cents: number
  historique: { version: number; prix_cents: number }[]
}
/** Times in milliseconds since the epoch. */
export type Reservation = {
  checkout_id: string
  etat: 'reservee' | 'liberee' | 'tombstone'
  released_ms: number | null
  lignes: Ligne[]
}
export type Vente = {
  checkout_id: string
  commande_id: string | null
  client_id: string | null
  etat: 'enregistree' | 'annulee' | 'tombstone'
  total_cents: number | null
  annulee_ms: number | null
  lignes: LigneVendue[]
}
export type Checkout = {
  checkout_id: string
  client_id: string
  idempotency_key: string
  etat: 'EN_COURS' | 'REUSSI' | 'ECHOUE'
  commande_id: string | null
}
export type Saga = {
  checkout_id: string
  client_id: string
  idempotency_key: string
  etat: string
  terminal: boolean
  commande_id: string | null
  /** Whether an undo has given up for now. */
  parked: boolean
  /** Terminal records in its log, and records after the first of them. */
  ends: number
  after_end: number
}
export type Evenement = {
  event_id: string
  type: string
  version: number
  /** Place among the events of the checkout, from 1. */
  place: number
  /** Redis lost entries during the checkout: this may be a second copy, with a later `ts` than the first. */
  hit: boolean
  /** Seconds since the epoch. */
  ts: number
  payload: Record<string, unknown>
}
export type UndoRecord = { type: string; step: string | null; at_ms: number }

const readStocks = sql(
  'scenario-stocks',
  'select produit_id, initial, reapprovisionne, transfere, disponible, reserve from stock_central',
)
const readPrices = sql(
  'scenario-prices',
  `select produit_id, prix_cents,
          array(select json_build_object('version', version, 'prix_cents', h.prix_cents)
                from prix_historique h where h.produit_id = produit.produit_id order by version) as historique
   from produit`,
)
const readReservations = sql(
  'scenario-reservations',
  `select checkout_id, etat, extract(epoch from released_at)::float8 * 1000 as released_ms,
          coalesce(lignes, '[]') as lignes from reservation
   left join (select checkout_id, json_agg(json_build_object('produit_id', produit_id, 'quantite', quantite)) as lignes
              from reservation_ligne group by checkout_id) l using (checkout_id)`,
)
const readSales = sql(
  'scenario-sales',
  `select checkout_id, commande_id, client_id, etat, total_cents,
          extract(epoch from annulee_at)::float8 * 1000 as annulee_ms, coalesce(lignes, '[]') as lignes from vente
   left join lateral (select json_agg(json_build_object('produit_id', produit_id, 'quantite', quantite,
                'prix_unitaire_cents', prix_unitaire_cents)) as lignes
              from vente_ligne where vente_ligne.commande_id = vente.commande_id) l on true
   where uuid_extract_version(checkout_id) is distinct from 8`,
)
const readCheckouts = sql(
  'scenario-checkouts',
  'select checkout_id, client_id, idempotency_key, etat, commande_id from checkout',
)
const readEvents = sql(
  'scenario-events',
  'select checkout_id, event_id, type, version, ts, payload from event order by checkout_id, version',
)
const readLosses = sql('scenario-losses', 'select found_at_ms, since_ms from stream_loss')
const readSagas = sql(
  'scenario-sagas',
  `select saga_id as checkout_id, client_id, idempotency_key, etat, terminal, commande_id,
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

// Steps are read only for undone sagas; for others no invariant needs them.
const readUndos = sql(
  'scenario-undos',
  `select saga_id as checkout_id, type, step, extract(epoch from at)::float8 * 1000 as at_ms from saga_log
   where type in ('undoing', 'undo-done')
      or (type in ('step-started', 'step-done') and saga_id in (select saga_id from saga where etat = 'SAGA_ANNULEE'))
   order by saga_id, seq`,
)

// Reads the privileges from the catalogue: a failing attempt would abort the transaction that a test reads in.
const readRewrites = sql(
  'scenario-rewrites',
  `select privilege || ' ' || part::regclass as may
   from (select 'event'::regclass as part union select relid from pg_partition_tree('event')) parts,
        unnest(array['UPDATE', 'DELETE', 'TRUNCATE']) as privilege
   where has_table_privilege('event_store_user', part, privilege)`,
)

const readChain = async (databases: Databases, anchorFile: string | undefined): Promise<string[]> => {
  const anchor = anchorFile === undefined ? undefined : await readAnchor(anchorFile)
  return (await verify(databases.evenements, anchor)).violations
}

const byCheckout = <T extends { checkout_id: string }>(rows: readonly T[]): Map<string, T> =>
  new Map(rows.map((row) => [row.checkout_id, row]))

const grouped = <T extends { checkout_id: string }>(rows: readonly T[]): Map<string, T[]> => {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const known = groups.get(row.checkout_id)
    if (known === undefined) groups.set(row.checkout_id, [row])
    else known.push(row)
  }
  return groups
}

type Loss = { found_at_ms: number; since_ms: number }

/** Whether entries were lost between the start of a checkout and its last event. */
const wasHit = (id: string, evenements: readonly Evenement[], losses: readonly Loss[]): boolean => {
  const began = uuidV7TimeMs(id) ?? 0
  const last = Math.max(...evenements.map(({ ts }) => ts * 1_000))
  return losses.some((loss) => began <= loss.found_at_ms && last >= loss.since_ms)
}

const placed = (id: string, evenements: Evenement[], losses: readonly Loss[]): Evenement[] => {
  const hit = wasHit(id, evenements, losses)
  return (hit ? byCause(evenements) : evenements).map((event, i) => ({ ...event, place: i + 1, hit }))
}

export const nothingObserved: Observed = { loads: [], outages: [] }

export type SnapshotSource = {
  databases: Databases
  /** Without it, no event counts as waiting, and the read model's keys are not compared. */
  redis?: Redis
  observed?: Observed
  replays?: Replay[]
  /** Path of the event store's anchor; without it the chain is not compared with one. */
  anchorFile?: string
  /** Where the run's files and the customers' keys are; without them they are not searched. */
  folder?: string
  keysFolder?: string
}

/** Reads everything. The databases are separate, so the system must be at rest. */
export const readSnapshot = async ({
  databases,
  redis,
  observed = nothingObserved,
  replays = [],
  anchorFile,
  ...files
}: SnapshotSource): Promise<Snapshot> => {
  const [
    stocks,
    prices,
    reservations,
    ventes,
    checkouts,
    sagas,
    evenements,
    losses,
    undos,
    delivery,
    readModel,
    rewrites,
    chaine,
    traces,
    restocking,
    seeded,
    sums,
  ] = await Promise.all([
    databases.inventaire.query<Stock & Row>(readStocks),
    databases.catalogue.query<PricedProduct & Row>(readPrices),
    databases.inventaire.query<Reservation & Row>(readReservations),
    databases.commandes.query<Vente & Row>(readSales),
    databases.ecommerce.query<Checkout & Row>(readCheckouts),
    databases.saga.query<Saga & Row>(readSagas),
    databases.evenements.query<Evenement & { checkout_id: string } & Row>(readEvents),
    databases.evenements.query<Loss & Row>(readLosses),
    databases.saga.query<UndoRecord & { checkout_id: string } & Row>(readUndos),
    readDelivery(databases, redis),
    readReadModel(databases, redis),
    databases.evenements.query<{ may: string } & Row>(readRewrites),
    readChain(databases, anchorFile),
    readTraces({ databases, ...(redis === undefined ? {} : { redis }), ...files }, observed.erased ?? []),
    readRestocking(databases),
    readSeededSales(databases),
    readSalesSums(databases),
  ])
  return {
    stocks,
    prices,
    reservations: byCheckout(reservations),
    ventes: byCheckout(ventes),
    checkouts: byCheckout(checkouts),
    sagas: byCheckout(sagas),
    evenements: new Map([...grouped(evenements)].map(([id, all]) => [id, placed(id, all, losses)])),
    undos: grouped(undos),
    delivery,
    readModel,
    rewrites: rewrites.map(({ may }) => may),
    chaine,
    observed,
    replays,
    traces,
    restocking,
    seeded,
    sums,
  }
}
