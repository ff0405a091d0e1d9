import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readScenarios, scenariosFolder } from '#harness/scenario/scenario.ts'
import { readCompose } from '#harness/system/compose.ts'
import { patchesOf, plantedChanges } from './changes.ts'
import { effectsOf, plantedTools } from './effects.ts'
import { applyPatch } from './patch.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sagabench-effects-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a change to be planted', () => {
  const patches = plantedChanges.flatMap((change) =>
    patchesOf(change, 50).map((patch) => ({ id: change.id, file: patch.file, patch })),
  )

  test.each(patches)(
    'still has its place, counts its effects, and leaves code that can be read: $id in $file',
    ({ patch }) => {
      const changed = applyPatch(readFileSync(patch.file, 'utf8'), patch)
      expect(patch.replace).toContain('planted.')
      expect(changed).not.toContain('DELAY_MS')
      expect(() => stripTypeScriptTypes(changed)).not.toThrow()
    },
  )

  test('is for services that there are', async () => {
    const services = new Set((await readCompose('docker-compose.yml')).map(({ name }) => name))
    const wanted = new Set(patches.flatMap(({ patch }) => patch.services))
    expect([...wanted].filter((name) => !services.has(name))).toEqual([])
  })

  test('harms something that a scenario states', () => {
    const stated = new Set(
      readScenarios(scenariosFolder, ['C1', 'C2', 'O1', 'P1', 'P2', 'R1', 'R2', 'R3']).flatMap(
        ({ measures, invariants }) => [
          ...measures.flatMap(({ id, kind }) => [id, kind]),
          ...invariants.map(({ id }) => id),
        ],
      ),
    )
    expect(plantedChanges.flatMap(({ harms }) => harms).filter((what) => !stated.has(what))).toEqual([])
  })
})

test('effects are counted across processes that die', async () => {
  const file = join(folder, 'plant.json')
  writeFileSync(file, '[]')
  expect(effectsOf(file)).toBe(0)
  const first = plantedTools(file)
  first.took(3)
  await first.sleep(0)
  const second = plantedTools(file)
  expect([second.isAgain('a'), second.isAgain('b'), second.isAgain('a')]).toEqual([false, false, true])
  expect(Array.from({ length: 10 }, () => second.every(5)).filter(Boolean)).toHaveLength(2)
  expect(effectsOf(file)).toBe(3 + 1 + 1 + 2)
})
