import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { Source } from '../databases.ts'
import { fillWorld, ids, insertEvent, insertRecord, openWorld, orderOf, type World } from '../testing.ts'
import { invariants } from './all.ts'
import { runInvariant } from './invariant.ts'
import { readSnapshot } from './snapshot.ts'

let world: World

beforeAll(async () => {
  world = await openWorld(inject('postgresUrl'))
  await fillWorld(world)
})

afterAll(() => world.end())

const check = async () => {
  const snapshot = await readSnapshot(world.databases)
  return invariants.map((invariant) => runInvariant(invariant, snapshot))
}

const redOnes = async (): Promise<string[]> =>
  (await check()).filter(({ violations }) => violations > 0).map(({ id }) => id)

/** Plants a bug, looks, and takes it back: each pool has one connection, so a transaction spans both. */
const redAfter = async (source: Source, plant: string): Promise<string[]> => {
  const { raw } = world.databases[source]
  await raw.query('begin')
  try {
    await raw.query(plant)
    return await redOnes()
  } finally {
    await raw.query('rollback')
  }
}

test('the invariants hold where every checkout ended as it should, and each looked at something', async () => {
  const results = await check()
  expect(results.map(({ id, violations }) => [id, violations])).toEqual(invariants.map(({ id }) => [id, 0]))
  expect(Math.min(...results.map(({ checked }) => checked))).toBeGreaterThan(0)
})

const { choreographed, orchestrated } = ids
const open = `alter table stock_central drop constraint stock_central_ferme;
  alter table stock_central drop constraint stock_central_disponible_check;`

type Plant = [bug: string, source: Source, sql: string, red: string[]]

const plants: Plant[] = [
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
    'sold stock is released',
    'inventaire',
    `update reservation set etat = 'liberee', released_at = now() where checkout_id = '${orchestrated.succeeded}'`,
    ['stock', 'accounting', 'reservation-resolved'],
  ],
  [
    'other pieces are reserved than were asked for',
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
    'a checkout is told to have failed that succeeded',
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
    `update saga set terminal = false, etat = 'COMPENSATION_EN_COURS' where saga_id = '${orchestrated.undone}'; ${insertRecord(orchestrated.undone, 9, 'undo-parked', 'COMPENSATION_EN_COURS', 'reserver-stock')}`,
    ['accounting', 'one-end'],
  ],
  ['a saga ends twice', 'saga', insertRecord(orchestrated.undone, 9, 'cancelled', 'SAGA_ANNULEE'), ['one-end']],
  [
    'a saga goes on after its end',
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
    'a price is not the one that was read',
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
]

describe('a planted bug turns red what it breaks:', () => {
  test.each(plants)('%s', async (_bug, source, plant, red) => {
    expect(await redAfter(source, plant)).toEqual(expect.arrayContaining(red))
  })

  test('every invariant was turned red by one, and all bugs are found', async () => {
    let found = 0
    for (const [, source, plant] of plants) if ((await redAfter(source, plant)).length > 0) found++
    console.log(`planted bugs found: ${found} of ${plants.length}`)
    expect(found).toBe(plants.length)
    expect(new Set(plants.flatMap(([, , , red]) => red))).toEqual(new Set(invariants.map(({ id }) => id)))
    expect(await redOnes()).toEqual([])
  })
})
