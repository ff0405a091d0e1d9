import type { ResumeCheckout } from '#generated/saga-orchestrator/types.ts'
import type { NewSaga, SagaLog } from '#saga/durable/saga-log.ts'
import type { Cell, CheckoutPage, OriginFilter } from '#services/checkout-lists.ts'
import type { SagaConnue } from '../domain/outcome.ts'

/** `known`: a saga with this client and key exists. */
export type KnownSaga = {
  readonly kind: 'known'
  readonly saga: SagaConnue
  readonly fingerprint: Buffer
  readonly startedAt: number
}

/** `client-erased`: the client was erased and may not buy any more. */
export type Acceptance = { readonly kind: 'accepted' } | { readonly kind: 'client-erased' } | KnownSaga

/** The scope of a key is the client. */
export type AcceptSaga = (saga: NewSaga) => Promise<Acceptance>

/** The log of all checkouts as one replica sees it. A saga's id is the id of its checkout. */
export type CheckoutLog = SagaLog<SagaConnue> & {
  readonly accept: AcceptSaga
  /** Active sagas, those in a state, or the parked ones, newest first, older than the cursor `after`. */
  readonly list: (filter: { etat?: string; parked?: boolean; limit: number; after?: string }) => Promise<SagaConnue[]>
  /** From now on no request of this client is accepted; running sagas continue. */
  readonly noteErasedClient: (clientId: string) => Promise<void>
}

/** The checkouts of a page and, if there are more, the first of the next. */
export type ListCheckouts = (page: CheckoutPage) => Promise<ResumeCheckout[]>
/** `isPartial`: older checkouts that ended were not counted. */
export type CountCheckouts = (filter: OriginFilter) => Promise<{ cells: Cell[]; isPartial: boolean }>
