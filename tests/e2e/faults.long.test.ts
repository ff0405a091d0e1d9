import { expect, it } from 'vitest'
import { failuresOf, runSlice } from './fault-slice.ts'

it('every process may crash at each of its steps and phases: no invariant breaks, and no cell is left out', async () => {
  const record = await runSlice([{ kind: 'crash' }], 15)
  expect(failuresOf(record)).toEqual([])
  const cellsOf = (style: string) => record.results.filter((cell) => cell.style === style).length
  expect(['orchestrated', 'choreographed', 'validation'].map(cellsOf)).toEqual([24, 36, 21])
}, 1_080_000)

it('each process may be terminated under load, and all of them in turn as in a deployment, even one that raises the version of an event: nothing is dropped', async () => {
  expect(
    failuresOf(await runSlice([{ phase: 'sigterm' }, { phase: 'rolling' }, { phase: 'event-versions' }], 8)),
  ).toEqual([])
}, 600_000)

it('Redis and Postgres may be killed, emptied, frozen, filled, locked and cut off, and the system recovers completely', async () => {
  expect(failuresOf(await runSlice([{ process: 'redis' }, { process: 'saga-db' }], 8))).toEqual([])
}, 600_000)
