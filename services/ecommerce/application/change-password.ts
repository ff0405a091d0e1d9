import type { Act } from '#platform/delivery/operation-log.ts'
import type { Courriel } from '../domain/client.ts'
import { changementInvalide, type MotDePasseErrone, type MotDePasseInvalide } from '../domain/mot-de-passe.ts'
import type { AdmitAttempt, ForgetAttempts, TooManyAttempts } from './open-session.ts'
import type { HashPassword, VerifyPassword } from './origin.ts'
import type { KeyReused, RepeatableRequest, RequestInFlight } from './repeatable-request.ts'

export type PasswordChanged = { readonly change: true }
/** The account was erased or disabled. */
export type NoAccount = { readonly kind: 'compte-inconnu' }

/** The person of an account, with the hash of the current password. */
export type Person = { readonly nom: string; readonly courriel: Courriel; readonly hash: string }

/** Replaces the hash `from` by `to` and ends all sessions but `kept`, once per key. */
export type WritePassword = (
  change: { id: string; from: string; to: string; kept: string | undefined },
  act: Act,
  request: RepeatableRequest,
) => Promise<PasswordChanged | MotDePasseErrone | KeyReused | RequestInFlight>

type Ports = {
  read: (id: string) => Promise<Person | undefined>
  /** The stored answer of a request that was already processed; undefined: it wasn't. */
  readAnswer: (
    request: RepeatableRequest,
    hash: string,
  ) => Promise<PasswordChanged | MotDePasseErrone | KeyReused | RequestInFlight | undefined>
  admit: AdmitAttempt
  forget: ForgetAttempts
  verify: VerifyPassword
  hash: HashPassword
  saltOf: (request: RepeatableRequest) => Buffer
  write: WritePassword
}

export type ChangePassword = {
  readonly id: string
  readonly ancien_mot_de_passe: string
  readonly mot_de_passe: string
  /** The session of the request, which stays open. */
  readonly sessionId: string | undefined
  readonly act: Act
  readonly request: RepeatableRequest
  readonly source: string
  readonly signal?: AbortSignal
}

/**
 * Changes a person's own password, once per key: a repetition gets the first answer, although the old password is wrong by then. Wrong
 * passwords count as wrong log-ins, so that a stolen access token doesn't allow unlimited guesses.
 */
export const changePassword =
  ({ read, readAnswer, admit, forget, verify, hash, saltOf, write }: Ports) =>
  async (
    command: ChangePassword,
  ): Promise<
    PasswordChanged | NoAccount | MotDePasseInvalide | MotDePasseErrone | TooManyAttempts | KeyReused | RequestInFlight
  > => {
    const { id, ancien_mot_de_passe, mot_de_passe, request, source, signal } = command
    const person = await read(id)
    if (person === undefined) return { kind: 'compte-inconnu' }
    const { courriel, hash: from } = person
    const invalid = changementInvalide(mot_de_passe, ancien_mot_de_passe, person)
    if (invalid !== undefined) return invalid
    const origin = { source, account: courriel, ...(signal ? { signal } : {}) }
    const to = await hash(mot_de_passe, origin, saltOf(request))
    const stored = await readAnswer(request, to)
    if (stored !== undefined) return stored
    const wait = await admit(courriel, source)
    if (wait !== undefined) return { kind: 'too-many-attempts', ...wait }
    if (!(await verify(ancien_mot_de_passe, from, origin))) return { kind: 'mot-de-passe-errone' }
    await forget(courriel, source)
    return write({ id, from, to, kept: command.sessionId }, command.act, request)
  }
