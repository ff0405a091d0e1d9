import { readFile } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AsyncAPIDocumentInterface, Diagnostic } from '@asyncapi/parser'
import { Parser } from '@asyncapi/parser'
import { isMap, isSeq, LineCounter, parseDocument } from 'yaml'
import { SpecError, type SpecMistake } from './spec-error.ts'

/** A parsed AsyncAPI document and a way from a path in it (keys and indexes) to a place in its file. */
export type SourceDocument = {
  document: AsyncAPIDocumentInterface
  json: Record<string, unknown>
  place: (path: readonly (string | number)[]) => { file: string; line: number; column: number }
}

const errorSeverity = 0

const shown = (file: string): string => relative(process.cwd(), file) || file

const hints: Readonly<Record<string, string>> = {
  'invalid-ref': 'a $ref to something that exists, relative to this file',
  'asyncapi3-document-resolved': 'what https://www.asyncapi.com/docs/reference/specification/v3.0.0 allows here',
  'asyncapi3-operation-messages-from-referred-channel':
    "a $ref to a message of the operation's own channel: '#/channels/<channel>/messages/<name>'",
}

const fromDiagnostic = (diagnostic: Diagnostic, file: string): SpecMistake => {
  const source = diagnostic.source?.startsWith('file:') ? fileURLToPath(diagnostic.source) : diagnostic.source
  const right = hints[String(diagnostic.code)]
  return {
    file: shown(source ?? file),
    line: diagnostic.range.start.line + 1,
    column: diagnostic.range.start.character + 1,
    wrong: `${diagnostic.path.join('.') || 'document'}: ${diagnostic.message} (${diagnostic.code})`,
    ...(right === undefined ? {} : { right }),
  }
}

/**
 * Reads and validates an AsyncAPI 3 file with what it refers to.
 * @throws SpecError for everything that is not AsyncAPI
 */
export const readDocument = async (specFile: string): Promise<SourceDocument> => {
  const file = resolve(specFile)
  const text = await readFile(file, 'utf8')
  const { document, diagnostics } = await new Parser().parse(text, { source: file })
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === errorSeverity)
  if (!document || errors.length > 0) throw new SpecError(errors.map((error) => fromDiagnostic(error, file)))

  const lines = new LineCounter()
  const tree = parseDocument(text, { lineCounter: lines })
  const place: SourceDocument['place'] = (path) => {
    let offset = 0
    let node: unknown = tree.contents
    for (const step of path) {
      if (isMap(node)) {
        const pair = node.items.find((item) => (item.key as { value?: unknown } | null)?.value === step)
        if (!pair) break
        offset = (pair.key as { range?: [number] }).range?.[0] ?? offset
        node = pair.value
      } else if (isSeq(node)) {
        node = node.items[Number(step)]
        offset = (node as { range?: [number] } | undefined)?.range?.[0] ?? offset
      } else break
    }
    const { line, col } = lines.linePos(offset)
    return { file: shown(file), line, column: col }
  }
  return { document, json: document.json() as Record<string, unknown>, place }
}
