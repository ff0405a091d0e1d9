import { type Role, roles } from '#generated/roles.ts'
import { newKey } from './idempotency.ts'

export type Application = 'boutique' | 'administration'

/** `expired`: it ended while the page was in use, so the view stays, and its forms with it, until the person logs in again. */
export type SessionState =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'none' }
  | { readonly kind: 'open'; readonly role: Role; readonly subject: string }
  | { readonly kind: 'expired'; readonly role: Role; readonly subject: string }

export type LogInResult = { ok: true } | { ok: false; status: number; retryAfterS: number | undefined }

export type Credentials = {
  readonly email: string
  readonly password: string
  readonly newPassword?: string | undefined
}

export type Session = {
  readonly state: () => SessionState
  readonly subscribe: (listener: () => void) => () => void
  /** The access token, renewed first if it is about to expire; undefined without a session. */
  readonly token: () => Promise<string | undefined>
  /** Gets a new access token. Resolves whether the session is open. */
  readonly renew: () => Promise<boolean>
  /** A temporary password (409) opens a session only together with a new one. */
  readonly logIn: (credentials: Credentials) => Promise<LogInResult>
  readonly logOut: () => Promise<void>
}

type Received = { token: string; expiresInSeconds: number; subject: string; role: string }

/** Renewals begin this long before the token expires. */
const earlyMs = 30_000
const timeoutMs = 20_000

const isRole = (text: string): text is Role => roles.some((role) => role === text)

/** Renewals of one tab at a time: all tabs share the refresh token, which is valid once. */
const alone = <T>(name: string, work: () => Promise<T>): Promise<T> =>
  navigator.locks === undefined ? work() : navigator.locks.request(name, work)

/**
 * The session of one application. The access token stays in memory; the refresh token is in a cookie that scripts can't read.
 */
export const createSession = (application: Application): Session => {
  const address = `/session/${application}`
  const pending = `renewal-${application}`
  const listeners = new Set<() => void>()
  let state: SessionState = { kind: 'unknown' }
  let access: { token: string; expiresAtMs: number } | undefined
  let renewing: Promise<boolean> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const become = (next: SessionState): void => {
    state = next
    for (const listener of listeners) listener()
  }

  const end = (): false => {
    access = undefined
    clearTimeout(timer)
    if (state.kind === 'open') become({ ...state, kind: 'expired' })
    else if (state.kind === 'unknown') become({ kind: 'none' })
    return false
  }

  const begin = ({ token, expiresInSeconds, subject, role }: Received): true => {
    if (!isRole(role)) throw new Error(`unknown role ${role}`)
    access = { token, expiresAtMs: Date.now() + expiresInSeconds * 1_000 }
    clearTimeout(timer)
    timer = setTimeout(() => void renew().catch(() => {}), Math.max(0, expiresInSeconds * 1_000 - earlyMs))
    if (state.kind !== 'open' || state.subject !== subject || state.role !== role)
      become({ kind: 'open', role, subject })
    return true
  }

  const send = (path: string, method: string, headers: Record<string, string>, body?: string): Promise<Response> =>
    fetch(address + path, {
      method,
      headers,
      body: body ?? null,
      cache: 'no-store',
      signal: AbortSignal.timeout(timeoutMs),
    })

  // If an answer is lost, the next attempt repeats the same renewal: another one would look like a stolen token.
  const renewNow = async (): Promise<boolean> => {
    const key = localStorage.getItem(pending) ?? newKey()
    localStorage.setItem(pending, key)
    const response = await send('/renew', 'POST', { 'idempotency-key': `"${key}"` })
    const isAnswered = response.status < 500 && response.status !== 429
    if (isAnswered) localStorage.removeItem(pending)
    if (response.status === 200) return begin((await response.json()) as Received)
    if (isAnswered) return end()
    throw new Error(`the session could not be renewed (${response.status})`)
  }

  const renew = (): Promise<boolean> => {
    renewing ??= alone(`session-${application}`, renewNow).finally(() => {
      renewing = undefined
    })
    return renewing
  }

  const logIn = async (credentials: Credentials): Promise<LogInResult> => {
    const response = await send('', 'POST', { 'content-type': 'application/json' }, JSON.stringify(credentials))
    if (response.status === 200) {
      localStorage.removeItem(pending)
      return { ok: begin((await response.json()) as Received) }
    }
    const after = response.headers.get('retry-after')
    return { ok: false, status: response.status, retryAfterS: after === null ? undefined : Number(after) }
  }

  const logOut = async (): Promise<void> => {
    await alone(`session-${application}`, () => send('', 'DELETE', { 'idempotency-key': `"${newKey()}"` }))
    access = undefined
    clearTimeout(timer)
    become({ kind: 'none' })
  }

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    token: async () => {
      if (access === undefined || access.expiresAtMs - Date.now() < earlyMs / 2) await renew()
      return access?.token
    },
    renew,
    logIn,
    logOut,
  }
}
