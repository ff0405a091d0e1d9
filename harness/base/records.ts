import { readFileSync } from 'node:fs'
import { DamagedRecord } from './errors.ts'

/** Converters from older schemas, by schema. The schema of the result is set by the reader. */
export type OlderSchemas = Readonly<Record<string, (record: object) => object>>

/** A converter that renames fields, at any depth. */
export const renamingFields = (names: Readonly<Record<string, string>>): ((record: object) => object) => {
  const renamed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(renamed)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, field]) => [names[name] ?? name, renamed(field)]))
  }
  return (record) => renamed(record) as object
}

/** The record in its current schema, converted if an older schema is known; undefined for any other value. */
export const inSchema = <T extends { schema: string }>(
  value: unknown,
  schema: T['schema'],
  older: OlderSchemas = {},
): T | undefined => {
  const record = value as T | null | undefined
  if (record?.schema === schema) return record
  const name: unknown = record?.schema
  const convert = typeof name === 'string' && Object.hasOwn(older, name) ? older[name] : undefined
  return convert === undefined ? undefined : ({ ...convert({ ...record }), schema } as T)
}

/** Reads a record that an earlier run stored as JSON. @throws DamagedRecord if it can't be read or has an unknown schema */
export const readRecordOf = <T extends { schema: string }>(
  file: string,
  schema: T['schema'],
  older: OlderSchemas = {},
): T => {
  let value: { schema?: unknown } | null
  try {
    value = JSON.parse(readFileSync(file, 'utf8')) as { schema?: unknown } | null
  } catch (error) {
    throw new DamagedRecord(`${file} can't be read: ${(error as Error).message}`)
  }
  const record = inSchema<T>(value, schema, older)
  if (record === undefined)
    throw new DamagedRecord(`${file}: unknown schema ${value?.schema ?? '(none)'}; this version reads ${schema}`)
  return record
}

const isMapping = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The fields without which nothing can be computed from a record. */
export type Shape = { texts: readonly string[]; mappings: readonly string[]; lists: readonly string[] }

const missing = (record: Readonly<Record<string, unknown>>, { texts, mappings, lists }: Shape): string[] => [
  ...texts.filter((name) => typeof record[name] !== 'string').map((name) => `${name} is not a string`),
  ...mappings.filter((name) => !isMapping(record[name])).map((name) => `${name} is not an object`),
  ...lists
    .filter((name) => !(Array.isArray(record[name]) && record[name].every(isMapping)))
    .map((name) => `${name} is not a list of objects`),
]

const shownMax = 5

/** Reports the first mistakes of a record, each with its file. @throws DamagedRecord if there are any */
export const refuse = (mistakes: readonly string[], file: string): void => {
  if (mistakes.length === 0) return
  const more = mistakes.length > shownMax ? [`and ${mistakes.length - shownMax} more`] : []
  throw new DamagedRecord([...mistakes.slice(0, shownMax), ...more].map((text) => `${file}: ${text}`).join('\n'))
}

/** Rejects a record without the fields that everything is computed from. @throws DamagedRecord */
export const assertShape = (record: object, file: string, shape: Shape): void =>
  refuse(missing({ ...record }, shape), file)
