import type { Act } from '#platform/delivery/operation-log.ts'
import type { Courriel } from '../domain/client.ts'
import {
  type AuteurSansDroit,
  type DernierAdministrateur,
  type Employe,
  type EmployeInvalide,
  nouvelEmploye,
} from '../domain/employe.ts'
import { regleEnfreinte } from '../domain/mot-de-passe.ts'
import type { AdmitAttempt, ForgetAttempts, InvalidCredentials, TooManyAttempts } from './open-session.ts'
import type { HashPassword, VerifyPassword } from './origin.ts'
import type { KeyReused, RepeatableRequest, RequestInFlight } from './repeatable-request.ts'
import type { Account, Tokens } from './sessions.ts'

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
  open: (account: Account, application: string) => Promise<Tokens | undefined>
  parse: (text: string) => Courriel | undefined
}
type LogIn = { courriel: string; mot_de_passe: string; source: string; application: string; signal?: AbortSignal }

/** Exchanges a member of staff's address and password for tokens, with the same limits as for customers. */
export const logInStaff =
  ({ admit, forget, read, verify, nobodysHash, open, parse }: LogInPorts) =>
  async (
    command: LogIn,
  ): Promise<(Tokens & Pick<Employe, 'employe_id' | 'role'>) | InvalidCredentials | TooManyAttempts> => {
    const address = parse(command.courriel)
    const { source, signal } = command
    const wait = address === undefined ? undefined : await admit(address, source)
    if (wait !== undefined) return { kind: 'too-many-attempts', ...wait }
    const known = address === undefined ? undefined : await read(address)
    const origin = { source, account: address ?? '', ...(signal ? { signal } : {}) }
    const isRight = await verify(command.mot_de_passe, known?.hash ?? nobodysHash, origin)
    if (address === undefined || known === undefined || !isRight) return { kind: 'identifiants-invalides' }
    await forget(address, source)
    const { employe_id, role } = known.employe
    const tokens = await open({ kind: 'employe', id: employe_id, role }, command.application)
    return tokens === undefined ? { kind: 'identifiants-invalides' } : { ...tokens, employe_id, role }
  }
