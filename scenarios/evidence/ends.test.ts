import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { fillWorld, ids, openWorld, type World } from '../shop/world.ts'
import { collectEnds } from './ends.ts'

let world: World

beforeAll(async () => {
  world = await openWorld(inject('postgresUrl'))
  await fillWorld(world)
})

afterAll(() => world.end())

test('every accepted checkout has a row with the time until its end, in either style', async () => {
  for (const style of ['orchestrated', 'choreographed'] as const) {
    const rows = await collectEnds(world.databases, style, '2000-01-01T00:00:00Z')
    expect(rows.map(({ id }) => id).sort()).toEqual(Object.values(ids[style]).sort())
    expect(rows.every(({ durationMs }) => durationMs !== null && durationMs >= 0)).toBe(true)
  }
})

test('a checkout that has not ended has no duration', async () => {
  const { ecommerce } = world.databases
  const { succeeded } = ids.choreographed
  await ecommerce.raw.query(
    `update checkout set etat = 'EN_COURS', ended_at = null, commande_id = null where checkout_id = '${succeeded}'`,
  )
  const rows = await collectEnds(world.databases, 'choreographed', '2000-01-01T00:00:00Z')
  expect(rows.filter(({ durationMs }) => durationMs === null)).toMatchObject([{ id: succeeded, detail: 'EN_COURS' }])
})
