import type { Planted, ProofRun } from '#harness/faults/plan.ts'
import { processPlants } from './plants.ts'
import { type PlantedResult, runPlantedBugs } from './run.ts'

/** Found and missed among these results. */
export const countOf = (results: readonly PlantedResult[]): Planted => {
  const missed = results.filter(({ found }) => !found).map(({ id }) => id)
  return { found: results.length - missed.length, all: results.length, missed }
}

/** How many of the bugs that are planted in running processes turn their invariants red. */
export const countInProcesses = async ({ offset, projectRoot, signal, progress }: ProofRun): Promise<Planted> => {
  let done = 0
  const onResult = ({ id, found }: PlantedResult): void =>
    progress(
      `planting bugs in running processes: ${++done} of ${processPlants.length}, ${id} ${found ? 'found' : 'not found'}`,
    )
  return countOf(await runPlantedBugs({ offset, projectRoot, signal, onResult }))
}
