import { sourcesOf } from '#services/personal-data.ts'

const source = sourcesOf('event-store')

/** What this service holds about a customer. Hashes and signatures of events are left out. */
export const held = [
  source(
    'event',
    `select event_id, checkout_id, version, stream, type, payload, payload_version, ts, client_id, commande_id
     from event where client_id = $1::uuid`,
    'event_id',
  ),
  source('checkout_summary', 'select * from checkout_summary where client_id = $1::uuid', 'checkout_id'),
  source(
    'dead_letter',
    `select dead_letter_id, stream, consumer_group, entry_id, event_id, type, checkout_id, fields, reason, given_up_at, etat
     from dead_letter
     where checkout_id in (select checkout_id from event where client_id = $1::uuid) or fields::text like '%' || $1 || '%'`,
    'dead_letter_id',
  ),
]
