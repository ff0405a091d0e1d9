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

/**
 * The file and line of a place in a YAML document, following `$ref`s into other files: `specs/common/values.yaml:12`.
 * For a missing place, the line of its nearest existing parent.
 */
export const placeOf = (file: string, pointer: Pointer): string => {
  if (!existsSync(file)) return file
  const lines = new LineCounter()
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines })
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
