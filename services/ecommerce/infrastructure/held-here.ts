import { definitions } from '#generated/events/events.ts'
import type { Pool } from '#platform/postgres/pool.ts'
import { beginning, type HeldPage, readHeld, sourcesOf } from '#services/personal-data.ts'
import type { ReadPart } from '../application/export-personal-data.ts'

// Digests of addresses, codes, tokens and passwords are left out, and so are the contents of messages, which are encrypted and repeat
// the address. Members of staff are named by their role.
const source = sourcesOf('ecommerce')
const eventTypes = Object.keys(definitions).join(',')
const sameAddress = 'courriel_empreinte = (select courriel_empreinte from client where client_id = $1::uuid)'
const sources = [
  source('client', 'select client_id, cree_le, efface_le from client where client_id = $1::uuid', 'client_id'),
  source(
    'panier',
    'select panier_id, client_id, etat, lignes, checkout_id, modifie_le from panier where client_id = $1::uuid',
    'panier_id',
  ),
  source(
    'checkout',
    `select checkout_id, client_id, idempotency_key, etat, commande_id, motif, accepted_at, ended_at
     from checkout where client_id = $1::uuid`,
    'checkout_id',
  ),
  source(
    'outbox',
    `select event_id, stream, type, payload from outbox
     where event_id in (select checkout_id || ':' || type from checkout, unnest('{${eventTypes}}'::text[]) as type
                        where client_id = $1::uuid)`,
    'event_id',
  ),
  source(
    'session',
    `select session_id, genre, compte_id, application, expire_le, fermee_le, motif from session where compte_id = $1::uuid`,
    'session_id',
  ),
  source('inscription', `select inscription_id, expire_le from inscription where ${sameAddress}`, 'inscription_id'),
  source(
    'mail_outbox',
    `select mail_id, template, attempts, expires_at, content is null as sent from mail_outbox where ${sameAddress}`,
    'mail_id',
  ),
  source(
    'tentative',
    `select row_number() over (order by source_empreinte) as numero, nombre, a from tentative where ${sameAddress}`,
    'numero',
  ),
  source(
    'idempotency',
    `select scope || ' ' || key as requete, created_at from idempotency
     where scope = 'client:' || $1::text or answer ->> 'client_id' = $1::text`,
    'requete',
  ),
  source(
    'operation_log',
    `select position, at, operation, object_type, object_id, role, application, reason from operation_log
     where object_type = 'client' and object_id = $1::text or author = $1::text`,
    'position',
  ),
]

/** What this service holds about a customer. */
export const heldHere = (pool: Pool): ReadPart => {
  const read = readHeld(pool, sources)
  return async (clientId) => {
    const elements: HeldPage['elements'] = []
    for (let from: HeldPage['next'] = beginning; from !== undefined; ) {
      const page: HeldPage = await read(clientId, from, 500)
      elements.push(...page.elements)
      from = page.next
    }
    return { elements, next: undefined }
  }
}
