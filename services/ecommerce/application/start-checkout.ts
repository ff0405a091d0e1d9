import {
  type LignePanier,
  type Panier,
  type PanierPlein,
  type PanierVide,
  type ProduitEnDouble,
  panierDe,
  type QuantiteTropGrande,
} from '../domain/panier.ts'
import { accepter, type ProcessusCheckout } from '../domain/processus-checkout.ts'
import type { UnknownClient } from './add-to-cart.ts'
import type { KeyReused, RepeatableRequest, RequestInFlight } from './repeatable-request.ts'

export type StartCheckout = {
  readonly client_id: string
  /** The cart to check out; without it, the customer's active cart, which the checkout closes. */
  readonly lignes: readonly LignePanier[] | undefined
  readonly request: RepeatableRequest
  readonly traceparent?: string | undefined
}

export type NewCheckout = {
  readonly checkout_id: string
  readonly client_id: string
  readonly panier: Panier | undefined
  readonly acceptedAtMs: number
  readonly traceparent: string | undefined
}

export type AcceptedCheckout = { readonly checkout_id: string }

/**
 * Stores the checkout, closes the active cart if no cart is given, and puts CheckoutInitiated into the outbox: all or
 * nothing, once per key. A repetition returns the first checkout_id.
 */
export type AcceptCheckout = (
  checkout: NewCheckout,
  request: RepeatableRequest,
) => Promise<AcceptedCheckout | PanierVide | UnknownClient | KeyReused | RequestInFlight>

type Ports = {
  acceptCheckout: AcceptCheckout
  /** Called after the commit for a new checkout. */
  onAccepted: (checkoutProcess: ProcessusCheckout) => void
  newId: () => string
  now: () => number
}

/** Accepts a choreographed checkout: the workers process it, and its outcome comes back as an event. */
export const startCheckout =
  ({ acceptCheckout, onAccepted, newId, now }: Ports) =>
  async ({
    client_id,
    lignes: lines,
    request,
    traceparent,
  }: StartCheckout): Promise<
    Awaited<ReturnType<AcceptCheckout>> | PanierPlein | QuantiteTropGrande | ProduitEnDouble
  > => {
    const cart = lines && panierDe(lines)
    if (cart && 'kind' in cart) return cart
    const checkout_id = newId()
    const accepted = await acceptCheckout(
      { checkout_id, client_id, panier: cart, acceptedAtMs: now(), traceparent },
      request,
    )
    if ('kind' in accepted) return accepted
    if (accepted.checkout_id === checkout_id) onAccepted(accepter({ checkout_id, client_id }))
    return accepted
  }
