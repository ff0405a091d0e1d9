import type { Source } from '../shop/databases.ts'
import { ids, insertEvent, insertRecord, orderOf } from '../shop/world.ts'

const { choreographed, orchestrated } = ids
const open = `alter table stock_central drop constraint stock_central_ferme;
  alter table stock_central drop constraint stock_central_disponible_check;`

/** A bug, the damage done to a database, and the invariants that must detect it. */
export type Plant = [bug: string, source: Source, sql: string, red: string[]]

/** One for every kind of damage that a bug of the services, the workers or the saga can cause. */
export const plants: readonly Plant[] = [
  [
    'a piece of stock is lost',
    'inventaire',
    `${open} update stock_central set disponible = disponible - 1 where produit_id = 2`,
    ['stock'],
  ],
  [
    'stock is released twice',
    'inventaire',
    'update stock_central set disponible = disponible + 2, reserve = reserve - 2 where produit_id = 1',
    ['stock'],
  ],
  [
    'stock goes negative',
    'inventaire',
    `${open} update stock_central set initial = 0, disponible = -50, reserve = 0, reapprovisionne = 0 where produit_id = 2`,
    ['stock'],
  ],
  [
    'a release is dropped, choreographed',
    'inventaire',
    `update reservation set etat = 'reservee', released_at = null where checkout_id = '${choreographed.undone}'`,
    ['stock', 'accounting', 'reservation-resolved'],
  ],
  [
    'a release is dropped, orchestrated',
    'inventaire',
    `update reservation set etat = 'reservee', released_at = null where checkout_id = '${orchestrated.undone}'`,
    ['stock', 'accounting', 'reservation-resolved'],
  ],
  [
    'a reservation is reported, never made, and undone, orchestrated',
    'inventaire',
    `delete from reservation_ligne where checkout_id = '${orchestrated.undone}'; update reservation set etat = 'tombstone' where checkout_id = '${orchestrated.undone}'`,
    ['reservation-resolved'],
  ],
  [
    'sold stock is released',
    'inventaire',
    `update reservation set etat = 'liberee', released_at = now() where checkout_id = '${orchestrated.succeeded}'`,
    ['stock', 'accounting', 'reservation-resolved'],
  ],
  [
    'other products are reserved than were requested',
    'inventaire',
    `update reservation_ligne set produit_id = 2 where checkout_id = '${orchestrated.succeeded}'`,
    ['stock', 'reservation-resolved'],
  ],
  [
    'a checkout never ends',
    'ecommerce',
    `update checkout set etat = 'EN_COURS', ended_at = null, motif = null where checkout_id = '${choreographed.refused}'`,
    ['accounting', 'one-end'],
  ],
  [
    'a checkout that succeeded is reported as failed',
    'ecommerce',
    `update checkout set etat = 'ECHOUE', commande_id = null, motif = 'x' where checkout_id = '${choreographed.succeeded}'`,
    ['accounting', 'one-end', 'order-of-success'],
  ],
  [
    'an accepted checkout is forgotten',
    'ecommerce',
    `delete from checkout where checkout_id = '${choreographed.undone}'`,
    ['accounting', 'one-end'],
  ],
  [
    'a saga is parked',
    'saga',
    `update saga set terminal = false, etat = 'COMPENSATION_EN_COURS' where saga_id = '${orchestrated.undone}'; ${insertRecord(orchestrated.undone, 10, 'undo-parked', 'COMPENSATION_EN_COURS', 'reserver-stock')}`,
    ['accounting', 'one-end'],
  ],
  ['a saga ends twice', 'saga', insertRecord(orchestrated.undone, 10, 'cancelled', 'SAGA_ANNULEE'), ['one-end']],
  [
    'a saga continues after its end',
    'saga',
    insertRecord(orchestrated.succeeded, 9, 'undo-started', 'COMPENSATION_EN_COURS', 'reserver-stock'),
    ['one-end'],
  ],
  [
    'a saga names another order',
    'saga',
    `update saga set commande_id = '${ids.otherClient}' where saga_id = '${orchestrated.succeeded}'`,
    ['order-of-success'],
  ],
  [
    'a checkout has two terminal events',
    'evenements',
    insertEvent(choreographed.succeeded, 5, 'CheckoutFailed'),
    ['one-end'],
  ],
  [
    'a business event follows the end',
    'evenements',
    insertEvent(choreographed.succeeded, 5, 'OrderCreationFailed'),
    ['one-end'],
  ],
  [
    'a terminal event is missing',
    'evenements',
    `delete from event where event_id = '${choreographed.refused}:CheckoutFailed'`,
    ['one-end'],
  ],
  [
    'a reservation is neither ordered nor released',
    'evenements',
    `delete from event where event_id = '${choreographed.succeeded}:OrderCreated'`,
    ['reservation-resolved'],
  ],
  [
    'a reservation is ordered and released',
    'evenements',
    `update event set version = 9 where event_id = '${choreographed.succeeded}:CheckoutSucceeded'; ${insertEvent(choreographed.succeeded, 5, 'StockReleased')}`,
    ['reservation-resolved'],
  ],
  [
    'stock is released that was never reserved',
    'evenements',
    `delete from event where event_id = '${choreographed.undone}:StockReserved'`,
    ['reservation-resolved'],
  ],
  [
    'an order is created twice',
    'commandes',
    `insert into vente (checkout_id, commande_id, magasin_id, client_id, etat, total_cents) values ('${ids.unknown}', gen_random_uuid(), 1, '${ids.client}', 'enregistree', 0)`,
    ['accounting', 'order-of-success'],
  ],
  [
    'a sale is not cancelled',
    'commandes',
    `update vente set etat = 'enregistree', annulee_at = null where checkout_id = '${choreographed.undone}'`,
    ['accounting', 'order-of-success'],
  ],
  [
    'an order is missing',
    'commandes',
    `delete from vente_ligne where commande_id = '${orderOf(orchestrated.succeeded)}'; delete from vente where checkout_id = '${orchestrated.succeeded}'`,
    ['stock', 'accounting', 'reservation-resolved', 'order-of-success'],
  ],
  [
    'a total is a cent off',
    'commandes',
    `update vente set total_cents = total_cents + 1 where checkout_id = '${choreographed.succeeded}'`,
    ['order-of-success'],
  ],
  [
    'a price differs from the one that was read',
    'commandes',
    `update vente set total_cents = 2 where checkout_id = '${choreographed.succeeded}'; update vente_ligne set prix_unitaire_cents = 1`,
    ['order-of-success'],
  ],
  [
    'an order belongs to another customer',
    'commandes',
    `update vente set client_id = '${ids.otherClient}' where checkout_id = '${orchestrated.succeeded}'`,
    ['order-of-success'],
  ],
  [
    'an undo is missing from the log',
    'saga',
    `delete from saga_log where saga_id = '${orchestrated.undone}' and type = 'undo-done' and step = 'reserver-stock'`,
    ['undone-steps'],
  ],
  [
    'a step is undone twice',
    'saga',
    insertRecord(orchestrated.undone, 10, 'undo-done', 'COMPENSATION_EN_COURS', 'reserver-stock'),
    ['undone-steps'],
  ],
  [
    'a step that was never begun is undone',
    'saga',
    `${insertRecord(orchestrated.refused, 8, 'undoing', 'COMPENSATION_EN_COURS')} ${insertRecord(orchestrated.refused, 9, 'undo-done', 'COMPENSATION_EN_COURS', 'creer-commande')}`,
    ['undone-steps'],
  ],
  [
    'stock is released before the sale is cancelled',
    'commandes',
    `update vente set annulee_at = annulee_at + interval '2 s' where checkout_id = '${choreographed.undone}'`,
    ['undone-steps'],
  ],
  [
    'an undo takes too long',
    'inventaire',
    `update reservation set released_at = released_at + interval '6 s' where checkout_id = '${orchestrated.undone}'`,
    ['undone-steps'],
  ],
  [
    'a succeeded sale is cancelled as well',
    'commandes',
    `update vente set etat = 'annulee', annulee_at = now() where checkout_id = '${orchestrated.succeeded}'`,
    ['undone-steps', 'client-truth'],
  ],
  [
    'an answered checkout has no trace',
    'saga',
    `delete from saga where saga_id = '${orchestrated.refused}'; delete from saga_log where saga_id = '${orchestrated.refused}'`,
    ['client-truth'],
  ],
  [
    'a key has two checkouts',
    'saga',
    `update saga set client_id = '${ids.otherClient}', idempotency_key = 'key-${orchestrated.succeeded}' where saga_id = '${orchestrated.refused}'`,
    ['client-truth'],
  ],
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
  [
    'an erased person still has data',
    'ecommerce',
    `alter table client drop constraint client_check, drop constraint client_check1;
     update client set donnees = '\\x01' where efface_le is not null`,
    ['erasure'],
  ],
  [
    'one style sells at another price',
    'commandes',
    `update vente set total_cents = 2 where checkout_id = '${orchestrated.succeeded}';
     update vente_ligne set prix_unitaire_cents = 1 where commande_id = '${orderOf(orchestrated.succeeded)}'`,
    ['parity'],
  ],
]
