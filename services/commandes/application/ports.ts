import type { KeyedRequest, Once } from '#platform/delivery/idempotency.ts'
import type { PageRequest } from '#platform/http/page.ts'
import type { Chiffres } from '../domain/chiffres.ts'
import type { Magasin } from '../domain/magasin.ts'
import type { Periode } from '../domain/periode.ts'
import type { CommandeVente, Vente, VenteAnnulee } from '../domain/vente.ts'

/** Refusal: another coordinator has taken over the caller's lease. */
export type EpochSuperseded = { kind: 'epoch-superseded' }

/** A hot operation: its key, and the epoch of the caller's lease, if it has one. */
export type FencedRequest = KeyedRequest & { epoch: number | undefined }

export type SaleOutcome = { kind: 'enregistree'; commandeId: string } | VenteAnnulee | EpochSuperseded
export type CancellationOutcome = { kind: 'annulee'; commandeId: string | null } | EpochSuperseded

type NewSale = CommandeVente & { commandeId: string; magasinId: number; totalCents: number }

/** Record and cancel under a key; rule, effect and stored answer are one transaction. */
export type WriteSale = (request: FencedRequest, sale: NewSale) => Promise<Once<SaleOutcome>>
export type CancelSale = (
  request: FencedRequest,
  checkoutId: string,
  motif: string,
) => Promise<Once<CancellationOutcome>>
/** Either the sale of a checkout, or the reason why it will never have one. Under a key, without an epoch. */
export type DecisionOutcome = { kind: 'enregistree'; commandeId: string } | (VenteAnnulee & { motif: string | null })
export type DecideSale = (request: KeyedRequest, checkoutId: string, motif: string) => Promise<Once<DecisionOutcome>>

export type ReadSale = (commandeId: string) => Promise<Vente | undefined>
/** Up to `limit + 1` shops. */
export type ReadShops = (page: PageRequest) => Promise<Magasin[]>

/** The place of a sale in the list of its shop, newest first. */
export type SalePosition = { createdAtUs: number; commandeId: string }
export type ListedSale = Omit<Vente, 'lignes'> & {
  position: SalePosition
  cancelledAtMs: number | null
  motif: string | null
}
export type SaleFilter = { etat: Vente['etat'] | undefined; fromMs: number | undefined; untilMs: number | undefined }
/** The orders of a customer, up to `limit + 1` after the position. */
export type ListClientSales = (
  clientId: string,
  etat: Vente['etat'] | undefined,
  page: { after: SalePosition | undefined; limit: number },
) => Promise<ListedSale[]>
/** Up to `limit + 1` sales after the position; undefined for an unknown shop. */
export type ListSales = (
  shop: number,
  filter: SaleFilter,
  page: { after: SalePosition | undefined; limit: number },
) => Promise<ListedSale[] | undefined>

/** The figures of a shop in a period and in the one before it. */
export type ShopFigures = Magasin & { figures: Chiffres; previous: Chiffres }
export type ProductSales = { produitId: number; quantite: number; chiffreAffairesCents: number }
/** All figures of one call come from one snapshot. */
export type ReadFigures = {
  /** A page of shops in the order of their ids, up to `limit + 1`. */
  ofShops: (period: Periode, page: PageRequest) => Promise<ShopFigures[]>
  /** All shops, and the products with the highest turnover. */
  ofAll: (period: Periode, products: number) => Promise<{ shops: ShopFigures[]; best: ProductSales[] }>
}

export type StockSums = { pieces: number; ruptures: number }
/** The stock at inventaire; undefined if inventaire doesn't answer. */
export type ReadStock = (
  request: { shops: readonly number[]; products: readonly number[] },
  call: { correlationId: string; traceparent?: string; signal: AbortSignal },
) => Promise<
  | {
      central: StockSums
      allShops: StockSums
      ofShop: ReadonlyMap<number, StockSums>
      /** Available pieces in the central stock. */
      ofProduct: ReadonlyMap<number, number>
    }
  | undefined
>
