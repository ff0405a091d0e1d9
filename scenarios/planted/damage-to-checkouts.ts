import { ids, insertEvent, insertRecord } from '../shop/world.ts'
import type { Plant } from './plant.ts'

const { choreographed, orchestrated } = ids
const open = `alter table stock_central drop constraint stock_central_ferme;
  alter table stock_central drop constraint stock_central_disponible_check;`

/** Damage to stock, its reservations, and the ends of checkouts. */
export const damageToCheckouts: readonly Plant[] = [
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
]
