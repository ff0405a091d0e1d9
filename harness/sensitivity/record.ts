import type { Verdict } from '../judge/verdict.ts'
import type { Machine } from '../scenario/records.ts'
import type { Cell } from './cell.ts'
import type { Change } from './change.ts'

/** A scenario in one style without any change, for comparison. */
export type Control = { scenario: string; style: string; verdict: Verdict; reasons: string[]; measures: string[] }

/** The record of a sensitivity run: `sensitivity.json` of its folder. */
export type SensitivityRecord = {
  schema: 'sagabench/sensitivity@1'
  commit: string
  dirty: boolean
  startedAt: string
  endedAt: string
  machine: Machine
  versions: Record<string, string>
  command: string
  /** Whether all default scenarios and all changes ran; only then is an uncaught change a finding. */
  complete: { scenarios: boolean; changes: boolean }
  changes: Change[]
  controls: Control[]
  cells: Cell[]
}
