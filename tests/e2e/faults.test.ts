import { expect, it } from 'vitest'
import { failuresOf, runSlice } from './fault-slice.ts'

const [orchestrated, choreographed] = ['orchestrated', 'choreographed']
const [reserver, creer] = ['reserver-stock', 'creer-commande']

/** The cells most likely to fail: an effect not recorded anywhere yet, in each kind of process. */
const slice = [
  { style: orchestrated, process: 'saga-orchestrator', step: creer, phase: 'after-effect' },
  { style: orchestrated, process: 'saga-orchestrator', step: reserver, phase: 'during-undo' },
  { style: orchestrated, process: 'commandes', step: creer, phase: 'after-effect' },
  { style: choreographed, process: 'worker-stock-reservation', step: reserver, phase: 'after-effect' },
  { style: choreographed, process: 'worker-order-creation', step: creer, phase: 'before-ack' },
  { style: choreographed, process: 'redis', phase: 'killed' },
]

it('a process that crashes at the worst moment breaks no invariant, and the invariants detect every planted bug', async () => {
  const record = await runSlice(slice, 4)
  expect(failuresOf(record)).toEqual([])
  expect(record.results).toHaveLength(slice.length)
  expect(record.planted).toMatchObject({ missed: [] })
}, 240_000)
