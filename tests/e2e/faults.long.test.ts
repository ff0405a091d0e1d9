import { expect, it } from 'vitest'
import { failuresOf, runSlice } from './fault-slice.ts'

it('every process may die at every step and phase that it has: no invariant breaks, and no cell is left out', async () => {
  const record = await runSlice([{ kind: 'crash' }], 12)
  expect(failuresOf(record)).toEqual([])
  expect(record.results.length).toBeGreaterThanOrEqual(50)
}, 900_000)

it('each process is asked to end under load, and all of them in turn as in a deploy: nothing is dropped', async () => {
  expect(failuresOf(await runSlice([{ phase: 'sigterm' }, { phase: 'rolling' }], 8))).toEqual([])
}, 600_000)

/** What Redis alone knew and forgot before the event store had it is missing from the history, or stands in it late: no state is wrong. */
const historyOnly = /ordered without StockReserved|is not in the event store|checkout \S+: \w+ (before|after) [A-Z]\w+$/

it('Redis and Postgres may be killed, frozen, filled, locked and cut off, and everything is caught up with', async () => {
  const { results, ...record } = await runSlice([{ process: 'redis' }, { process: 'saga-db' }], 8)
  const flushed = results.filter(({ phase }) => phase === 'flushed')
  expect(failuresOf({ ...record, results: results.filter((one) => !flushed.includes(one)) })).toEqual([])
  expect(flushed.flatMap(({ findings }) => findings).filter((finding) => !historyOnly.test(finding))).toEqual([])
}, 600_000)
