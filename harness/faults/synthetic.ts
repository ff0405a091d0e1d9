import { crashPhases } from '#platform/base/crash-points.ts'
import type { CellResult } from './cell.ts'
import type { FaultRecord } from './record.ts'

/** A result with all that a report needs; what matters is given. */
export const resultOf = (given: Partial<CellResult>): CellResult => ({
  style: 'led',
  process: 'leader',
  step: 'seat',
  phase: 'before-effect',
  kind: 'crash',
  text: 'leader dies',
  verdict: 'held',
  seed: 1,
  findings: [],
  outcomes: { succeeded: 8 },
  recoveryMs: 1_200,
  durationMs: 3_000,
  ...given,
})

/** A record for tests of the report, without any run. */
export const recordOf = (results: readonly CellResult[], given: Partial<FaultRecord> = {}): FaultRecord => ({
  schema: 'sagabench/faults@1',
  commit: 'abcdef12',
  dirty: false,
  startedAt: '2026-01-01T12:00:00.000Z',
  endedAt: '2026-01-01T12:10:00.000Z',
  command: 'npm run scenario -- faults',
  machine: { os: 'an OS', kernel: '1', arch: 'x64', cpu: 'a CPU', cores: 2, memoryGiB: 8 },
  filters: [],
  seed: 1,
  rounds: 1,
  unreachable: { led: 3 },
  planted: { found: 20, all: 20, missed: [] },
  plantedInProcesses: {
    proof: { found: 7, all: 7, missed: [], commit: 'abcdef12', dirty: false, at: '2026-01-01T12:00:00.000Z' },
    fresh: true,
  },
  results,
  ...given,
})

/** One square of every kind, in both styles. */
export const variedRecord = (): FaultRecord =>
  recordOf([
    ...['led', 'shared'].flatMap((style) =>
      ['leader', 'hotel'].flatMap((process) =>
        ['seat', 'room'].flatMap((step) => crashPhases.map((phase) => resultOf({ style, process, step, phase }))),
      ),
    ),
    resultOf({ verdict: 'violated', findings: ['rooms: one <b>too many</b>'], recoveryMs: 42_000, seed: 7 }),
    resultOf({
      process: 'hotel',
      phase: 'during-undo',
      verdict: 'missed',
      findings: ['it did not get there'],
      recoveryMs: null,
    }),
    resultOf({ kind: 'fault', process: 'bus', step: 'any', phase: 'emptied', text: 'The bus is emptied' }),
    resultOf({
      kind: 'fault',
      process: 'machine',
      step: 'any',
      phase: 'power',
      text: 'Power failure',
      verdict: 'untested',
      recoveryMs: null,
      findings: ['no switch'],
    }),
  ])
