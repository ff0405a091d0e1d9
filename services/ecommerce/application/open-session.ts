import { type Courriel, courriel } from '../domain/client.ts'
import type { VerifyPassword } from './origin.ts'
import type { ReadVersion, Tokens } from './sessions.ts'

export type OpenSession = {
  readonly courriel: string
  readonly mot_de_passe: string
  readonly source: string
  /** The application that asks; refresh tokens are valid only through it. */
  readonly application: string
  readonly signal?: AbortSignal
}
export type Session = Tokens & { readonly client_id: string }
export type InvalidCredentials = { readonly kind: 'identifiants-invalides' }
export type TooManyAttempts = { readonly kind: 'too-many-attempts'; readonly waitSeconds: number }

/** `version` changes with the customer's data, the password included. */
export type ReadCredentials = (
  courriel: Courriel,
) => Promise<{ client_id: string; passwordHash: string; version: string } | undefined>
/**
 * Counts an attempt for an address from a source, or returns how long no attempt is allowed. Knows nothing about
 * accounts.
 */
export type AdmitAttempt = (courriel: Courriel, source: string) => Promise<{ waitSeconds: number } | undefined>
export type ForgetAttempts = (courriel: Courriel, source: string) => Promise<void>

type Ports = {
  admitAttempt: AdmitAttempt
  forgetAttempts: ForgetAttempts
  readCredentials: ReadCredentials
  verify: VerifyPassword
  /** A hash that no password matches, so that an unknown address takes as long as a wrong password. */
  hashOfNobody: string
  issueTokens: (account: ReadVersion, application: string) => Promise<Tokens | undefined>
}

/**
 * Exchanges a customer's address and password for tokens. Reveals neither which of the two was wrong nor, after too
 * many attempts, whether the address has an account. A correct password clears earlier wrong attempts from the same
 * source.
 */
export const openSession =
  ({ admitAttempt, forgetAttempts, readCredentials, verify, hashOfNobody, issueTokens }: Ports) =>
  async (command: OpenSession): Promise<Session | InvalidCredentials | TooManyAttempts> => {
    const address = courriel(command.courriel)
    const { source, signal } = command
    const wait = address === undefined ? undefined : await admitAttempt(address, source)
    if (wait !== undefined) return { kind: 'too-many-attempts', ...wait }
    const credentials = address === undefined ? undefined : await readCredentials(address)
    const origin = { source, account: address ?? '', ...(signal ? { signal } : {}) }
    const isRight = await verify(command.mot_de_passe, credentials?.passwordHash ?? hashOfNobody, origin)
    if (address === undefined || !credentials || !isRight) return { kind: 'identifiants-invalides' }
    await forgetAttempts(address, source)
    const { client_id, version } = credentials
    const tokens = await issueTokens({ kind: 'client', id: client_id, role: 'client', version }, command.application)
    return tokens === undefined ? { kind: 'identifiants-invalides' } : { ...tokens, client_id }
  }
