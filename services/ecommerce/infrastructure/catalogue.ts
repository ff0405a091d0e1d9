import { lireProduit } from '#generated/catalogue/client.ts'
import type { Transport } from '#platform/http/client.ts'
import type { VerifyProduct } from '../application/add-to-cart.ts'

/** Asks the catalogue through the gateway. @throws CallFailure if there is no answer */
export const verifyProduct =
  (transport: Transport): VerifyProduct =>
  async (produit_id, { correlationId, signal, traceparent }) => {
    const options = { correlationId, signal, ...(traceparent === undefined ? {} : { traceparent }) }
    const answer = await lireProduit(transport, { path: { produit_id } }, options)
    const isOnSale = answer.status === 200 && answer.body.actif
    return isOnSale ? undefined : { kind: 'produit-indisponible', produit_ids: [produit_id] }
  }
