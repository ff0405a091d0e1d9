import { type Verdict, worst } from '../judge/verdict.ts'
import type { Machine } from '../scenario/records.ts'
import { type CellResult, type CellVerdict, type Filter, timeIsOver } from './cell.ts'
import type { Planted } from './plan.ts'
import { isProven, type ShownProof } from './proof.ts'

/** The data of a fault report, stored in faults.json. */
export type FaultRecord = {
  readonly schema: 'sagabench/faults@1'
  readonly commit: string
  readonly dirty: boolean
  readonly startedAt: string
  readonly endedAt: string
  readonly command: string
  readonly machine: Machine
  readonly filters: readonly Filter[]
  readonly seed: number
  readonly rounds: number
  readonly unreachable: Readonly<Record<string, number>>
  readonly planted: Planted | null
  /** Absent in older records, and if the plan has no such bugs. */
  readonly plantedInProcesses?: ShownProof
  readonly results: readonly CellResult[]
}

const verdictOf: Record<CellVerdict, Verdict> = {
  held: 'pass',
  violated: 'fail',
  missed: 'fail',
  untested: 'pass', // Reported with its reason; a run in which nothing was tested doesn't pass.
}

/** A violation or a missing cell fails; planted bugs that were not found make the rest worthless. */
export const judgeFaults = ({ results, planted, plantedInProcesses }: FaultRecord): Verdict => {
  if (!results.some(({ verdict }) => verdict !== 'untested')) return 'inconclusive'
  const proofs = [planted, plantedInProcesses?.fresh === true ? plantedInProcesses.proof : null]
  const blind = proofs.flatMap((proof): Verdict[] => (proof && !isProven(proof) ? ['invalid'] : []))
  // A cell that can't be tested here states its reason. A cell that the time limit cut off leaves the result open.
  const leftOut = results.flatMap(({ findings }): Verdict[] => (findings.includes(timeIsOver) ? ['inconclusive'] : []))
  return worst([...results.map(({ verdict }) => verdictOf[verdict]), ...blind, ...leftOut])
}
