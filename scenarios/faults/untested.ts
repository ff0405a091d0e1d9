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

/** What this harness can't do to one machine, so that nobody takes it for done. */
export const untestedFaults: readonly FaultCell[] = [
  cell(
    'power',
    'Power failure',
    'a process that kills itself leaves the page cache whole; it takes a machine that can be cut off',
  ),
  cell('partition', 'Network partition between machines', 'everything runs on one machine without network namespaces'),
  cell('kong', 'Faults of Kong itself', 'there is no Kong outside a container; nginx stands in for it'),
  cell('disk', 'A full or failing disk', 'it would fill the disk of the machine that runs this'),
]
