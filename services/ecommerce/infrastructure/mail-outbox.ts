import { type Pool, type Row, sql, type Tx } from '#platform/postgres/pool.ts'
import type { ClientKeys } from './client-keys.ts'
import { decrypt, encrypt } from './encryption.ts'

// Messages to customers, written in the transaction that they report, and sent afterwards. Content and address are encrypted under a
// key with the id of the message, which for a registration is the registration's.

export type MailTemplate = 'confirm' | 'account-exists' | 'reset' | 'no-account'
export type MailContent = { readonly courriel: string; readonly code: string }
export type Mail = { readonly id: string; readonly template: MailTemplate; readonly attempts: number } & MailContent

const boundTo = (mail_id: string): string => `mail ${mail_id}`

export const sealMail = (key: Buffer, mail_id: string, content: MailContent): Buffer =>
  encrypt(key, boundTo(mail_id), content)

const pauseFirstS = 60
const pauseMaxS = 3_600

// The pause doubles with each attempt. It is longer than an attempt may take, so it also serves as the attempt's lease.
const take = sql(
  'mail-take',
  `update mail_outbox set attempts = attempts + 1,
     next_attempt_at = clock_timestamp() + least(${pauseMaxS}, ${pauseFirstS} * 2 ^ least(attempts, 10)) * interval '1 s'
   where mail_id in (
     select mail_id from mail_outbox where next_attempt_at <= clock_timestamp() and expires_at > clock_timestamp()
     order by next_attempt_at limit $1 for update skip locked)
   returning mail_id, template, content, attempts`,
)
const finish = sql(
  'mail-finish',
  'update mail_outbox set content = null, next_attempt_at = null where mail_id = $1 returning mail_id',
)
const count = sql('mail-count', 'select count(*)::integer as unsent from mail_outbox where next_attempt_at is not null')

type MailRow = Row & { mail_id: string; template: MailTemplate; content: Buffer; attempts: number }

/** Leases messages that are due; an unfinished one becomes due again after its pause. */
export const takeMails =
  (pool: Pool, keys: ClientKeys) =>
  async (max: number): Promise<Mail[]> => {
    const rows = await pool.query<MailRow>(take, [max])
    const mails = await Promise.all(
      rows.map(async ({ mail_id: id, template, content, attempts }) => {
        const key = await keys.read(id)
        // Unreadable without its key: the person was erased, or this is another folder of keys.
        return key === undefined ? [] : [{ id, template, attempts, ...decrypt<MailContent>(key, boundTo(id), content) }]
      }),
    )
    return mails.flat()
  }

/** Deletes the content of a message that was sent or given up; false if the message is gone because its person was erased. */
export const finishMail =
  (pool: Pool) =>
  async (id: string): Promise<boolean> =>
    (await pool.query(finish, [id])).length > 0

export const countUnsentMails = (pool: Pool) => async (): Promise<number> => {
  const [row] = await pool.query<{ unsent: number }>(count)
  return row?.unsent ?? 0
}

const expired = sql(
  'mail-expired',
  `select mail_id, content is not null as unsent from mail_outbox where expires_at < clock_timestamp()
   order by expires_at limit $1 for update skip locked`,
)
const endRegistrations = sql('registrations-expire', 'delete from inscription where inscription_id = any($1::uuid[])')
const accountsOf = sql('mail-accounts', 'select client_id from client where client_id = any($1::uuid[])')
const remove = sql('mail-remove', 'delete from mail_outbox where mail_id = any($1::uuid[])')

export type Expired = { readonly removed: number; readonly unsent: number }

const removeSome = async (tx: Tx, keys: ClientKeys, max: number): Promise<Expired> => {
  const rows = await tx.query<{ mail_id: string; unsent: boolean }>(expired, [max])
  if (rows.length === 0) return { removed: 0, unsent: 0 }
  const ids = rows.map(({ mail_id }) => mail_id)
  // Waits for a concurrent confirmation of one of them; the next statement then sees its account, which needs the key.
  await tx.query(endRegistrations, [ids])
  const accounts = new Set((await tx.query<{ client_id: string }>(accountsOf, [ids])).map(({ client_id }) => client_id))
  for (const id of ids) if (!accounts.has(id)) await keys.destroy(id)
  await tx.query(remove, [ids])
  return { removed: ids.length, unsent: rows.filter(({ unsent }) => unsent).length }
}

/** Removes some registrations that have expired, with their messages and keys. Returns how many, and how many of their messages were never sent. */
export const removeExpired =
  (pool: Pool, keys: ClientKeys) =>
  (max: number): Promise<Expired> =>
    pool.transaction((tx) => removeSome(tx, keys, max))

const lock = sql('email-lock', 'select verrouiller_courriel($1)')
const ofAddress = sql('mail-of-address', 'select mail_id from mail_outbox where courriel_empreinte = $1 for update')
const endAll = sql('registrations-erase', 'delete from inscription where courriel_empreinte = $1')
const removeAll = sql('mail-erase', 'delete from mail_outbox where courriel_empreinte = $1')

/** Erases an address's registrations and messages, in the transaction of the customer's erasure, and their keys except the customer's own. */
export const eraseAddress = async (
  tx: Tx,
  { keys, forget }: { keys: ClientKeys; forget: (id: string) => Promise<void> },
  { courriel_empreinte, client_id }: { courriel_empreinte: Buffer; client_id: string },
): Promise<void> => {
  await tx.query(lock, [courriel_empreinte])
  for (const { mail_id } of await tx.query<{ mail_id: string }>(ofAddress, [courriel_empreinte])) {
    await forget(mail_id)
    if (mail_id !== client_id) await keys.destroy(mail_id)
  }
  await tx.query(endAll, [courriel_empreinte])
  await tx.query(removeAll, [courriel_empreinte])
}
