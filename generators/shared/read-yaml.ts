import { existsSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { LineCounter, parseDocument } from 'yaml'
import { SpecError } from './spec-error.ts'

/** Parses a YAML file. @throws SpecError with file, line and column of a syntax error, or if the file doesn't exist */
export const readYaml = (file: string): unknown => {
  const name = relative(process.cwd(), file)
  if (!existsSync(file)) throw new SpecError(name, 'no such file')
  const lineCounter = new LineCounter()
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter, prettyErrors: false })
  const [broken] = document.errors
  if (broken === undefined) return document.toJS({ maxAliasCount: -1 })
  const { line, col } = lineCounter.linePos(broken.pos[0])
  throw new SpecError(`${name}:${line}:${col}`, `invalid YAML: ${broken.message}`)
}
