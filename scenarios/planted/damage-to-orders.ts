import { ids, insertRecord, orderOf } from '../shop/world.ts'
import type { Plant } from './plant.ts'

const { choreographed, orchestrated } = ids

/** Damage to orders, to their undo, and to what customers were answered or asked to be erased. */
export const damageToOrders: readonly Plant[] = [
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
    'one style sells at another price',
    'commandes',
    `update vente set total_cents = 2 where checkout_id = '${orchestrated.succeeded}';
     update vente_ligne set prix_unitaire_cents = 1 where commande_id = '${orderOf(orchestrated.succeeded)}'`,
    ['parity'],
  ],
  [
    'a seeded sale costs more than its lines',
    'commandes',
    'update vente set total_cents = total_cents + 1 where uuid_extract_version(checkout_id) = 8',
    ['order-of-success'],
  ],
  [
    'the sums of a day count a sale that was cancelled',
    'commandes',
    `alter table vente disable trigger vente_changee;
     update vente set etat = 'annulee', annulee_at = now() where uuid_extract_version(checkout_id) = 8`,
    ['sales-sums'],
  ],
  [
    'the sums of a day lack a piece of a product',
    'commandes',
    'update somme_produit set quantite = quantite - 1',
    ['sales-sums'],
  ],
  ['the sums of a day lack a shop', 'commandes', 'delete from somme_magasin', ['sales-sums']],
  [
    'a price was changed without its history',
    'catalogue',
    'update produit set prix_cents = prix_cents + 1 where produit_id = 1',
    ['price-history'],
  ],
  [
    'an entry of a price history is missing',
    'catalogue',
    'delete from prix_historique where produit_id = 2 and version = 1',
    ['price-history'],
  ],
  [
    'an erased person still has data',
    'ecommerce',
    `alter table client drop constraint client_check, drop constraint client_check1;
     update client set donnees = '\\x01' where efface_le is not null`,
    ['erasure'],
  ],
]
