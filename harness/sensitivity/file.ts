import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Findings, findingsOf } from './findings.ts'
import type { SensitivityRecord } from './record.ts'

const sensitivityFile = (folder: string): string => join(folder, 'sensitivity.json')

/** Writes the findings first, for programs that gate on them. */
export const writeSensitivity = (folder: string, record: SensitivityRecord): Findings => {
  const findings = findingsOf(record)
  writeFileSync(sensitivityFile(folder), `${JSON.stringify({ ...findings, ...record }, null, 1)}\n`)
  return findings
}

/** @throws unless the folder contains a record of a known schema */
export const readSensitivity = (folder: string): SensitivityRecord => {
  const record = JSON.parse(readFileSync(sensitivityFile(folder), 'utf8')) as SensitivityRecord
  if (record.schema !== 'sagabench/sensitivity@1') throw new Error(`${folder}: sensitivity.json has an unknown schema`)
  return record
}
