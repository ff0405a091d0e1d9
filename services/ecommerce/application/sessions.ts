import type { RoleEmploye } from '../domain/employe.ts'

/** Whom a session belongs to: a customer or a member of staff. */
export type Account =
  | { readonly kind: 'client'; readonly id: string; readonly role: 'client' }
  | { readonly kind: 'employe'; readonly id: string; readonly role: RoleEmploye }

export type IssueAccessToken = (subject: { id: string; role: Account['role'] }, seconds: number) => Promise<string>
/** Stores a session of the account and returns its first refresh token; undefined if the account was changed or erased since it was read. */
export type StoreSession = (account: Account, application: string) => Promise<string | undefined>
/** Replaces a refresh token. `reused`: the token was used before, so its session is over now. */
export type RotateToken = (
  token: string,
  key: string,
  application: string,
) => Promise<{ next: string; reused: boolean; kind: Account['kind']; id: string } | undefined>
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
  async (account: Account, application: string): Promise<Tokens | undefined> => {
    const jeton_renouvellement = await store(account, application)
    if (jeton_renouvellement === undefined) return undefined
    return { jeton: await issue(account, accessSeconds), expire_dans_s: accessSeconds, jeton_renouvellement }
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
    return {
      jeton: await issue(account, accessSeconds),
      expire_dans_s: accessSeconds,
      jeton_renouvellement: rotated.next,
    }
  }
