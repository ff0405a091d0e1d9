import { type Client, type Courriel, courriel as parse } from '../domain/client.ts'
import { type MotDePasseInvalide, regleEnfreinte } from '../domain/mot-de-passe.ts'
import type { PasswordChanged } from './change-password.ts'
import type { InvalidCode } from './confirm-account.ts'
import type { ForgetAttempts } from './open-session.ts'
import type { HashPassword } from './origin.ts'
import type { KeyReused, RepeatableRequest, RequestInFlight } from './repeatable-request.ts'

export type ResetRequested = { readonly expire_dans_s: number }
export type InvalidAddress = { readonly kind: 'client-invalide'; readonly champ: string; readonly regle: string }

/** Stores the message and the key in one transaction. Returns the same whether or not the address has an account. */
export type WriteResetRequest = (
  reset: { id: string; courriel: Courriel; code: string; source: string },
  request: RepeatableRequest,
) => Promise<ResetRequested | KeyReused | RequestInFlight>

type RequestPorts = { write: WriteResetRequest; newId: () => string; newCode: () => string }

/** Sends a code to an address, once per key. */
export const requestReset =
  ({ write, newId, newCode }: RequestPorts) =>
  async (
    { courriel, source }: { courriel: string; source: string },
    request: RepeatableRequest,
  ): Promise<ResetRequested | InvalidAddress | KeyReused | RequestInFlight> => {
    const address = parse(courriel)
    if (address === undefined) return { kind: 'client-invalide', champ: 'courriel', regle: 'an e-mail address' }
    return write({ id: newId(), courriel: address, code: newCode(), source }, request)
  }

/** Uses the code and replaces the password, once per key; ends all sessions and all other codes of the customer. */
export type WriteReset = (
  reset: { code: string; hash: string },
  request: RepeatableRequest,
) => Promise<PasswordChanged | InvalidCode | KeyReused | RequestInFlight>

type ResetPorts = {
  /** The customer of a valid code. */
  read: (code: string) => Promise<Client | undefined>
  write: WriteReset
  hash: HashPassword
  saltOf: (request: RepeatableRequest) => Buffer
  forget: ForgetAttempts
}
type Reset = { code: string; mot_de_passe: string; source: string; signal?: AbortSignal }

/**
 * Sets a new password with the code of a message. The rules are checked first, so that a rejected password doesn't use the code. An
 * unknown code is hashed for, too: it may be a repetition, whose stored answer needs the hash.
 */
export const resetPassword =
  ({ read, write, hash, saltOf, forget }: ResetPorts) =>
  async (
    { code, mot_de_passe, source, signal }: Reset,
    request: RepeatableRequest,
  ): Promise<PasswordChanged | MotDePasseInvalide | InvalidCode | KeyReused | RequestInFlight> => {
    const client = await read(code)
    const regle = client && regleEnfreinte(mot_de_passe, client)
    if (regle !== undefined) return { kind: 'mot-de-passe-invalide', regle }
    const origin = { source, account: client?.courriel ?? '', ...(signal ? { signal } : {}) }
    const changed = await write({ code, hash: await hash(mot_de_passe, origin, saltOf(request)) }, request)
    if ('change' in changed && client !== undefined) await forget(client.courriel, source)
    return changed
  }
