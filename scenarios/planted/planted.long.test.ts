import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { freeOffset } from '#harness/system/testing.ts'
import { invariants } from '../invariants/all.ts'
import { processPlants } from './plants.ts'
import { runPlantedBugs } from './run.ts'

const projectRoot = resolve(import.meta.dirname, '../..')

test('every bug planted in a running system is detected by the invariant that it violates', async () => {
  const offset = await freeOffset(join(projectRoot, 'docker-compose.yml'))
  const results = await runPlantedBugs({ offset, projectRoot, onResult: (result) => console.log(result) })
  expect(results.filter(({ found }) => !found)).toEqual([])
  expect(results).toHaveLength(processPlants.length)
  expect(new Set(processPlants.map(({ invariant }) => invariant))).toEqual(new Set(invariants.map(({ id }) => id)))
}, 600_000)
