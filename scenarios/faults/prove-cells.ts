import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CellResult } from '#harness/faults/cell.ts'
import type { FaultCell } from '#harness/faults/plan.ts'
import { type Patient, runCell } from '#harness/faults/run-cell.ts'
import { createVictims, orderedBy, type Victims } from '#harness/faults/victims.ts'
import { startSystem } from '#harness/system/system.ts'
import { systemClock } from '#platform/base/clock.ts'
import { openNursery } from '../planted/nursery.ts'
import type { Patch } from '../planted/patch.ts'
import { switchTo } from '../planted/switch.ts'
import { makePlan } from './plan.ts'

export type CellProof = { phase: string; words: readonly string[]; withoutBug: CellResult; withBug: CellResult }

export type ProofOptions = {
  offset: number
  projectRoot: string
  signal: AbortSignal
  onResult?: (proof: CellProof) => void
}

/** A cell with the bugs, by their words, that must violate it. */
export type BugOfCell = { cell: FaultCell; words: readonly string[] }

const restMaxMs = 90_000

const untilRest = async ({ plan }: Patient, signal: AbortSignal): Promise<void> => {
  for (const until = Date.now() + restMaxMs; (await plan.state.unrest()) !== null; ) {
    if (Date.now() > until) throw new Error(`not at rest after the bug was removed: ${await plan.state.unrest()}`)
    await systemClock.sleep(500, signal)
  }
}

/** Runs each cell twice on one system: without a bug it has to hold, with its bug it has to be violated. */
export const proveCells = async (
  cells: readonly BugOfCell[],
  patches: readonly Patch[],
  { offset, projectRoot, signal, onResult }: ProofOptions,
): Promise<CellProof[]> => {
  const nursery = await openNursery(projectRoot, offset)
  nursery.lay(patches)
  await switchTo(nursery.folder, [], () => false)
  const plan = makePlan([])
  const folder = mkdtempSync(join(tmpdir(), 'sagabench-orders-'))
  const ordered = Object.entries(nursery.environment).map(
    ([name, environment]) => [name, { ...environment, ...orderedBy(folder, name) }] as const,
  )
  let victims: Victims | undefined
  const system = await startSystem({
    offset,
    composeFile: join(projectRoot, 'docker-compose.yml'),
    environment: { ...Object.fromEntries(ordered), ...plan.environment },
    signal,
    onCrash: (service) => victims?.died(service),
  })
  try {
    victims = createVictims(system, folder, systemClock)
    const opened = await plan.open(system)
    const { isDependencyOfUndo } = plan
    const patient: Patient = { system, victims, plan: opened, isDependencyOfUndo, outages: [], known: new Map() }
    const run = async (cell: FaultCell): Promise<CellResult> =>
      (await runCell(cell, patient, { seed: 1, clock: systemClock, history: () => () => {}, signal })).result
    const proofs: CellProof[] = []
    for (const { cell, words } of cells) {
      const { phase } = cell
      const withoutBug = await run(cell)
      await switchTo(nursery.folder, words)
      const withBug = await run(cell)
      await switchTo(nursery.folder, [])
      const proof = { phase, words, withoutBug, withBug }
      onResult?.(proof)
      proofs.push(proof)
      await untilRest(patient, signal)
    }
    await opened.close()
    return proofs
  } finally {
    await system.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
