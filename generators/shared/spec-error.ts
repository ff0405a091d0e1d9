import { existsSync, readFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { isAlias, isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'

/** A mistake in a specification: its location, what is wrong, and what would be right. */
export class SpecError extends Error {
  constructor(place: string, message: string) {
    super(`${place}: ${message}`)
    this.name = 'SpecError'
  }
}

export type Pointer = readonly (string | number)[]

const refTarget = (file: string, ref: string): { file: string; pointer: string[] } => {
  const [path = '', fragment = ''] = ref.split('#')
  const pointer = fragment.split('/').filter((part) => part !== '')
  return { file: path === '' ? file : resolve(dirname(file), path), pointer: pointer.map(unescapePointer) }
}

const unescapePointer = (part: string): string => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')

type Parsed = { text: string; document: ReturnType<typeof parseDocument>; lines: LineCounter }

/** A comparison asks for thousands of places in a few files; a file is parsed again only if its text has changed. */
const parsedFiles = new Map<string, Parsed>()

const parsed = (file: string): Parsed => {
  const text = readFileSync(file, 'utf8')
  const known = parsedFiles.get(file)
  if (known?.text === text) return known
  const lines = new LineCounter()
  const fresh = { text, document: parseDocument(text, { lineCounter: lines }), lines }
  parsedFiles.set(file, fresh)
  return fresh
}

/**
 * The file and line of a place in a YAML document, following `$ref`s into other files: `specs/common/values.yaml:12`.
 * For a missing place, the line of its nearest existing parent.
 */
export const placeOf = (file: string, pointer: Pointer): string => {
  if (!existsSync(file)) return file
  const { document, lines } = parsed(file)
  let node: unknown = document.contents
  let offset = 0
  for (const [index, key] of pointer.entries()) {
    if (isAlias(node)) node = node.resolve(document)
    if (isMap(node)) {
      const ref = node.get('$ref')
      if (typeof ref === 'string') {
        const target = refTarget(file, ref)
        return placeOf(target.file, [...target.pointer, ...pointer.slice(index)])
      }
      const pair = node.items.find(
        (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(key),
      )
      if (pair === undefined) break
      offset = isNode(pair.key) ? (pair.key.range?.[0] ?? offset) : offset
      node = pair.value
    } else if (isSeq(node)) {
      node = node.items[Number(key)]
      offset = isNode(node) ? (node.range?.[0] ?? offset) : offset
    } else break
  }
  return `${relative(process.cwd(), file)}:${lines.linePos(offset).line}`
}
