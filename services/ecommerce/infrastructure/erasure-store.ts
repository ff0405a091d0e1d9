import { on, onceLogged } from '#platform/delivery/operation-log.ts'
import { type Pool, sql, type Tx } from '#platform/postgres/pool.ts'
import type { WriteErasure } from '../application/erase-personal-data.ts'
import { answerOf } from '../application/repeatable-request.ts'
import type { ClientKeys } from './client-keys.ts'
import { eraseAddress } from './mail-outbox.ts'
import { closeSessionsOf } from './session-store.ts'

// Wait for new carts of the customer that are being filled, so that the next statement sees them.
const lockClient = sql('client-lock', 'select courriel_empreinte from client where client_id = $1 for update')
// A request waiting to fill the active cart must read the customer again; a cart that ends meanwhile is left to the
// next statement.
const removeCart = sql('cart-remove', `delete from panier where client_id = $1 and etat = 'actif'`)
// The rest is one statement in the key's transaction; an earlier erasure stays as recorded.
const erase = sql(
  'client-erase',
  `with tentatives as (
     delete from tentative using client
     where client_id = $1 and tentative.courriel_empreinte = client.courriel_empreinte
   ), efface as (
     update client set donnees = null, courriel_empreinte = null, efface_le = clock_timestamp()
     where client_id = $1 and efface_le is null returning client_id, efface_le
   ), trace as (
     insert into effacement (client_id, efface_le, demande_par, application)
     select client_id, efface_le, $2, $3 from efface
   ), paniers as (
     update panier set lignes = '[]' where client_id = $1
   ), ouverture as (
     -- Registrations too, whatever became of them: the fingerprint is a digest of what was typed.
     delete from idempotency where answer ->> 'client_id' = $1::text
       or answer ->> 'courriel' = (select encode(courriel_empreinte, 'hex') from client where client_id = $1)
   )
   select efface_le from efface
   union all select efface_le from client where client_id = $1 and efface_le is not null`,
)

/** `forget` removes what the sender keeps of a message. */
export const writeErasure =
  (pool: Pool, kept: { keys: ClientKeys; forget: (mail_id: string) => Promise<void> }): WriteErasure =>
  async ({ client_id, act, motif }, request) => {
    const effect = async (tx: Tx) => {
      const [client] = await tx.query<{ courriel_empreinte: Buffer | null }>(lockClient, [client_id])
      await tx.query(removeCart, [client_id])
      const courriel_empreinte = client?.courriel_empreinte
      if (courriel_empreinte) await eraseAddress(tx, kept, { courriel_empreinte, client_id })
      await closeSessionsOf(tx, client_id)
      const [row] = await tx.query<{ efface_le: Date }>(erase, [client_id, act.author, act.application])
      return row ? { client_id, efface_le: row.efface_le.toISOString() } : ({ kind: 'client-inconnu' } as const)
    }
    const logged = (answer: Awaited<ReturnType<typeof effect>>) =>
      'kind' in answer ? undefined : on(act, 'client', client_id, motif)
    return answerOf(await onceLogged(pool, request, effect, logged))
  }
