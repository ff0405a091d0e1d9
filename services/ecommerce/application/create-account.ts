import { type AdresseLivraison, type Client, type ClientInvalide, nouveauClient } from '../domain/client.ts'
import { regleEnfreinte } from '../domain/mot-de-passe.ts'
import type { HashPassword } from './origin.ts'
import type { KeyReused, RepeatableRequest, RequestInFlight } from './repeatable-request.ts'

export type CreateAccount = {
  readonly nom: string
  readonly courriel: string
  readonly mot_de_passe: string
  readonly adresse_livraison: AdresseLivraison
  readonly request: RepeatableRequest
  readonly source: string
  readonly signal?: AbortSignal
}

export type Account = { readonly client: Client; readonly passwordHash: string }
/** `source`: the network that the request comes from. */
export type Registration = Account & { readonly code: string; readonly source: string }
export type Registered = { readonly expire_dans_s: number }

/**
 * Stores the registration, its message and the key in one transaction. Returns the same whether or not the address has an
 * account. The password's hash is part of the key's fingerprint.
 */
export type WriteRegistration = (
  registration: Registration,
  request: RepeatableRequest,
) => Promise<Registered | KeyReused | RequestInFlight>

type Ports = {
  writeRegistration: WriteRegistration
  hash: HashPassword
  /** A salt that is the same for a repeated request, and that can't be computed from outside. */
  saltOf: (request: RepeatableRequest) => Buffer
  newId: () => string
  newCode: () => string
}

/**
 * Registers a customer, once per key; the account exists once the code of the message is confirmed. Hashes the password in
 * every case, so that neither the answer nor its time reveals whether the address has an account.
 */
export const createAccount =
  ({ writeRegistration, hash, saltOf, newId, newCode }: Ports) =>
  async (command: CreateAccount): Promise<Registered | ClientInvalide | KeyReused | RequestInFlight> => {
    const client = nouveauClient(newId(), command)
    if ('kind' in client) return client
    const rule = regleEnfreinte(command.mot_de_passe, client)
    if (rule !== undefined) return { kind: 'client-invalide', champ: 'mot_de_passe', regle: rule }
    const { source, signal, request } = command
    const origin = { source, account: client.courriel, ...(signal ? { signal } : {}) }
    const passwordHash = await hash(command.mot_de_passe, origin, saltOf(request))
    return writeRegistration({ client, passwordHash, code: newCode(), source }, request)
  }
