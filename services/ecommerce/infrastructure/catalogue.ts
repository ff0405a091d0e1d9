import { lireProduit } from '#generated/catalogue/client.ts'
import type { Transport } from '#platform/http/client.ts'
import type { VerifierProduit } from '../application/ajouter-produit-panier.ts'

/** Asks the catalogue through the gateway. @throws CallFailure if there is no answer */
export const verifierProduit =
  (transport: Transport): VerifierProduit =>
  async (produit_id, { correlationId, signal, traceparent }) => {
    const options = { correlationId, signal, ...(traceparent === undefined ? {} : { traceparent }) }
    const answer = await lireProduit(transport, { path: { produit_id } }, options)
    const enVente = answer.status === 200 && answer.body.actif
    return enVente ? undefined : { refus: 'produit-indisponible', produit_ids: [produit_id] }
  }
