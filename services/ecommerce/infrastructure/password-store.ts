import { type Once, once } from '#platform/delivery/idempotency.ts'
import { type Pool, sql } from '#platform/postgres/pool.ts'
import type { PasswordChanged, WritePassword } from '../application/change-password.ts'
import { answerOf, type RepeatableRequest } from '../application/repeatable-request.ts'
import type { MotDePasseErrone } from '../domain/mot-de-passe.ts'
import type { ClientKeys } from './client-keys.ts'
import { replaceClientHash } from './client-store.ts'
import { keyedWith } from './keyed-hash.ts'
import { endResets } from './reset-store.ts'
import { closeOtherSessions } from './session-store.ts'

const lookUp = sql('password-answer', 'select idempotency_begin($1, $2, $3) as once')

type Changed = PasswordChanged | MotDePasseErrone

/** Outside a transaction the key's lock ends with the statement: this only reads, and claims nothing. */
export const readPasswordAnswer = (pool: Pool) => async (request: RepeatableRequest, passwordHash: string) => {
  const { scope, key, fingerprint } = keyedWith(request, passwordHash)
  const [row] = await pool.query<{ once: Once<Changed> | null }>(lookUp, [scope, key, fingerprint])
  return row?.once ? answerOf(row.once) : undefined
}

export const writeClientPassword =
  (pool: Pool, keys: ClientKeys): WritePassword =>
  async ({ id, from, to, kept }, _author, request) =>
    answerOf(
      await once<Changed>(pool, keyedWith(request, to), async (tx) => {
        const replaced = await replaceClientHash(tx, keys, id, { isCurrent: (hash) => hash === from, hash: to })
        if (!replaced) return { kind: 'mot-de-passe-errone' }
        await tx.query(endResets, [id])
        await closeOtherSessions(tx, id, kept)
        return { change: true }
      }),
    )
