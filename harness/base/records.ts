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

const isMapping = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The members without which nothing can be computed from a record. */
export type Shape = { texts: readonly string[]; mappings: readonly string[]; lists: readonly string[] }

const missing = (record: Readonly<Record<string, unknown>>, { texts, mappings, lists }: Shape): string[] => [
  ...texts.filter((name) => typeof record[name] !== 'string').map((name) => `${name} is no text`),
  ...mappings.filter((name) => !isMapping(record[name])).map((name) => `${name} is no mapping`),
  ...lists
    .filter((name) => !(Array.isArray(record[name]) && record[name].every(isMapping)))
    .map((name) => `${name} is no list of mappings`),
]

const toldMax = 5

/** Tells the first mistakes of a record, each with its file. @throws DamagedRecord where there is any */
export const refuse = (mistakes: readonly string[], file: string): void => {
  if (mistakes.length === 0) return
  const more = mistakes.length > toldMax ? [`and ${mistakes.length - toldMax} more`] : []
  throw new DamagedRecord([...mistakes.slice(0, toldMax), ...more].map((text) => `${file}: ${text}`).join('\n'))
}

/** Refuses a record without the members that everything is computed from. @throws DamagedRecord */
export const assertShape = (record: object, file: string, shape: Shape): void =>
  refuse(missing({ ...record }, shape), file)
