import type { KeyedRequest, Once } from '#platform/delivery/idempotency.ts'
import type { PageRequest } from '#platform/http/page.ts'
import type { DemandeReapprovisionnement, Statut } from '../domain/demande-reapprovisionnement.ts'
import type { Lignes } from '../domain/lignes.ts'
import type { ReservationAnnulee } from '../domain/reservation.ts'
import type { StockCentral, StockInsuffisant } from '../domain/stock-central.ts'
import type { StockLocal, Transfert } from '../domain/stock-local.ts'

/** Refusal: another coordinator has taken over the caller's lease. */
export type EpochSuperseded = { kind: 'epoch-superseded' }

/** A hot operation: its key, and the epoch of the caller's lease, if it has one. */
export type Demande = KeyedRequest & { epoch: number | undefined }

export type ReservationOutcome = { kind: 'reservee' } | StockInsuffisant | ReservationAnnulee | EpochSuperseded
export type ReleaseOutcome = { kind: 'liberee'; lignes: Lignes } | EpochSuperseded

/** Reserve and release under a key; rule, effect and stored answer are one transaction. */
export type Reserver = (demande: Demande, checkoutId: string, lignes: Lignes) => Promise<Once<ReservationOutcome>>
export type Liberer = (demande: Demande, checkoutId: string) => Promise<Once<ReleaseOutcome>>

/** A checkout's reservation. A tombstone counts as released and has no lines. */
export type ReservationConnue = {
  etat: 'reservee' | 'liberee'
  lignes: Lignes
  /** The application that released it; unknown for releases from before this was recorded. */
  libereePar: string | null
}
export type LireReservation = (checkoutId: string) => Promise<ReservationConnue | undefined>

/** Items available per product; a product without stock is absent. */
export type LireDisponibles = (produitIds: readonly number[]) => Promise<ReadonlyMap<number, number>>

/** Reads, each a separate statement. Pages contain up to `limit + 1` elements. */
export type Lectures = {
  disponibles: LireDisponibles
  stockCentral: (produitId: number) => Promise<StockCentral | undefined>
  stocksCentraux: (page: PageRequest) => Promise<StockCentral[]>
  stocksLocaux: (magasinId: number, page: PageRequest) => Promise<StockLocal[] | undefined>
  demande: (demandeId: string) => Promise<DemandeReapprovisionnement | undefined>
  demandes: (statut: Statut | undefined, page: PageRequest) => Promise<DemandePlacee[]>
}

/** A request with its position in the order of arrival. */
export type DemandePlacee = DemandeReapprovisionnement & { position: number }

/** The stocks within one transaction; reads for a change lock the row until its end. */
export type Stocks = {
  lireStockCentral: (produitId: number) => Promise<StockCentral | undefined>
  /** Like `lireStockCentral`, but creates an empty stock for a product without one. */
  ouvrirStockCentral: (produitId: number) => Promise<StockCentral>
  ecrireStockCentral: (stock: StockCentral) => Promise<void>
  lireStockLocal: (magasinId: number, produitId: number) => Promise<StockLocal | undefined>
  ecrireStockLocal: (stock: StockLocal) => Promise<void>
  existeMagasin: (magasinId: number) => Promise<boolean>
  ajouterTransfert: (transfert: Transfert) => Promise<void>
  ajouterDemande: (demande: DemandeReapprovisionnement) => Promise<void>
}

/** Runs the effect at most once per key, in one transaction with its stored answer. */
export type UneFois = <Answer>(
  request: KeyedRequest,
  effet: (stocks: Stocks) => Promise<Answer>,
) => Promise<Once<Answer>>

export type ProduitInconnu = { kind: 'produit-inconnu' }
export type MagasinInconnu = { kind: 'magasin-inconnu' }
