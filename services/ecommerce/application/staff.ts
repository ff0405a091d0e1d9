import type { Act } from '#platform/delivery/operation-log.ts'
import type { Courriel } from '../domain/client.ts'
import {
  type AuteurSansDroit,
  type DernierAdministrateur,
  type Employe,
  type EmployeInvalide,
  entreeRefusee,
  nouvelEmploye,
  type PropreMotDePasse,
  type ProvisoireARemplacer,
} from '../domain/employe.ts'
import { changementInvalide, type MotDePasseInvalide, regleEnfreinte } from '../domain/mot-de-passe.ts'
import type { AdmitAttempt, ForgetAttempts, InvalidCredentials, TooManyAttempts } from './open-session.ts'
import type { HashPassword, Origin, VerifyPassword } from './origin.ts'
import type { KeyReused, RepeatableRequest, RequestInFlight } from './repeatable-request.ts'
import type { ReadVersion, Tokens } from './sessions.ts'

export type EmailTaken = { readonly kind: 'courriel-pris' }
export type UnknownStaff = { readonly kind: 'employe-inconnu' }
type Keyed<T> = Promise<T | KeyReused | RequestInFlight>

/**
 * Checks the author's account too: an access token is valid for minutes after its account was disabled, and must not be enough to
 * enable the account again.
 */
export type WriteStaff = (
  employe: Omit<Employe, 'employe_id'> & { hash: string },
  act: Act,
  request: RepeatableRequest,
) => Keyed<Employe | EmailTaken | AuteurSansDroit>
export type ChangeStaff = (
  change: Pick<Employe, 'employe_id' | 'role' | 'actif'>,
  act: Act,
  request: RepeatableRequest,
) => Keyed<Employe | UnknownStaff | DernierAdministrateur | AuteurSansDroit>
/** Only active accounts. */
export type ReadStaffCredentials = (courriel: Courriel) => Promise<{ employe: Employe; hash: string } | undefined>

/** Sets a temporary password, and ends the account's sessions. */
export type SetTemporary = (
  change: { employe_id: string; hash: string },
  act: Act,
  request: RepeatableRequest,
) => Keyed<Employe | UnknownStaff | PropreMotDePasse | AuteurSansDroit>
/** Replaces a hash, and ends the account's sessions; false if the hash is no longer `from`. */
export type ReplaceStaffHash = (change: { id: string; from: string; to: string }, act: Act) => Promise<boolean>

export type NewStaff = Pick<Employe, 'nom' | 'role'> & { courriel: string; mot_de_passe: string }

type CreatePorts = {
  write: WriteStaff
  hash: HashPassword
  saltOf: (request: RepeatableRequest) => Buffer
}
type Request = { act: Act; request: RepeatableRequest; source: string; signal?: AbortSignal }

/** Creates an account for a member of staff, once per key. */
export const createStaff =
  ({ write, hash, saltOf }: CreatePorts) =>
  async (
    { mot_de_passe, ...input }: NewStaff,
    { act, request, source, signal }: Request,
  ): Keyed<Employe | EmployeInvalide | EmailTaken | AuteurSansDroit> => {
    const employe = nouvelEmploye(input)
    if ('kind' in employe) return employe
    const rule = regleEnfreinte(mot_de_passe, employe)
    if (rule !== undefined) return { kind: 'employe-invalide', champ: 'mot_de_passe', regle: rule }
    const origin = { source, account: employe.courriel, ...(signal ? { signal } : {}) }
    return write({ ...employe, hash: await hash(mot_de_passe, origin, saltOf(request)) }, act, request)
  }

type LogInPorts = {
  admit: AdmitAttempt
  forget: ForgetAttempts
  read: ReadStaffCredentials
  verify: VerifyPassword
  nobodysHash: string
  open: (account: ReadVersion, application: string) => Promise<Tokens | undefined>
  hash: (password: string, origin: Origin) => Promise<string>
  replace: ReplaceStaffHash
  parse: (text: string) => Courriel | undefined
}
type LogIn = {
  courriel: string
  mot_de_passe: string
  /** Replaces the password before the session opens. */
  nouveau_mot_de_passe?: string | undefined
  source: string
  application: string
  correlationId: string
  signal?: AbortSignal
}
type LoggedIn = Tokens & Pick<Employe, 'employe_id' | 'role'>
type Refused = InvalidCredentials | TooManyAttempts | ProvisoireARemplacer | MotDePasseInvalide

type Known = { employe: Employe; hash: string }

/** The hash with which the session opens: the current one, or that of the new password. */
const currentHash = async (
  { hash, replace }: Pick<LogInPorts, 'hash' | 'replace'>,
  { employe, hash: from }: Known,
  { mot_de_passe, nouveau_mot_de_passe: next, application, correlationId }: LogIn,
  origin: Origin,
): Promise<string | Refused> => {
  const refused = entreeRefusee(employe, next !== undefined)
  if (refused !== undefined) return refused
  if (next === undefined) return from
  const invalid = changementInvalide(next, mot_de_passe, employe)
  if (invalid !== undefined) return invalid
  const { employe_id: id, role } = employe
  const to = await hash(next, origin)
  const act = { operation: 'connecterEmploye', author: id, role, application, correlationId }
  return (await replace({ id, from, to }, act)) ? to : { kind: 'identifiants-invalides' }
}

/**
 * Exchanges a member of staff's address and password for tokens, with the same limits as for customers. A temporary password opens a
 * session only together with a new one.
 */
export const logInStaff =
  ({ admit, forget, read, verify, nobodysHash, open, parse, ...passwords }: LogInPorts) =>
  async (command: LogIn): Promise<LoggedIn | Refused> => {
    const address = parse(command.courriel)
    const { source, signal } = command
    const wait = address === undefined ? undefined : await admit(address, source)
    if (wait !== undefined) return { kind: 'too-many-attempts', ...wait }
    const known = address === undefined ? undefined : await read(address)
    const origin = { source, account: address ?? '', ...(signal ? { signal } : {}) }
    const isRight = await verify(command.mot_de_passe, known?.hash ?? nobodysHash, origin)
    if (address === undefined || known === undefined || !isRight) return { kind: 'identifiants-invalides' }
    await forget(address, source)
    const version = await currentHash(passwords, known, command, origin)
    if (typeof version !== 'string') return version
    const { employe_id, role } = known.employe
    const tokens = await open({ kind: 'employe', id: employe_id, role, version }, command.application)
    return tokens === undefined ? { kind: 'identifiants-invalides' } : { ...tokens, employe_id, role }
  }

type TemporaryPorts = {
  read: (employe_id: string) => Promise<Known | undefined>
  write: SetTemporary
  hash: HashPassword
  saltOf: (request: RepeatableRequest) => Buffer
}

/** Sets a temporary password for a member of staff, once per key. */
export const setTemporaryPassword =
  ({ read, write, hash, saltOf }: TemporaryPorts) =>
  async (
    { employe_id, mot_de_passe }: { employe_id: string; mot_de_passe: string },
    { act, request, source, signal }: Request,
  ): Keyed<Employe | UnknownStaff | MotDePasseInvalide | PropreMotDePasse | AuteurSansDroit> => {
    const known = await read(employe_id)
    if (known === undefined) return { kind: 'employe-inconnu' }
    const regle = regleEnfreinte(mot_de_passe, known.employe)
    if (regle !== undefined) return { kind: 'mot-de-passe-invalide', regle }
    const origin = { source, account: known.employe.courriel, ...(signal ? { signal } : {}) }
    return write({ employe_id, hash: await hash(mot_de_passe, origin, saltOf(request)) }, act, request)
  }
