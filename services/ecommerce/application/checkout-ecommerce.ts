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
import type { ClientInconnu } from './ajouter-produit-panier.ts'
import type { CleReutilisee, Demande, DemandeEnVol } from './demande.ts'

export type CheckoutEcommerce = {
  readonly client_id: string
  /** The cart to check out; without it, the customer's active cart, which the checkout closes. */
  readonly lignes: readonly LignePanier[] | undefined
  readonly demande: Demande
  readonly traceparent?: string | undefined
}

export type CheckoutAAccepter = {
  readonly checkout_id: string
  readonly client_id: string
  readonly panier: Panier | undefined
  readonly accepteLeMs: number
  readonly traceparent: string | undefined
}

export type CheckoutAccepte = { readonly checkout_id: string }

/**
 * Stores the checkout, closes the active cart if no cart is given, and puts CheckoutInitiated into the outbox: all or
 * nothing, once per key. A repetition returns the first checkout_id.
 */
export type AccepterCheckout = (
  checkout: CheckoutAAccepter,
  demande: Demande,
) => Promise<CheckoutAccepte | PanierVide | ClientInconnu | CleReutilisee | DemandeEnVol>

type Ports = {
  accepterCheckout: AccepterCheckout
  /** Called after the commit for a new checkout. */
  onAccepted: (processus: ProcessusCheckout) => void
  nouvelId: () => string
  now: () => number
}

/** Accepts a choreographed checkout: the workers process it, and its outcome comes back as an event. */
export const checkoutEcommerce =
  ({ accepterCheckout, onAccepted, nouvelId, now }: Ports) =>
  async ({
    client_id,
    lignes,
    demande,
    traceparent,
  }: CheckoutEcommerce): Promise<
    Awaited<ReturnType<AccepterCheckout>> | PanierPlein | QuantiteTropGrande | ProduitEnDouble
  > => {
    const panier = lignes && panierDe(lignes)
    if (panier && 'refus' in panier) return panier
    const checkout_id = nouvelId()
    const accepte = await accepterCheckout({ checkout_id, client_id, panier, accepteLeMs: now(), traceparent }, demande)
    if ('refus' in accepte) return accepte
    if (accepte.checkout_id === checkout_id) onAccepted(accepter({ checkout_id, client_id }))
    return accepte
  }
