import { dirname, resolve } from 'node:path'
import { readYaml as read } from './read-yaml.ts'

export type Json = Record<string, unknown>

export const readYaml = async (file: string): Promise<Json> => read(file) as Json

/** Resolves a reference, across files. Returns the value and the file that contains it. */
export const follow = async (file: string, value: unknown): Promise<{ file: string; value: unknown }> => {
  const ref = (value as { $ref?: unknown } | null)?.$ref
  if (typeof ref !== 'string') return { file, value }
  const [path = '', fragment = ''] = ref.split('#')
  const target = path === '' ? file : resolve(dirname(file), path)
  let found: unknown = await readYaml(target)
  for (const part of fragment.split('/').filter(Boolean)) found = (found as Json | undefined)?.[part]
  return follow(target, found)
}

/** A schema with every reference replaced by its target, across files. */
export const inline = async (file: string, schema: unknown): Promise<unknown> => {
  const found = await follow(file, schema)
  if (Array.isArray(found.value)) return Promise.all(found.value.map((element) => inline(found.file, element)))
  if (typeof found.value !== 'object' || found.value === null) return found.value
  const members = Object.entries(found.value).map(async ([name, value]) => [name, await inline(found.file, value)])
  return Object.fromEntries(await Promise.all(members))
}
