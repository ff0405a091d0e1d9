import {
  ajouterProduit,
  type LignePanier,
  type Panier,
  type PanierPlein,
  type QuantiteTropGrande,
} from '../domain/panier.ts'
import type { KeyReused, RepeatableRequest, RequestInFlight } from './repeatable-request.ts'

export type UnavailableProduct = { readonly kind: 'produit-indisponible'; readonly produit_ids: readonly number[] }
export type UnknownClient = { readonly kind: 'client-inconnu' }

/** Ties a call to the request it is made for. */
export type CallOrigin = {
  readonly correlationId: string
  readonly traceparent?: string
  readonly signal: AbortSignal
}

export type AddToCart = {
  readonly client_id: string
  readonly line: LignePanier
  readonly request: RepeatableRequest
  readonly origin: CallOrigin
}

type DecidedCart = Panier | PanierPlein | QuantiteTropGrande

/** The answer that this key got earlier, if any. */
export type ReadAnswer = (request: RepeatableRequest) => Promise<DecidedCart | KeyReused | RequestInFlight | undefined>
/** Asks the catalogue whether the product exists and is on sale. */
export type VerifyProduct = (produit_id: number, origin: CallOrigin) => Promise<UnavailableProduct | undefined>
/** Applies the decision to the customer's active cart and stores the answer under the key, in one transaction. */
export type ChangeCart = <Refusal extends { readonly kind: string }>(
  client_id: string,
  request: RepeatableRequest,
  decide: (cart: Panier) => Panier | Refusal,
) => Promise<Panier | Refusal | UnknownClient | KeyReused | RequestInFlight>

type Ports = { readAnswer: ReadAnswer; verifyProduct: VerifyProduct; changeCart: ChangeCart }

/** Adds a product that the catalogue sells to the customer's active cart, once per key. Returns the cart. */
export const addToCart =
  ({ readAnswer, verifyProduct, changeCart }: Ports) =>
  async (
    command: AddToCart,
  ): Promise<DecidedCart | UnavailableProduct | UnknownClient | KeyReused | RequestInFlight> => {
    // An earlier answer stays valid even if the catalogue has changed since.
    const earlier = await readAnswer(command.request)
    if (earlier) return earlier
    const unavailable = await verifyProduct(command.line.produit_id, command.origin)
    if (unavailable) return unavailable
    return changeCart(command.client_id, command.request, (cart) => ajouterProduit(cart, command.line))
  }
