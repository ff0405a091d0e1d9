import type { KeyedRequest, Once } from '#platform/delivery/idempotency.ts'
import type { PageRequest } from '#platform/http/page.ts'
import type { Magasin } from '../domain/magasin.ts'
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
