import { restocked } from '../shop/world-restocking.ts'
import type { Plant } from './plant.ts'

const { approved, waiting, rejected } = restocked

/** Damage to restocking requests, the steps of their validations, and the pieces that they moved. */
export const damageToRestocking: readonly Plant[] = [
  [
    'a request is approved, but its delivery was undone',
    'inventaire',
    `update etape_validation set etat = 'defaite', undone_at = now() where demande_id = '${approved}' and etape = 'livraison'`,
    ['restocking'],
  ],
  [
    'a validation that was undone kept the pieces that it took',
    'inventaire',
    `update etape_validation set etat = 'faite', undone_at = null where demande_id = '${waiting}' and etape = 'prelevement'`,
    ['restocking'],
  ],
  [
    'a request is rejected although its pieces are in the shop',
    'inventaire',
    `update demande_reapprovisionnement set statut = 'rejetee', motif_rejet = 'x', approuvee_par = null where demande_id = '${approved}'`,
    ['restocking'],
  ],
  [
    'pieces left the central stock twice for one request',
    'inventaire',
    'update stock_central set disponible = disponible - 5, transfere = transfere + 5 where produit_id = 2',
    ['restocking'],
  ],
  [
    'pieces of a delivery are missing in the shop',
    'inventaire',
    'update stock_local set quantite = 4 where magasin_id = 2 and produit_id = 2',
    ['restocking'],
  ],
  [
    'pieces of a delivery that was undone stayed in the shop',
    'inventaire',
    'update stock_local set quantite = 12 where magasin_id = 2 and produit_id = 2',
    ['restocking'],
  ],
  [
    'a delivery never reached the shop, which has none of the product',
    'inventaire',
    'delete from stock_local where magasin_id = 2 and produit_id = 2',
    ['restocking'],
  ],
  [
    'a request is rejected without a reason',
    'inventaire',
    `alter table demande_reapprovisionnement drop constraint demande_motif_visible;
     update demande_reapprovisionnement set motif_rejet = ' ' where demande_id = '${rejected}'`,
    ['restocking'],
  ],
  [
    'the undo of a validation was forced, and nobody is on record',
    'approvisionnement',
    'update validation set forced = true where motif is not null',
    ['restocking'],
  ],
  [
    'a validation was closed, and nobody is on record',
    'approvisionnement',
    `insert into validation_log (saga_id, seq, at, type, etat, step, record)
     select saga_id, 99, now(), 'undo-abandoned', etat, 'livrer-stock-local', '{}' from validation where motif is not null`,
    ['restocking'],
  ],
  ['a validation never ends', 'approvisionnement', 'update validation set terminal = false', ['restocking']],
  [
    'a validation that was undone has no reason',
    'approvisionnement',
    'update validation set motif = null, failure_kind = null where motif is not null',
    ['restocking'],
  ],
]
