import type { FaultCell } from '#harness/faults/plan.ts'

const cell = (phase: string, text: string, untested: string): FaultCell => ({
  style: 'both',
  process: 'machine',
  step: 'any',
  phase,
  kind: 'fault',
  text,
  untested,
})

/** Faults that this harness can't cause on one machine, listed so that nobody assumes they are covered. */
export const untestedFaults: readonly FaultCell[] = [
  cell(
    'power',
    'Power failure',
    'killing a process leaves the page cache intact; this needs a machine whose power can be cut',
  ),
  cell('partition', 'Network partition between machines', 'everything runs on one machine without network namespaces'),
  cell('kong', 'Faults of Kong itself', 'Kong runs only in a container; here nginx replaces it'),
  cell('disk', 'A full or failing disk', 'it would fill the disk of the machine that runs this'),
]
