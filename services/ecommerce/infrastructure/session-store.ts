import { hash, randomBytes } from 'node:crypto'
import { type Pool, sql, type Tx } from '#platform/postgres/pool.ts'
import type { Account, CloseSession, ReadAccount, RotateToken, StoreSession } from '../application/sessions.ts'
import type { RoleEmploye } from '../domain/employe.ts'
import { sessionsMax } from '../domain/session.ts'
import type { ClientKeys } from './client-keys.ts'

/** How long a session lasts without a new log-in: long for customers, a working day for the staff. */
const lifetimeSeconds: Readonly<Record<Account['kind'], number>> = { client: 30 * 86_400, employe: 12 * 3_600 }
const tokenBytes = 32

// Each log-in removes a few old sessions: removing all at once could exceed the statement's time limit, at every log-in. The account
// is locked and its version compared, so that a change of it, or of its password, either closes this session or prevents it. All sessions
// of a kind last equally long, so the one that expires first is the oldest.
const opening = (account: string): string => `
  with expired as (
    delete from session where session_id = any(array(
      select session_id from session where expire_le < clock_timestamp() - interval '1 day'
      order by expire_le limit 5 for update skip locked))
  ), account as (${account} for share), surplus as (
    update session set fermee_le = clock_timestamp(), motif = 'limite' where session_id = any(array(
      select session_id from session, account where compte_id = $2 and fermee_le is null and expire_le > clock_timestamp()
      order by expire_le desc offset $7))
  ), opened as (
    insert into session (genre, compte_id, application, expire_le)
    select $1, $2, $3, clock_timestamp() + make_interval(secs => $4) from account returning session_id
  )
  insert into jeton_renouvellement (empreinte, session_id) select $5, session_id from opened returning session_id`
const openOf = {
  client: sql(
    'session-open-client',
    opening(`select from client where client_id = $2 and encode(sha256(donnees), 'hex') = $6`),
  ),
  employe: sql(
    'session-open-staff',
    opening('select from employe where employe_id = $2 and actif and mot_de_passe = $6 and role = $8'),
  ),
}
const rotate = sql('session-rotate', 'select session_renouveler($1, $2, $3, $4) as session')
const close = sql(
  'session-close',
  `update session set fermee_le = clock_timestamp(), motif = 'deconnexion'
   where session_id = (select session_id from jeton_renouvellement where empreinte = $1) and fermee_le is null`,
)
const closeAll = sql(
  'session-close-all',
  `update session set fermee_le = clock_timestamp(), motif = 'compte' where compte_id = $1 and fermee_le is null`,
)
const closeOthers = sql(
  'session-close-others',
  `update session set fermee_le = clock_timestamp(), motif = 'mot-de-passe'
   where compte_id = $1 and session_id is distinct from $2 and fermee_le is null`,
)
const readStaff = sql('session-staff', 'select role from employe where employe_id = $1 and actif')
const readClient = sql('session-client', 'select client_id from client where client_id = $1 and efface_le is null')

/** Tokens have 256 random bits, so a plain digest of one can't be reversed. */
const digest = (token: string): Buffer => hash('sha256', token, 'buffer')

export const storeSession =
  (pool: Pool): StoreSession =>
  async ({ kind, id, role, version }, application) => {
    const token = randomBytes(tokenBytes).toString('base64url')
    const values = [kind, id, application, lifetimeSeconds[kind], digest(token), version, sessionsMax[kind] - 1]
    const [opened] = await pool.query<{ session_id: string }>(
      openOf[kind],
      kind === 'employe' ? [...values, role] : values,
    )
    return opened && { sessionId: opened.session_id, token }
  }

type Rotated = {
  session: { reutilise: boolean; genre: Account['kind']; compte_id: string; session_id: string } | null
}

/** The successor is derived from token and key, so a repeated request gets the same one, although only digests are stored. */
export const rotateToken =
  (pool: Pool, keys: Pick<ClientKeys, 'nextToken'>): RotateToken =>
  async (token, key, application) => {
    const next = keys.nextToken(token, key)
    const [row] = await pool.query<Rotated>(rotate, [digest(token), key, application, digest(next)])
    if (!row?.session) return undefined
    const { reutilise, genre, compte_id, session_id } = row.session
    return { next, reused: reutilise, kind: genre, id: compte_id, sessionId: session_id }
  }

export const closeSession =
  (pool: Pool): CloseSession =>
  async (token) => {
    await pool.query(close, [digest(token)])
  }

/** Ends the sessions of an account except one, in the transaction that changes its password. */
export const closeOtherSessions = async (tx: Tx, id: string, kept: string | undefined): Promise<void> => {
  await tx.query(closeOthers, [id, kept ?? null])
}

/** Ends every session of an account, in the transaction of what makes it necessary. */
export const closeSessionsOf = async (tx: Tx, id: string): Promise<void> => {
  await tx.query(closeAll, [id])
}

export const readAccount =
  (pool: Pool): ReadAccount =>
  async (kind, id) => {
    if (kind === 'client') {
      const [row] = await pool.query<{ client_id: string }>(readClient, [id])
      return row && { kind, id, role: 'client' }
    }
    const [row] = await pool.query<{ role: RoleEmploye }>(readStaff, [id])
    return row && { kind, id, role: row.role }
  }
