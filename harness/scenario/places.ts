import { type Document, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'

/** A position in a file; counts from 1. */
export type Place = { line: number; column: number }
export type Path = readonly (string | number)[]

/** A mistake at a place; the message says what is wrong with the field and what would be right. */
export type Mistake = Place & { path: string; message: string }

/** A YAML text with the places of its fields. */
export type Placed = {
  value: unknown
  /** YAML syntax errors; if there are any, the value is unusable. */
  mistakes: Mistake[]
  /** The place of a field's value; if it is missing, of the nearest enclosing value. */
  valueAt: (path: Path) => Place
  /** The place of a field's name. */
  keyAt: (path: Path) => Place
}

/** Hints for common mistakes, appended to the parser's message. */
const hints: Readonly<Record<string, string>> = {
  UNEXPECTED_TOKEN: 'put a text that begins with > or | or contains ": " or " #" in quotes',
  DUPLICATE_KEY: 'the field occurs twice; remove one of them',
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

/** @param firstLine the line in the file at which the text begins */
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

/** One error for all mistakes, sorted by position, each as `file:line:column: field: what is wrong`. */
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
