import { readFileSync } from 'node:fs'
import { dirname, posix } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'

/** One import of a module of the project, type-only imports and re-exports included. Paths are relative to the project. */
export type Import = { readonly from: string; readonly to: string; readonly line: number }

type Found = { readonly text: string; readonly start: number }

/** `import('…')` as an expression or as a type, where its argument is a literal. */
const inExpressions = (source: string, file: string): Found[] => {
  if (!/\bimport\(/.test(source)) return []
  const found: Found[] = []
  const add = ({ type, value, start }: { type: string; value?: unknown; start: number }): void => {
    if (type === 'Literal' && typeof value === 'string') found.push({ text: value, start })
  }
  const visitor = new Visitor({
    ImportExpression: (node) => add(node.source),
    TSImportType: (node) => add(node.source),
  })
  visitor.visit(parseSync(file, source).program)
  return found
}

const inStatements = (source: string, file: string): Found[] => {
  const { module, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`)
  const requests = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest),
    ...module.staticExports.flatMap(({ entries }) => entries.flatMap(({ moduleRequest }) => moduleRequest ?? [])),
  ]
  return requests.map(({ value, start }) => ({ text: value, start }))
}

const targetOf = (file: string, text: string): string | undefined => {
  if (text.startsWith('#')) return text.slice(1)
  return text.startsWith('.') ? posix.join(dirname(file), text) : undefined
}

/** The imports of one module that stay within the project. */
export const importsIn = (file: string, source: string): Import[] => {
  const found = [...inStatements(source, file), ...inExpressions(source, file)]
  const imports = found.flatMap(({ text, start }) => {
    const to = targetOf(file, text)
    return to === undefined ? [] : [{ from: file, to, line: source.slice(0, start).split('\n').length }]
  })
  return [...new Map(imports.map((one) => [`${one.to}:${one.line}`, one])).values()]
}

export const readImports = (files: readonly string[]): Import[] =>
  files.flatMap((file) => importsIn(file, readFileSync(file, 'utf8')))
