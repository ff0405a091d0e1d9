import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { differencesOf } from './compare.ts'

type Container = { [key: string]: unknown }

const read = (name: string): Container =>
  parse(readFileSync(join(import.meta.dirname, 'fixtures', `${name}.yaml`), 'utf8'))

export const fixtures = { events: read('events'), http: read('http'), process: read('process') } as const
export type Fixture = keyof typeof fixtures

/** A copy of a document with one value replaced; undefined removes it. */
export const edited = (document: unknown, path: readonly (string | number)[], value: unknown): unknown => {
  const copy = structuredClone(document)
  const parent = path.slice(0, -1).reduce<unknown>((node, key) => {
    const container = node as Container
    container[key] ??= {}
    return container[key]
  }, copy) as Container
  const last = path.at(-1) ?? ''
  if (value !== undefined) parent[last] = value
  else if (Array.isArray(parent)) parent.splice(Number(last), 1)
  else delete parent[last]
  return copy
}

/** `kind rule place` of each difference after editing a fixture. */
export const findingsOf = (fixture: Fixture, path: readonly (string | number)[], value: unknown): string[] =>
  differencesOf(fixtures[fixture], edited(fixtures[fixture], path, value)).map(
    ({ kind, rule, place }) => `${kind} ${rule} ${place}`,
  )
