import { hash } from 'node:crypto'
import { once, onceInOneStatement } from '#platform/delivery/idempotency.ts'
import { type Pool, sql } from '#platform/postgres/pool.ts'
import type { PasswordChanged } from '../application/change-password.ts'
import type { InvalidCode } from '../application/confirm-account.ts'
import { answerOf } from '../application/repeatable-request.ts'
import type { WriteReset, WriteResetRequest } from '../application/reset-password.ts'
import type { ClientKeys } from './client-keys.ts'
import { replaceClientHash } from './client-store.ts'
import { keyedWith } from './keyed-hash.ts'
import { sealMail } from './mail-outbox.ts'
import { messagesMax } from './registration-store.ts'
import { closeOtherSessions } from './session-store.ts'

const request_ = sql(
  'reset-request',
  'select demander_reinitialisation($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) as once',
)
const owner = sql(
  'reset-owner',
  `select client_id from reinitialisation join mail_outbox using (mail_id)
   where code_empreinte = $1 and expires_at > clock_timestamp()`,
)
const use = sql(
  'reset-use',
  `delete from reinitialisation using mail_outbox
   where mail_outbox.mail_id = reinitialisation.mail_id and code_empreinte = $1 and expires_at > clock_timestamp()
   returning client_id`,
)
const useAll = sql('reset-use-all', 'delete from reinitialisation where client_id = $1')

const digest = (code: string): Buffer => hash('sha256', code, 'buffer')

type Options = {
  pool: Pool
  keys: ClientKeys
  durationMs: number
  /** Called for each new request. `kept` is false if its address had already got its messages. */
  onWritten: (written: { kept: boolean }) => void
}

export const writeResetRequest =
  ({ pool, keys, durationMs, onWritten }: Options): WriteResetRequest =>
  async ({ id, courriel, code, source }, request) => {
    // The same work whether or not the address has an account: the database decides which message it stores.
    const key = await keys.create(id)
    const once = await onceInOneStatement<{ kept: boolean }>(pool, request_, request, [
      id,
      sealMail(key, id, { courriel, code }),
      digest(code),
      keys.emailDigest(courriel),
      keys.sourceDigest(source),
      durationMs / 1000,
      messagesMax.ofOneSource,
      messagesMax.inAll,
    ])
    if (once.kind !== 'done' || !once.answer.kept) await keys.destroy(id)
    if (once.kind === 'done') onWritten(once.answer)
    const written = answerOf(once)
    return 'kind' in written ? written : { expire_dans_s: Math.floor(durationMs / 1000) }
  }

/** The customer whose password a code resets; undefined for a wrong, used or expired code. */
export const readResetOwner =
  (pool: Pool) =>
  async (code: string): Promise<string | undefined> => {
    const [row] = await pool.query<{ client_id: string }>(owner, [digest(code)])
    return row?.client_id
  }

/** Ends the codes of a customer, in the transaction that changes the password. */
export const endResets = useAll

export const writeReset =
  (pool: Pool, keys: ClientKeys, onDone: () => void): WriteReset =>
  async ({ code, hash: to }, request) => {
    const outcome = await once<PasswordChanged | InvalidCode>(pool, keyedWith(request, to), async (tx) => {
      const [row] = await tx.query<{ client_id: string }>(use, [digest(code)])
      const isReplaced =
        row !== undefined && (await replaceClientHash(tx, keys, row.client_id, { isCurrent: () => true, hash: to }))
      if (!isReplaced) return { kind: 'code-invalide' }
      await tx.query(useAll, [row.client_id])
      await closeOtherSessions(tx, row.client_id, undefined)
      return { change: true }
    })
    if (outcome.kind === 'done' && 'change' in outcome.answer) onDone()
    return answerOf(outcome)
  }
