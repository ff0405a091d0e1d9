import type { KeyedRequest, Once } from '#platform/delivery/idempotency.ts'
import type { PageRequest } from '#platform/http/page.ts'
import type { DemandeReapprovisionnement, Statut } from '../domain/demande-reapprovisionnement.ts'
import type { Lignes } from '../domain/lignes.ts'
import type { ReservationAnnulee } from '../domain/reservation.ts'
import type { StockCentral, StockInsuffisant } from '../domain/stock-central.ts'
import type { StockLocal, Transfert } from '../domain/stock-local.ts'

/** Refusal: the caller's lease was taken over by another coordinator. */
export type EpochSuperseded = { kind: 'epoch-superseded' }

/** A hot operation: its key, and the epoch of the lease under which the caller acts, where it has one. */
export type Demande = KeyedRequest & { epoch: number | undefined }

export type IssueReservation = { kind: 'reservee' } | StockInsuffisant | ReservationAnnulee | EpochSuperseded
export type IssueLiberation = { kind: 'liberee'; lignes: Lignes } | EpochSuperseded

/** Reserves and releases under a key; rule, effect and stored answer are one transaction. */
export type Reserver = (demande: Demande, checkoutId: string, lignes: Lignes) => Promise<Once<IssueReservation>>
export type Liberer = (demande: Demande, checkoutId: string) => Promise<Once<IssueLiberation>>

/** What is known of a checkout's reservation. A tombstone is released and has no lines. */
export type ReservationConnue = {
  etat: 'reservee' | 'liberee'
  lignes: Lignes
  /** The application that released it; unknown for what was released before it was kept. */
  libereePar: string | null
}
export type LireReservation = (checkoutId: string) => Promise<ReservationConnue | undefined>

/** Pieces available by product; a product without stock is missing. */
export type LireDisponibles = (produitIds: readonly number[]) => Promise<ReadonlyMap<number, number>>

/** Reads, each a statement of its own. Pages hold up to `limit + 1` elements. */
export type Lectures = {
  disponibles: LireDisponibles
  stockCentral: (produitId: number) => Promise<StockCentral | undefined>
  stocksCentraux: (page: PageRequest) => Promise<StockCentral[]>
  stocksLocaux: (magasinId: number, page: PageRequest) => Promise<StockLocal[] | undefined>
  demande: (demandeId: string) => Promise<DemandeReapprovisionnement | undefined>
  demandes: (statut: Statut | undefined, page: PageRequest) => Promise<DemandePlacee[]>
}

/** A request with its place in the order of arrival. */
export type DemandePlacee = DemandeReapprovisionnement & { position: number }

/** The stocks as one transaction sees and changes them; what is read for a change is locked until it ends. */
export type Stocks = {
  lireStockCentral: (produitId: number) => Promise<StockCentral | undefined>
  /** As `lireStockCentral`; a product that has no stock yet gets an empty one. */
  ouvrirStockCentral: (produitId: number) => Promise<StockCentral>
  ecrireStockCentral: (stock: StockCentral) => Promise<void>
  lireStockLocal: (magasinId: number, produitId: number) => Promise<StockLocal | undefined>
  ecrireStockLocal: (stock: StockLocal) => Promise<void>
  existeMagasin: (magasinId: number) => Promise<boolean>
  ajouterTransfert: (transfert: Transfert) => Promise<void>
  ajouterDemande: (demande: DemandeReapprovisionnement) => Promise<void>
}

/** Runs the effect at most once for a key, in one transaction with its stored answer. */
export type UneFois = <Answer>(
  request: KeyedRequest,
  effet: (stocks: Stocks) => Promise<Answer>,
) => Promise<Once<Answer>>

export type ProduitInconnu = { kind: 'produit-inconnu' }
export type MagasinInconnu = { kind: 'magasin-inconnu' }
