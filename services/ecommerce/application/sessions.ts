import type { RoleEmploye } from '../domain/employe.ts'

/** Whom a session belongs to: a customer or a member of staff. */
export type Account =
  | { readonly kind: 'client'; readonly id: string; readonly role: 'client' }
  | { readonly kind: 'employe'; readonly id: string; readonly role: RoleEmploye }

/** An account as a log-in read it: `version` changes with its password. */
export type ReadVersion = Account & { readonly version: string }

export type IssueAccessToken = (
  subject: { id: string; role: Account['role']; sessionId: string },
  seconds: number,
) => Promise<string>
/**
 * Stores a session of the account and returns it with its first refresh token; undefined if the account was changed or erased
 * since it was read, its password included. Ends the account's oldest sessions if it has too many.
 */
export type StoreSession = (
  account: ReadVersion,
  application: string,
) => Promise<{ sessionId: string; token: string } | undefined>
/** Replaces a refresh token. `reused`: the token was used before, so its session is over now. */
export type RotateToken = (
  token: string,
  key: string,
  application: string,
) => Promise<{ next: string; reused: boolean; kind: Account['kind']; id: string; sessionId: string } | undefined>
/** The account as it is now; undefined if it was disabled or erased. */
export type ReadAccount = (kind: Account['kind'], id: string) => Promise<Account | undefined>
export type CloseSession = (token: string) => Promise<void>

export type Tokens = {
  readonly jeton: string
  readonly expire_dans_s: number
  readonly jeton_renouvellement: string
}
export type SessionInvalide = { readonly kind: 'session-invalide' }

type Ports = { issue: IssueAccessToken; accessSeconds: number }

/** The tokens of a new session; undefined if the account was changed or erased since it was read. */
export const issueTokens =
  ({ store, issue, accessSeconds }: Ports & { store: StoreSession }) =>
  async (account: ReadVersion, application: string): Promise<Tokens | undefined> => {
    const opened = await store(account, application)
    if (opened === undefined) return undefined
    const { id, role } = account
    const jeton = await issue({ id, role, sessionId: opened.sessionId }, accessSeconds)
    return { jeton, expire_dans_s: accessSeconds, jeton_renouvellement: opened.token }
  }

type RenewPorts = Ports & { rotate: RotateToken; readAccount: ReadAccount; onReuse: (id: string) => void }

/** Exchanges a refresh token for new tokens. The role is read again, so that a changed role counts from the next access token on. */
export const renewSession =
  ({ rotate, readAccount, onReuse, issue, accessSeconds }: RenewPorts) =>
  async (token: string, key: string, application: string): Promise<Tokens | SessionInvalide> => {
    const rotated = await rotate(token, key, application)
    if (rotated?.reused) onReuse(rotated.id)
    const account = rotated && !rotated.reused ? await readAccount(rotated.kind, rotated.id) : undefined
    if (rotated === undefined || account === undefined) return { kind: 'session-invalide' }
    const { id, role } = account
    const jeton = await issue({ id, role, sessionId: rotated.sessionId }, accessSeconds)
    return { jeton, expire_dans_s: accessSeconds, jeton_renouvellement: rotated.next }
  }
