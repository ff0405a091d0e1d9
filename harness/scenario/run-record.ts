import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { assertShape, readRecordOf } from '../base/records.ts'
import type { CheckedAnswers } from './answers.ts'
import type { DisturbanceRecord } from './disturb.ts'
import type { EvidenceRow, GeneratorReport, InvariantResult } from './raw.ts'
import type { Scenario } from './scenario.ts'
import type { Usage } from './usage.ts'

/** Everything about a run that its report is made of; the samples lie beside it, one file per load. */
export type RunRecord = {
  schema: 'sagabench/run@1'
  commit: string
  /** Whether the working tree had changes that the commit doesn't hold. */
  dirty: boolean
  startedAt: string
  endedAt: string
  quick: boolean
  command: string
  machine: Machine
  versions: Record<string, string>
  /** How fast the machine was before the run, whatever the code under test; absent in older runs. */
  hashesPerMs?: number
  /** Of the documents that everything was made from: SHA-256 by folder; absent in older runs. */
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
  /** What was done to processes during the first load, and when; absent where nothing was. */
  disturbances?: DisturbanceRecord[]
  evidence: Record<string, EvidenceRow[]>
  /** How many keys met which fault. */
  faults: Record<string, number>
  invariants: InvariantResult[]
  /** Answers that were checked while the loads ran; absent in older runs. */
  answers?: CheckedAnswers
  /** Why a hypothesis didn't hold; null where it did. */
  before: string | null
  after: string | null
  /** Why nothing that was seen can be judged, where that is so: the system could not be reached. */
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

/** @throws DamagedRecord where the folder holds no whole run of a known schema */
export const readRun = (folder: string): RunRecord => {
  const file = join(rawFolder(folder), 'run.json')
  const record = readRecordOf<RunRecord>(file, 'sagabench/run@1')
  assertShape(record, file, shape)
  return record
}
