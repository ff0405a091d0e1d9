import { hash, randomBytes } from 'node:crypto'
import { type Pool, sql, type Tx } from '#platform/postgres/pool.ts'
import type { Account, CloseSession, ReadAccount, RotateToken, StoreSession } from '../application/sessions.ts'
import type { RoleEmploye } from '../domain/employe.ts'
import type { ClientKeys } from './client-keys.ts'

/** How long a session lasts without a new log-in: long for customers, a working day for the staff. */
const lifetimeSeconds: Readonly<Record<Account['kind'], number>> = { client: 30 * 86_400, employe: 12 * 3_600 }
const tokenBytes = 32

// Each log-in removes a few old sessions: removing all at once could exceed the statement's time limit, at every log-in. The account
// is locked, so that a change of it either closes this session or prevents it.
const opening = (account: string): string => `
  with expired as (
    delete from session where session_id = any(array(
      select session_id from session where expire_le < clock_timestamp() - interval '1 day'
      order by expire_le limit 5 for update skip locked))
  ), account as (${account} for share), opened as (
    insert into session (genre, compte_id, application, expire_le)
    select $1, $2, $3, clock_timestamp() + make_interval(secs => $4) from account returning session_id
  )
  insert into jeton_renouvellement (empreinte, session_id) select $5, session_id from opened returning session_id`
const openOf = {
  client: sql('session-open-client', opening('select from client where client_id = $2 and efface_le is null')),
  employe: sql('session-open-staff', opening('select from employe where employe_id = $2 and actif and role = $6')),
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
const readStaff = sql('session-staff', 'select role from employe where employe_id = $1 and actif')
const readClient = sql('session-client', 'select client_id from client where client_id = $1 and efface_le is null')

/** Tokens have 256 random bits, so a plain digest of one can't be reversed. */
const digest = (token: string): Buffer => hash('sha256', token, 'buffer')

export const storeSession =
  (pool: Pool): StoreSession =>
  async ({ kind, id, role }, application) => {
    const token = randomBytes(tokenBytes).toString('base64url')
    const values = [kind, id, application, lifetimeSeconds[kind], digest(token)]
    const opened = await pool.query(openOf[kind], kind === 'employe' ? [...values, role] : values)
    return opened.length === 0 ? undefined : token
  }

type Rotated = { session: { reutilise: boolean; genre: Account['kind']; compte_id: string } | null }

/** The successor is derived from token and key, so a repeated request gets the same one, although only digests are stored. */
export const rotateToken =
  (pool: Pool, keys: Pick<ClientKeys, 'nextToken'>): RotateToken =>
  async (token, key, application) => {
    const next = keys.nextToken(token, key)
    const [row] = await pool.query<Rotated>(rotate, [digest(token), key, application, digest(next)])
    if (!row?.session) return undefined
    const { reutilise, genre, compte_id } = row.session
    return { next, reused: reutilise, kind: genre, id: compte_id }
  }

export const closeSession =
  (pool: Pool): CloseSession =>
  async (token) => {
    await pool.query(close, [digest(token)])
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
