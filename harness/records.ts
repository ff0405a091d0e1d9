import { readFileSync } from 'node:fs'
import { DamagedRecord } from './errors.ts'

/** Reads a record that an earlier run left as JSON. @throws DamagedRecord where it can't be read or is of another schema */
export const readRecordOf = <T extends { schema: string }>(file: string, schema: T['schema']): T => {
  let record: T | null
  try {
    record = JSON.parse(readFileSync(file, 'utf8')) as T | null
  } catch (error) {
    throw new DamagedRecord(`${file} can't be read: ${(error as Error).message}`)
  }
  if (record?.schema !== schema) throw new DamagedRecord(`${file}: not of a known schema: ${record?.schema}`)
  return record
}
