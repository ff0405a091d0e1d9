import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Verdict } from '../judge/verdict.ts'
import type { Machine } from '../scenario/run-record.ts'
import type { Cell } from './cell.ts'
import type { Change } from './change.ts'
import { type Findings, findingsOf } from './findings.ts'

/** A scenario in one style without any change: what the others are held against. */
export type Control = { scenario: string; style: string; verdict: Verdict; reasons: string[]; measures: string[] }

/** Everything that a look at scenarios' teeth found. Stands in `teeth.json` of its folder. */
export type TeethRecord = {
  schema: 'sagabench/teeth@1'
  commit: string
  dirty: boolean
  startedAt: string
  endedAt: string
  machine: Machine
  versions: Record<string, string>
  command: string
  /** Whether all documents that run unasked, and all changes, were looked at: only then is what nobody caught a finding. */
  complete: { scenarios: boolean; changes: boolean }
  changes: Change[]
  controls: Control[]
  cells: Cell[]
}

const teethFile = (folder: string): string => join(folder, 'teeth.json')

/** What a program that gates on it wants to read comes first. */
export const writeTeeth = (folder: string, record: TeethRecord): Findings => {
  const findings = findingsOf(record)
  writeFileSync(teethFile(folder), `${JSON.stringify({ ...findings, ...record }, null, 1)}\n`)
  return findings
}

/** @throws where the folder holds no record of a known schema */
export const readTeeth = (folder: string): TeethRecord => {
  const record = JSON.parse(readFileSync(teethFile(folder), 'utf8')) as TeethRecord
  if (record.schema !== 'sagabench/teeth@1') throw new Error(`${folder}: teeth.json of an unknown schema`)
  return record
}
