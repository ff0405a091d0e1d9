import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cellPatches } from '../faults/planted-lost-entries.ts'
import { validationPatches } from '../faults/planted-validations.ts'
import { invariants } from '../invariants/all.ts'
import { applyPatch } from './patch.ts'
import { processPlants } from './plants.ts'

describe('a bug that can be planted', () => {
  const patches = processPlants.flatMap(({ id, patch }) => (patch === undefined ? [] : [{ id, patch }]))

  test.each(patches)('still applies to the code: $id', ({ patch }) => {
    const source = readFileSync(patch.file, 'utf8')
    expect(applyPatch(source, patch)).toContain(patch.replace)
  })

  test.each([...cellPatches, ...validationPatches])('of a cell still applies to $file: $find', (patch) => {
    expect(applyPatch(readFileSync(patch.file, 'utf8'), patch)).toContain(patch.replace)
  })

  test('exists for each invariant', () => {
    expect(new Set(processPlants.map(({ invariant }) => invariant))).toEqual(new Set(invariants.map(({ id }) => id)))
  })

  test('is rejected if its place is gone or not unique', () => {
    const patch = { services: [], file: 'f.ts', find: 'a', replace: 'b' }
    expect(() => applyPatch('x', patch)).toThrow('f.ts must contain this exactly once')
    expect(() => applyPatch('a a', patch)).toThrow('f.ts must contain this exactly once')
  })
})
