import { once } from '#platform/delivery/idempotency.ts'
import { type Pool, sql } from '#platform/postgres/pool.ts'
import { reponse } from '../application/demande.ts'
import type { EcrireEffacement } from '../application/effacer-donnees-personnelles.ts'
import type { ClesClients } from './cles-clients.ts'
import { eraseAddress } from './mail-outbox.ts'

// Wait for new carts of the customer that are being filled, so that the next statement sees them.
const verrouille = sql('client-verrouiller', 'select courriel_empreinte from client where client_id = $1 for update')
// A request waiting to fill the active cart must read the customer again; a cart that ends meanwhile is left to the
// next statement.
const retire = sql('panier-retirer', `delete from panier where client_id = $1 and etat = 'actif'`)
// The rest is one statement in the key's transaction; an earlier erasure stays as recorded.
const efface = sql(
  'client-effacer',
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
export const ecrireEffacement =
  (pool: Pool, kept: { cles: ClesClients; forget: (mail_id: string) => Promise<void> }): EcrireEffacement =>
  async ({ client_id, demandePar, application }, demande) =>
    reponse(
      await once(pool, demande, async (tx) => {
        const [client] = await tx.query<{ courriel_empreinte: Buffer | null }>(verrouille, [client_id])
        await tx.query(retire, [client_id])
        const courriel_empreinte = client?.courriel_empreinte
        if (courriel_empreinte) await eraseAddress(tx, kept, { courriel_empreinte, client_id })
        const [row] = await tx.query<{ efface_le: Date }>(efface, [client_id, demandePar, application])
        return row ? { client_id, efface_le: row.efface_le.toISOString() } : ({ refus: 'client-inconnu' } as const)
      }),
    )
