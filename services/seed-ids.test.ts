import { expect, it } from 'vitest'
import { seedClientId } from './seed-ids.ts'

it('seeded customers have the same distinct ids for the same seed', () => {
  const ids = Array.from({ length: 500 }, (_, i) => seedClientId(1, i + 1))
  expect(new Set(ids).size).toBe(500)
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(ids[0]).toBe(seedClientId(1, 1))
  expect(seedClientId(2, 1)).not.toBe(ids[0])
})
