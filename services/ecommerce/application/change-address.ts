import { type AdresseLivraison, adresseLivraison, type ClientInvalide } from '../domain/client.ts'
import type { UnknownClient } from './add-to-cart.ts'
import type { KeyReused, RepeatableRequest, RequestInFlight } from './repeatable-request.ts'

/** Stores the address once per key. The answer contains no personal data, because it is kept with the key. */
export type WriteAddress = (
  client_id: string,
  address: AdresseLivraison,
  request: RepeatableRequest,
) => Promise<{ client_id: string } | UnknownClient | KeyReused | RequestInFlight>

/** Changes the customer's delivery address. Returns it as stored. */
export const changeAddress =
  (write: WriteAddress) => async (client_id: string, entered: AdresseLivraison, request: RepeatableRequest) => {
    const address: AdresseLivraison | ClientInvalide = adresseLivraison(entered)
    if ('kind' in address) return address
    const written = await write(client_id, address, request)
    return 'kind' in written ? written : { client_id, adresse_livraison: address }
  }
