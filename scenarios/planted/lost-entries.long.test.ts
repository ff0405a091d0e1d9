import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { freeOffset } from '#harness/system/testing.ts'
import { lostEntries } from '../faults/lost-entries.ts'
import { bugOfCell, proveLostEntries } from './lost-entries.ts'

const projectRoot = resolve(import.meta.dirname, '../..')

test('every cell in which entries vanish has a bug, holds without it, and finds it', async () => {
  expect(Object.keys(bugOfCell).sort()).toEqual(lostEntries.map(({ phase }) => phase).sort())
  const offset = await freeOffset(join(projectRoot, 'docker-compose.yml'))
  const signal = AbortSignal.timeout(2_400_000)
  const proofs = await proveLostEntries({ offset, projectRoot, signal, onResult: (proof) => console.log(proof) })
  const verdicts = proofs.map(({ phase, withoutBug, withBug }) => [phase, withoutBug.verdict, withBug.verdict])
  expect(verdicts).toEqual(lostEntries.map(({ phase }) => [phase, 'held', 'violated']))
}, 2_500_000)
