import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { assertShape, readRecordOf } from '../base/records.ts'
import type { CheckedAnswers } from './answers.ts'
import type { DisturbanceRecord } from './disturb.ts'
import type { EvidenceRow, GeneratorReport, InvariantResult } from './raw.ts'
import type { Scenario } from './scenario.ts'
import type { Usage } from './usage.ts'

/** All data of a run that its report is computed from, except the samples, which are in one file per load. */
export type RunRecord = {
  schema: 'sagabench/run@1'
  commit: string
  /** Whether the working tree had uncommitted changes. */
  dirty: boolean
  startedAt: string
  endedAt: string
  quick: boolean
  command: string
  machine: Machine
  versions: Record<string, string>
  /** Speed of the machine before the run, measured without the code under test; absent in older runs. */
  hashesPerMs?: number
  /** SHA-256 of specifications and scenarios by folder; absent in older runs. */
  hashes?: Record<string, string>
  scenarios: Scenario[]
  runs: ScenarioRun[]
}

export type Machine = {
  os: string
  kernel: string
  arch: string
  cpu: string
  cores: number
  memoryGiB: number
}

/** One scenario in one style. */
export type ScenarioRun = {
  scenario: string
  style: string
  startedAt: string
  endedAt: string
  /** `usage`: what the load cost; absent in older runs. */
  loads: { id: string; generator: GeneratorReport; file: string; usage?: Usage }[]
  /** Disturbances of processes during the first load; absent if there were none. */
  disturbances?: DisturbanceRecord[]
  evidence: Record<string, EvidenceRow[]>
  /** Number of keys per kind of fault. */
  faults: Record<string, number>
  invariants: InvariantResult[]
  /** Answers that were checked while the loads ran; absent in older runs. */
  answers?: CheckedAnswers
  /** Why a hypothesis didn't hold; null if it did. */
  before: string | null
  after: string | null
  /** Set if the system was unreachable: why the run can't be judged. */
  invalid?: string
  /** From the end of the last load until everything was at rest. */
  restMs: number | null
}

export const rawFolder = (folder: string): string => join(folder, 'raw')

export const writeRun = (folder: string, run: RunRecord): void => {
  mkdirSync(rawFolder(folder), { recursive: true })
  writeFileSync(join(rawFolder(folder), 'run.json'), `${JSON.stringify(run, null, 1)}\n`)
}

const shape = {
  texts: ['commit', 'startedAt', 'endedAt', 'command'],
  mappings: ['machine', 'versions'],
  lists: ['scenarios', 'runs'],
}

/** @throws DamagedRecord unless the folder contains a complete run of a known schema */
export const readRun = (folder: string): RunRecord => {
  const file = join(rawFolder(folder), 'run.json')
  const record = readRecordOf<RunRecord>(file, 'sagabench/run@1')
  assertShape(record, file, shape)
  return record
}
