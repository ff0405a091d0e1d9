import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { fillWorld, ids, openWorld, type World } from '../shop/world.ts'
import { collectUndos } from './undos.ts'

let world: World

beforeAll(async () => {
  world = await openWorld(inject('postgresUrl'))
  await fillWorld(world)
})

afterAll(() => world.end())

const before = '2026-01-01T11:59:00Z'

test('an undo is timed from the first record of the failure to the release of the stock', async () => {
  expect(await collectUndos(world.databases, 'orchestrated', before)).toEqual([
    { id: ids.orchestrated.undone, at: '2026-01-01T12:00:01.200Z', durationMs: 300, detail: 'tombstone' },
  ])
  // The worker published at .3 s, after cancelling its sale at .2 s: the earlier time counts.
  expect(await collectUndos(world.databases, 'choreographed', before)).toEqual([
    { id: ids.choreographed.undone, at: '2026-01-01T12:00:01.200Z', durationMs: 300, detail: 'annulee' },
  ])
})

test('failures from before the loads are not counted', async () => {
  expect(await collectUndos(world.databases, 'orchestrated', '2026-01-01T13:00:00Z')).toEqual([])
  expect(await collectUndos(world.databases, 'choreographed', '2026-01-01T13:00:00Z')).toEqual([])
})

test('stock still held, or a sale not cancelled, is a missing undo', async () => {
  const { inventaire, commandes } = world.databases
  await inventaire.raw.query(
    `update reservation set etat = 'reservee', released_at = null where checkout_id = '${ids.orchestrated.undone}'`,
  )
  await commandes.raw.query(
    `update vente set etat = 'enregistree', annulee_at = null where checkout_id = '${ids.choreographed.undone}'`,
  )
  const [orchestrated] = await collectUndos(world.databases, 'orchestrated', before)
  const [choreographed] = await collectUndos(world.databases, 'choreographed', before)
  expect([orchestrated?.durationMs, orchestrated?.detail]).toEqual([null, 'its stock is still held'])
  expect([choreographed?.durationMs, choreographed?.detail]).toEqual([null, 'its sale was not cancelled'])
})
