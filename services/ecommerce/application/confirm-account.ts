import type { Client } from '../domain/client.ts'
import type { KeyReused, RepeatableRequest, RequestInFlight } from './repeatable-request.ts'

/** The code is wrong, used or expired; the answer doesn't reveal which. */
export type InvalidCode = { readonly kind: 'code-invalide' }

/** Opens the account of the registration with this code, once per code and once per key. */
export type ConfirmRegistration = (
  code: string,
  request: RepeatableRequest,
) => Promise<{ readonly client_id: string } | InvalidCode | KeyReused | RequestInFlight>

type Ports = {
  confirmRegistration: ConfirmRegistration
  readClient: (client_id: string) => Promise<Client | undefined>
}

/** Opens a customer's account with the code sent to the address. */
export const confirmAccount =
  ({ confirmRegistration, readClient }: Ports) =>
  async (code: string, request: RepeatableRequest): Promise<Client | InvalidCode | KeyReused | RequestInFlight> => {
    const confirmed = await confirmRegistration(code, request)
    if ('kind' in confirmed) return confirmed
    // A customer erased meanwhile can't be shown any more.
    return (await readClient(confirmed.client_id)) ?? { kind: 'code-invalide' }
  }
