import { hash } from 'node:crypto'
import { onceInOneStatement } from '#platform/delivery/idempotency.ts'
import { type Pool, sql } from '#platform/postgres/pool.ts'
import type { ConfirmRegistration, InvalidCode } from '../application/confirm-account.ts'
import type { WriteRegistration } from '../application/create-account.ts'
import { answerOf } from '../application/repeatable-request.ts'
import type { ClientKeys } from './client-keys.ts'
import type { PersonalData } from './client-store.ts'
import { encrypt } from './encryption.ts'
import { keyedWith } from './keyed-hash.ts'
import { type MailContent, sealMail } from './mail-outbox.ts'

const register = sql('register', 'select inscrire($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) as once')
const confirm = sql('registration-confirm', 'select confirmer_inscription($1, $2, $3, $4) as once')

/** The maximum number of messages to one address while a registration is valid: for requests from one network, and in total. */
export const messagesMax = { ofOneSource: 3, inAll: 10 }

const digestOfCode = (code: string): Buffer => hash('sha256', code, 'buffer')

type Options = {
  pool: Pool
  keys: ClientKeys
  durationMs: number
  /** Called for each new registration. `kept` is false if its address had already got its messages: nothing was stored or sent. */
  onWritten: (written: { kept: boolean }) => void
}

export const writeRegistration =
  ({ pool, keys, durationMs, onWritten }: Options): WriteRegistration =>
  async ({ client, passwordHash, code, source }, request) => {
    const { client_id: id, nom, courriel, adresse_livraison } = client
    const data: PersonalData = { nom, courriel, mot_de_passe: passwordHash, ...adresse_livraison }
    const content: MailContent = { courriel, code }
    // Before the row: a key without a registration does no harm, but a registration without its key can't be read.
    const key = await keys.create(id)
    // The same work whether the address has an account or not: the database decides which message it stores.
    const once = await onceInOneStatement<{ kept: boolean }>(pool, register, keyedWith(request, passwordHash), [
      id,
      encrypt(key, id, data),
      sealMail(key, id, content),
      digestOfCode(code),
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

export const confirmRegistration =
  (pool: Pool, onConfirmed: () => void): ConfirmRegistration =>
  async (code, request) => {
    const once = await onceInOneStatement<{ client_id: string } | InvalidCode>(pool, confirm, request, [
      digestOfCode(code),
    ])
    if (once.kind === 'done' && 'client_id' in once.answer) onConfirmed()
    return answerOf(once)
  }
