import { setImmediate as turn } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import type { Bug } from '#saga/simulation/bugs.ts'
import { newTally, runSeeds, type Seeds } from '#saga/simulation/campaign.ts'
import type { Style } from '#saga/simulation/style.ts'
import { systems } from './systems.ts'

/** The work of one thread. */
export type Task = { saga: string; style: Style; bugs: readonly Bug[]; sagasMax: number; seeds: Seeds; until: number }

const tellEveryMs = 1_000

const { saga, style, bugs, sagasMax, seeds, until } = workerData as Task
const system = systems[saga]
if (!system || !parentPort) throw new Error(`no saga ${saga}`)
Error.stackTraceLimit = 0 // Errors are routine in a simulation, and their stack traces would cost more than the rest.

for (let done = 0; done < seeds.count && Date.now() < until; ) {
  const tally = newTally()
  const tellAt = Math.min(until, Date.now() + tellEveryMs)
  const rest = { ...seeds, first: seeds.first + done * seeds.stride, count: seeds.count - done }
  await runSeeds({ system, style, bugs, sagasMax }, rest, tally, () => Date.now() >= tellAt)
  done += tally.schedules
  parentPort.postMessage(tally)
  await turn()
}
