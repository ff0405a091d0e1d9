import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'

export type Path = readonly (string | number)[]

/** A mistake at a line of a document, and what would be right. */
export type Mistake = { readonly line: number; readonly wrong: string; readonly right: string }

/** The values of a YAML text, with their lines. */
export type PlacedYaml = {
  readonly value: unknown
  readonly mistakes: readonly Mistake[]
  /** The line of a value, or of the nearest enclosing one; with `key`, the line of its name. */
  readonly lineOf: (path: Path) => number
}

const deepest = 32

/**
 * Reads a YAML document; a duplicate name in a mapping is a mistake that names both lines.
 * @param replace is applied to every text; its errors become mistakes of that line
 */
export const readPlacedYaml = (text: string, replace: (text: string) => string): PlacedYaml => {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, uniqueKeys: false })
  const lines = new Map<string, number>([[keyOf([]), 1]])
  // Report only the first error, because later ones often follow from it.
  const mistakes: Mistake[] = document.errors.slice(0, 1).map(({ message, pos }) => ({
    line: counter.linePos(pos[0]).line,
    wrong: `not YAML: ${message}`,
    right: 'a YAML document',
  }))
  const lineOfNode = (node: Node | null): number => counter.linePos(node?.range?.[0] ?? 0).line
  const reader: Reader = { document, lines, mistakes, lineOfNode, replace }
  const value = mistakes.length > 0 ? undefined : read(reader, document.contents as Node | null, [])
  return { value, mistakes, lineOf: (path) => nearestLine(lines, path) }
}

type Reader = {
  readonly document: Document
  readonly lines: Map<string, number>
  readonly mistakes: Mistake[]
  readonly lineOfNode: (node: Node | null) => number
  readonly replace: (text: string) => string
}

const keyOf = (path: Path): string => JSON.stringify(path.map(String))

const nearestLine = (lines: ReadonlyMap<string, number>, path: Path): number =>
  lines.get(keyOf(path)) ?? nearestLine(lines, path.slice(0, -1))

const read = (reader: Reader, node: Node | null, path: Path): unknown => {
  const line = reader.lineOfNode(node)
  if (!reader.lines.has(keyOf(path))) reader.lines.set(keyOf(path), line)
  if (path.length > deepest) return tooDeep(reader, line)
  const found = isAlias(node) ? (node.resolve(reader.document) ?? null) : node
  if (isSeq<Node>(found)) return found.items.map((item, index) => read(reader, item, [...path, index]))
  if (isMap<Node, Node | null>(found)) {
    const members = found.items.map(({ key, value }) => {
      const name = String(isScalar(key) ? key.value : key)
      const own = [...path, name]
      const earlier = found.items.find((other) => isScalar(other.key) && String(other.key.value) === name)
      if (earlier?.key !== key) {
        const first = reader.lineOfNode(earlier?.key ?? null)
        const wrong = `${[...path, name].join('/')} is a duplicate; the first is in line ${first}`
        reader.mistakes.push({ line: reader.lineOfNode(key), wrong, right: 'unique names in a mapping' })
      }
      reader.lines.set(keyOf(own), reader.lineOfNode(key))
      return [name, read(reader, value, own)] as const
    })
    return Object.fromEntries(members)
  }
  const value = isScalar(found) ? found.value : null
  return typeof value === 'string' ? replaced(reader, value, line) : value
}

const tooDeep = (reader: Reader, line: number): undefined => {
  reader.mistakes.push({ line, wrong: `nested more than ${deepest} levels deep`, right: 'fewer levels' })
}

const replaced = (reader: Reader, text: string, line: number): string => {
  try {
    return reader.replace(text)
  } catch (error) {
    reader.mistakes.push({
      line,
      wrong: (error as Error).message,
      right: 'an environment variable with a value',
    })
    return text
  }
}
