import { once } from '#platform/delivery/idempotency.ts'
import { type Pool, type Queryable, sql } from '#platform/postgres/pool.ts'
import type { UnknownClient } from '../application/add-to-cart.ts'
import type { WriteAddress } from '../application/change-address.ts'
import { answerOf } from '../application/repeatable-request.ts'
import type { AdresseLivraison } from '../domain/client.ts'
import type { ClientKeys } from './client-keys.ts'
import type { PersonalData } from './client-store.ts'
import { decrypt, encrypt } from './encryption.ts'

// The lock makes an erasure wait, or shows that it came first.
const select = sql('address-select', 'select donnees from client where client_id = $1 and efface_le is null for update')
const update = sql('address-update', 'update client set donnees = $2 where client_id = $1')

type Changed = { client_id: string } | UnknownClient

const change = async (
  tx: Queryable,
  keys: ClientKeys,
  { client_id, address }: { client_id: string; address: AdresseLivraison },
): Promise<Changed> => {
  const [row] = await tx.query<{ donnees: Buffer }>(select, [client_id])
  const key = row && (await keys.read(client_id))
  if (row === undefined || key === undefined) return { kind: 'client-inconnu' }
  const data = decrypt<PersonalData>(key, client_id, row.donnees)
  await tx.query(update, [client_id, encrypt(key, client_id, { ...data, ...address })])
  return { client_id }
}

/**
 * Stores the address with the other encrypted data, once per key. The stored answer contains the id alone: an erasure finds and
 * deletes it, with the digest of the address.
 */
export const writeAddress =
  (pool: Pool, keys: ClientKeys): WriteAddress =>
  async (client_id, address, request) =>
    answerOf(await once<Changed>(pool, request, (tx) => change(tx, keys, { client_id, address })))
