import { type Document, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'

/** Where something stands in a file, from 1. */
export type Place = { line: number; column: number }
export type Path = readonly (string | number)[]

/** What is wrong at a place: the field by its path, what is wrong with it, what would be right. */
export type Mistake = Place & { path: string; message: string }

/** A YAML text with the places of its fields. */
export type Placed = {
  value: unknown
  /** What keeps it from being YAML; the value is then of no use. */
  mistakes: Mistake[]
  /** Where a field's value stands; of a missing one: where the nearest one around it does. */
  valueAt: (path: Path) => Place
  /** Where a field's name stands. */
  keyAt: (path: Path) => Place
}

/** What was written is told in the words of YAML; these are the mistakes that people make. */
const hints: Readonly<Record<string, string>> = {
  UNEXPECTED_TOKEN: 'a text that begins with > or | or holds ": " or " #" stands in quotes',
  DUPLICATE_KEY: 'the same field stands twice; leave one of them out',
  TAB_AS_INDENT: 'indent with spaces',
  BAD_INDENT: 'a bracket or brace is not closed, or a line is indented too little',
}

type Found = { key: Node | undefined; value: Node | undefined }

const find = (document: Document, path: Path): Found => {
  let found: Found = { key: undefined, value: isNode(document.contents) ? document.contents : undefined }
  for (const part of path) {
    const { value } = found
    const node = isAlias(value) ? value.resolve(document) : value
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part))
      if (pair === undefined) return found
      found = { key: pair.key as Node, value: isNode(pair.value) ? pair.value : (pair.key as Node) }
    } else if (isSeq(node)) {
      const item = node.items[Number(part)]
      if (!isNode(item)) return found
      found = { key: item, value: item }
    } else return found
  }
  return found
}

export const pathText = (path: Path): string => (path.length === 0 ? '/' : path.join('/'))

/** @param firstLine the line of the file on which the text begins, where it is a part of one */
export const readPlaced = (text: string, firstLine = 1): Placed => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const placeOf = (offset: number | undefined): Place => {
    const { line, col } = offset === undefined || text === '' ? { line: 1, col: 1 } : lines.linePos(offset)
    return { line: firstLine + line - 1, column: col }
  }
  const mistakes = [...document.errors, ...document.warnings].map(({ code, message, pos }): Mistake => {
    const hint = hints[code]
    return { ...placeOf(pos[0]), path: '/', message: `not YAML: ${message}${hint === undefined ? '' : `; ${hint}`}` }
  })
  let value: unknown
  try {
    value = document.toJS()
  } catch (error) {
    mistakes.push({ ...placeOf(0), path: '/', message: `not YAML: ${(error as Error).message}` })
  }
  return {
    value,
    mistakes,
    valueAt: (path) => placeOf(find(document, path).value?.range?.[0]),
    keyAt: (path) => {
      const { key, value: own } = find(document, path)
      return placeOf((key ?? own)?.range?.[0])
    },
  }
}

/** One error for all mistakes, in the order of the file, each as `file:line:column: field: what is wrong`. */
export class DocumentError extends Error {
  constructor(file: string, mistakes: readonly Mistake[]) {
    const ordered = [...mistakes].sort((a, b) => a.line - b.line || a.column - b.column)
    const texts = ordered.map(({ line, column, path, message }) => `${file}:${line}:${column}: ${path}: ${message}`)
    super([...new Set(texts)].join('\n'))
    this.name = 'DocumentError'
  }

  /** One error for the mistakes of several files. */
  static ofFiles(errors: readonly DocumentError[]): DocumentError {
    const all = new DocumentError('', [])
    all.message = errors.map(({ message }) => message).join('\n')
    return all
  }
}
