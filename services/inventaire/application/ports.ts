import type { KeyedRequest, Once } from '#platform/delivery/idempotency.ts'
import type { LoggedOperation } from '#platform/delivery/operation-log.ts'
import type { PageRequest } from '#platform/http/page.ts'
import type { CompteStock } from '../domain/compte-stock.ts'
import type { DemandeReapprovisionnement, Statut } from '../domain/demande-reapprovisionnement.ts'
import type { Lignes } from '../domain/lignes.ts'
import type { ReservationAnnulee } from '../domain/reservation.ts'
import type { StockCentral, StockInsuffisant } from '../domain/stock-central.ts'
import type { StockLocal, Transfert } from '../domain/stock-local.ts'

/** Refusal: another coordinator has taken over the caller's lease. */
export type EpochSuperseded = { kind: 'epoch-superseded' }

/** A hot operation: its key, and the epoch of the caller's lease, if it has one. */
export type FencedRequest = KeyedRequest & { epoch: number | undefined }

export type ReservationOutcome = { kind: 'reservee' } | StockInsuffisant | ReservationAnnulee | EpochSuperseded
export type ReleaseOutcome = { kind: 'liberee'; lignes: Lignes } | EpochSuperseded

/** Reserve and release under a key; rule, effect and stored answer are one transaction. */
export type Reserve = (request: FencedRequest, checkoutId: string, lines: Lignes) => Promise<Once<ReservationOutcome>>
export type Release = (request: FencedRequest, checkoutId: string) => Promise<Once<ReleaseOutcome>>

/** A checkout's reservation. A tombstone counts as released and has no lines. */
export type KnownReservation = {
  etat: 'reservee' | 'liberee'
  lignes: Lignes
  /** The application that released it; unknown for releases from before this was recorded. */
  libereePar: string | null
}
export type ReadReservation = (checkoutId: string) => Promise<KnownReservation | undefined>

/** Items available per product; a product without stock is absent. */
export type ReadAvailable = (produitIds: readonly number[]) => Promise<ReadonlyMap<number, number>>

/** Reads, each a separate statement. Pages contain up to `limit + 1` elements. */
export type Reads = {
  available: ReadAvailable
  centralStock: (produitId: number) => Promise<StockCentral | undefined>
  request: (demandeId: string) => Promise<DemandeReapprovisionnement | undefined>
  restockRequests: (statut: Statut | undefined, page: PageRequest) => Promise<PlacedRequest[]>
}

/** Which products a list of stock contains. */
export type StockFilter = { products: readonly number[] | undefined; availableMax: number | undefined }

/** A transfer with its position in the order of their writing. */
export type DatedTransfer = Transfert & { position: number; createdAtMs: number }

export type StockSummary = {
  central: CompteStock
  shops: CompteStock
  /** The requested shops that exist, in the order of their ids. */
  chosen: (CompteStock & { magasinId: number })[]
}

/** The lists of stocks and transfers, and their sums. Pages contain up to `limit + 1` elements. */
export type StockLists = {
  central: (filter: StockFilter, page: PageRequest) => Promise<StockCentral[]>
  /** Undefined for an unknown shop. */
  local: (magasinId: number, filter: StockFilter, page: PageRequest) => Promise<StockLocal[] | undefined>
  /** Newest first; `after` of the page is the position below which the page begins, or 0. */
  transfers: (
    filter: { shop: number | undefined; product: number | undefined },
    page: PageRequest,
  ) => Promise<DatedTransfer[]>
  /** From one snapshot. */
  summary: (shops: readonly number[]) => Promise<StockSummary>
}

/** A request with its position in the order of arrival. */
export type PlacedRequest = DemandeReapprovisionnement & { position: number }

/** The stocks within one transaction; reads for a change lock the row until its end. */
export type Stocks = {
  readCentralStock: (produitId: number) => Promise<StockCentral | undefined>
  /** Like `readCentralStock`, but creates an empty stock for a product without one. */
  openCentralStock: (produitId: number) => Promise<StockCentral>
  writeCentralStock: (stock: StockCentral) => Promise<void>
  readLocalStock: (magasinId: number, produitId: number) => Promise<StockLocal | undefined>
  writeLocalStock: (stock: StockLocal) => Promise<void>
  shopExists: (magasinId: number) => Promise<boolean>
  addTransfer: (transfer: Transfert) => Promise<void>
  addRequest: (request: DemandeReapprovisionnement) => Promise<void>
}

/**
 * Runs the effect at most once per key, in one transaction with its stored answer and its row in the log of operations; `logged`
 * returns undefined for a refusal.
 */
export type RunOnce = <Answer>(
  request: KeyedRequest,
  effect: (stocks: Stocks) => Promise<Answer>,
  logged: (answer: Answer) => LoggedOperation | undefined,
) => Promise<Once<Answer>>

export type UnknownProduct = { kind: 'produit-inconnu' }
export type UnknownShop = { kind: 'magasin-inconnu' }
