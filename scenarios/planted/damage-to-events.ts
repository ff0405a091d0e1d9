import { ids, insertEvent } from '../shop/world.ts'
import type { Plant } from './plant.ts'

const { choreographed } = ids

/** Damage to events between their publisher and their readers, to read models, and to the stored history. */
export const damageToEvents: readonly Plant[] = [
  [
    'an event is acknowledged before it is stored',
    'evenements',
    `delete from event where event_id = '${choreographed.succeeded}:CheckoutInitiated';
     update event set version = version + 9 where checkout_id = '${choreographed.succeeded}';
     update event set version = version - 10 where checkout_id = '${choreographed.succeeded}'`,
    ['nothing-lost', 'event-store'],
  ],
  [
    'an accepted checkout is not put into the outbox',
    'ecommerce',
    `delete from outbox where event_id = '${choreographed.undone}:CheckoutInitiated'`,
    ['nothing-lost'],
  ],
  [
    'an event is acknowledged but not written',
    'audit',
    `delete from audit_trail where event_id = '${choreographed.undone}:StockReleased'`,
    ['nothing-lost'],
  ],
  [
    'an event is handled twice',
    'audit',
    `insert into audit_trail (event_id, checkout_id, type, payload, stream, entry_id, emitted_at)
       select event_id, checkout_id, type, payload, stream, entry_id, emitted_at from audit_trail limit 1`,
    ['nothing-lost'],
  ],
  [
    'a customer is not notified',
    'notification',
    `delete from notification where checkout_id = '${choreographed.refused}';
     delete from inbox where event_id = '${choreographed.refused}:CheckoutFailed'`,
    ['nothing-lost'],
  ],
  ['the event store is empty', 'evenements', 'delete from event', ['one-end', 'nothing-lost', 'read-models']],
  [
    'the projection is skipped',
    'cqrs',
    'delete from inbox; delete from orders_by_client_day',
    ['nothing-lost', 'read-models'],
  ],
  [
    'the projection counts an order twice',
    'cqrs',
    'update orders_by_client_day set total_orders = total_orders + 1',
    ['read-models'],
  ],
  [
    'the projection keeps an older order',
    'cqrs',
    'update orders_by_client_day set last_update_ts = last_update_ts - 1',
    ['read-models'],
  ],
  [
    'a version is missing',
    'evenements',
    `update event set version = 9 where event_id = '${choreographed.refused}:CheckoutFailed'`,
    ['event-store'],
  ],
  [
    'a history lacks an event',
    'evenements',
    `delete from event where event_id = '${choreographed.refused}:StockReservationFailed'; ${insertEvent(choreographed.refused, 2, 'StockReserved')}`,
    ['event-store'],
  ],
  [
    'an effect comes before its cause',
    'evenements',
    `update event set version = version + 10 where checkout_id = '${choreographed.succeeded}';
     update event set version = case type when 'StockReserved' then 1 when 'CheckoutInitiated' then 2 else version - 10 end
       where checkout_id = '${choreographed.succeeded}'`,
    ['event-store'],
  ],
  [
    'a stored event is changed',
    'evenements',
    `update event set ts = ts - 0.01 where event_id = '${choreographed.succeeded}:StockReserved'`,
    ['event-store'],
  ],
  [
    'a seal is changed',
    'evenements',
    `do $$ begin perform seal_event_day(day) from event_day; end $$; update event_seal set checkouts = 4`,
    ['event-store'],
  ],
  [
    "the event store's role may change events",
    'evenements',
    'grant update on event to event_store_user',
    ['event-store'],
  ],
]
