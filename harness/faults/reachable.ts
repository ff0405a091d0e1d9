import { type CrashPhase, crashPhases } from '#platform/base/crash-points.ts'
import type { SagaTable, StepTable } from '#saga/definition.ts'
import type { Place } from './cell.ts'

/** The processes that run, undo and serve the steps in one style; several processes may undo one step. */
export type Hosts = {
  readonly runs: (step: StepTable) => string
  readonly undoes: (step: StepTable) => readonly string[]
  /** The participant that serves an operation. */
  readonly serves: (operation: string) => string
}

/** A possible crash; `order` is its name in CRASH_AT. */
export type CrashCell = Place & { readonly phase: CrashPhase; readonly order: string }

const forward = ['before-effect', 'after-effect', 'before-ack'] as const

/** The crashes that the owners of the steps make reachable. A participant acknowledges by answering: that is `after-effect`. */
export const crashCells = (style: string, table: SagaTable, hosts: Hosts): CrashCell[] =>
  table.steps.flatMap((step) => {
    const cell = (process: string, phase: CrashPhase, order = `${step.id}:${phase}`): CrashCell => ({
      style,
      process,
      step: step.id,
      phase,
      order,
    })
    const [runner, server] = [hosts.runs(step), hosts.serves(step.operation)]
    const { undo } = step
    const undoing = undo
      ? [
          ...hosts.undoes(step).map((process) => cell(process, 'during-undo')),
          ...hosts.undoes(step).flatMap((process) => (process === runner ? [] : [cell(process, 'before-ack')])),
          cell(hosts.serves(undo.operation), 'during-undo', `${undo.operation}:after-effect`),
        ]
      : []
    return [
      ...forward.map((phase) => cell(runner, phase)),
      cell(server, 'before-effect', `${step.operation}:before-effect`),
      cell(server, 'after-effect', `${step.operation}:after-effect`),
      ...undoing,
    ]
  })

/** Squares of the whole grid, reachable or not: processes × steps × phases. */
export const gridSize = (cells: readonly Place[], table: SagaTable): number =>
  new Set(cells.map(({ process }) => process)).size * table.steps.length * crashPhases.length
