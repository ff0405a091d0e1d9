import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

/** A mapping in a specification. */
export type Node = { [member: string]: unknown }
/** A mapping and its location: the file under specs/, and the path of keys and indexes. */
export type Place = { file: string; path: readonly (string | number)[]; node: Node }

const folder = import.meta.dirname

/** Every specification by its path under specs/, for example `common/values.yaml`. */
export const documents: ReadonlyMap<string, Node> = new Map(
  globSync('*/*.yaml', { cwd: folder })
    .sort()
    .map((file) => [file, parse(readFileSync(join(folder, file), 'utf8')) as Node]),
)

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null

/** Every mapping of a document, parents first. */
export const places = function* (
  file: string,
  value: unknown = documents.get(file),
  path: Place['path'] = [],
): Generator<Place> {
  if (!isNode(value)) return
  if (!Array.isArray(value)) yield { file, path, node: value }
  for (const [name, member] of Object.entries(value)) yield* places(file, member, [...path, name])
}

/** The place as a reference: `common/checkout.yaml#/PanierCommande`. */
export const reference = ({ file, path }: Place): string =>
  `${file}#${path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`

/** Resolves references of a member, across files. */
export const resolved = (file: string, value: unknown): Node => {
  const ref = isNode(value) ? value.$ref : undefined
  if (typeof ref !== 'string') return isNode(value) ? value : {}
  const [path = '', pointer = ''] = ref.split('#')
  const target = path === '' ? file : join(file, '..', path)
  const parts = pointer.split('/').slice(1)
  const found = parts.reduce<unknown>((node, part) => (node as Node | undefined)?.[part], documents.get(target))
  if (found === undefined) throw new Error(`${file}: ${ref} points to nothing`)
  return resolved(target, found)
}

/** The members of a mapping; empty for other values. */
export const members = (value: unknown): [string, Node][] =>
  isNode(value) ? (Object.entries(value) as [string, Node][]) : []
