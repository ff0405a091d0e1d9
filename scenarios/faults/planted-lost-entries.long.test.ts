import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { freeOffset } from '#harness/system/testing.ts'
import { lostEntries } from './lost-entries.ts'
import { bugOfCell, proveLostEntries } from './planted-lost-entries.ts'

const projectRoot = resolve(import.meta.dirname, '../..')

test('every cell in which entries vanish has a bug', () => {
  expect(Object.keys(bugOfCell).sort()).toEqual(lostEntries.map(({ phase }) => phase).sort())
})

// One cell for each kind of bug; `npm run prove -- --cells` proves all fifteen in about half an hour.
const phases = ['pending-deleted', 'group-destroyed', 'store-to-end', 'ids-used-up', 'group-past-end', 'marks-evicted']

test('cells in which entries vanish hold, and are violated once their bug is planted', async () => {
  const offset = await freeOffset(join(projectRoot, 'docker-compose.yml'))
  const signal = AbortSignal.timeout(1_200_000)
  const proofs = await proveLostEntries({ offset, projectRoot, signal, phases })
  const verdicts = proofs.map(({ phase, withoutBug, withBug }) => [phase, withoutBug.verdict, withBug.verdict])
  expect(verdicts.sort()).toEqual(phases.toSorted().map((phase) => [phase, 'held', 'violated']))
}, 1_260_000)
