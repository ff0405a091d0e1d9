import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readScenarios } from '#harness/scenario/read-scenarios.ts'
import { scenariosFolder } from '#harness/scenario/scenario.ts'
import { readCompose } from '#harness/system/compose.ts'
import { guaranteeVariants } from '../variants/guarantees.ts'
import { strikes } from '../variants/strikes.ts'
import { patchesOf, plantedChanges } from './changes.ts'
import { effectsOf, plantedTools } from './effects.ts'
import { guaranteePatches } from './guarantees.ts'
import { applyPatch } from './patch.ts'
import { switchFileOf, switchTo, watchSwitch } from './switch.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sagabench-effects-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a change to be planted', () => {
  const patches = plantedChanges.flatMap((change) =>
    patchesOf(change, 50).map((patch) => ({ id: change.id, file: patch.file, patch })),
  )

  test.each(patches)('still applies, counts its effects, and leaves valid code: $id in $file', ({ patch }) => {
    const changed = applyPatch(readFileSync(patch.file, 'utf8'), patch)
    expect(patch.replace).toContain('planted.')
    expect(changed).not.toContain('DELAY_MS')
    expect(() => stripTypeScriptTypes(changed)).not.toThrow()
  })

  test('names existing services only', async () => {
    const services = new Set((await readCompose('docker-compose.yml')).map(({ name }) => name))
    const wanted = new Set(patches.flatMap(({ patch }) => patch.services))
    expect([...wanted].filter((name) => !services.has(name))).toEqual([])
  })

  test('harms something that a scenario claims', () => {
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

describe('a guarantee that can be switched off', () => {
  test.each(guaranteePatches.map((patch) => ({ file: patch.file, patch })))(
    'still applies, and leaves valid code: $file',
    ({ patch }) => {
      const changed = applyPatch(readFileSync(patch.file, 'utf8'), patch)
      expect(patch.replace).toMatch(/planted\.(is|die)\(|acceptWithout/)
      expect(() => stripTypeScriptTypes(changed)).not.toThrow()
    },
  )

  test('has its fault, and a style to compare it with', () => {
    const lacking = guaranteeVariants.map(({ id, against }) => [id, against, id.replace(`${against}-without-`, '')])
    expect(lacking.filter(([, , what]) => strikes[what ?? ''] === undefined)).toEqual([])
  })

  test('is mentioned in no production code and no deployment file', () => {
    const isOurs = (path: string): boolean =>
      /^(platform|saga|services|workers|generated|deploy|kong|docker-compose|Dockerfile|observability)/.test(path)
    const tracked = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).split('\n').filter(isOurs)
    expect(tracked.length).toBeGreaterThan(100)
    const naming = tracked.filter((path) =>
      /PLANT_(FILE|SWITCH)|scenarios\/planted|\bplanted\./.test(readFileSync(path, 'utf8')),
    )
    expect(naming).toEqual([])
  })
})

test('a change is switched on in a watching process, and off again, before switchTo resolves', async () => {
  const plantFile = join(folder, 'one.json')
  writeFileSync(plantFile, '[]')
  const words = watchSwitch(switchFileOf(folder), plantFile)
  const tools = plantedTools(plantFile, words)
  await switchTo(folder, ['without-a', 'die:there'])
  expect([tools.is('without-a'), tools.is('without-b'), tools.is('die:there')]).toEqual([true, false, true])
  await switchTo(folder, [])
  expect(tools.is('without-a')).toBe(false)
})

test('a dead process is not waited for, and acknowledges the current words when it restarts', async () => {
  const own = mkdtempSync(join(folder, 'own-'))
  const plantFile = join(own, 'one.json')
  writeFileSync(plantFile, '[]')
  await switchTo(own, ['die:there'], () => false)
  writeFileSync(`${plantFile}.at`, 'die:there') // Left behind by its previous run.
  await switchTo(own, [], () => false)
  watchSwitch(switchFileOf(own), plantFile)
  await switchTo(own, [])
})

test('effects are counted across processes that die', async () => {
  const file = join(mkdtempSync(join(folder, 'own-')), 'plant.json')
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
