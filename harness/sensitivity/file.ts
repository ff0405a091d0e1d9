import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Findings, findingsOf } from './findings.ts'
import type { TeethRecord } from './record.ts'

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
