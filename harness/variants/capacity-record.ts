import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { assertShape, readRecordOf } from '../base/records.ts'
import type { Capacity } from './capacity.ts'
import { olderCapacities } from './older-schemas.ts'
import type { BenchRecord } from './record.ts'

/** The result of a capacity search, stored in `capacity.json` of its folder; older records lack the optional fields. */
export type CapacityRecord = Pick<
  BenchRecord,
  'commit' | 'dirty' | 'startedAt' | 'machine' | 'versions' | 'hashes' | 'unit'
> & {
  schema: 'sagabench/capacity@2'
  endedAt?: string
  seed?: number
  command?: string
  variants?: { id: string; title: string; text: string }[]
  capacities: Capacity[]
}

export const capacityFile = (folder: string): string => join(folder, 'capacity.json')

export const writeCapacity = (folder: string, record: CapacityRecord): void =>
  writeFileSync(capacityFile(folder), `${JSON.stringify(record, null, 1)}\n`)

const shape = { texts: ['commit', 'startedAt'], mappings: ['machine', 'versions'], lists: ['capacities'] }

/** @throws DamagedRecord unless the folder contains a complete search of a known schema */
export const readCapacity = (folder: string): CapacityRecord => {
  const record = readRecordOf<CapacityRecord>(capacityFile(folder), 'sagabench/capacity@2', olderCapacities)
  assertShape(record, capacityFile(folder), shape)
  return record
}
