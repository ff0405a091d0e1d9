import { readFile } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AsyncAPIDocumentInterface, Diagnostic } from '@asyncapi/parser'
import { Parser } from '@asyncapi/parser'
import { type Mistake, mistakesError } from './mistakes.ts'

const errorSeverity = 0

const hints: Readonly<Record<string, string>> = {
  'invalid-ref': 'a $ref to an existing place, relative to this file',
  'asyncapi-document-resolved': 'a value that AsyncAPI 3 allows here',
  'asyncapi3-operation-messages-from-referred-channel':
    "a $ref to a message of the operation's own channel: '#/channels/<channel>/messages/<name>'",
}

const toMistake = (diagnostic: Diagnostic, file: string): Mistake => {
  const source = diagnostic.source?.startsWith('file:') ? fileURLToPath(diagnostic.source) : (diagnostic.source ?? file)
  const right = hints[String(diagnostic.code)]
  return {
    place: `${relative(process.cwd(), source)}:${diagnostic.range.start.line + 1}`,
    wrong: `${diagnostic.path.join('.') || 'document'}: ${diagnostic.message} (${diagnostic.code})`,
    ...(right === undefined ? {} : { right }),
  }
}

/**
 * Reads and validates an AsyncAPI 3 file and the files it references.
 * @throws SpecError if it isn't valid AsyncAPI
 */
export const readDocument = async (specFile: string): Promise<AsyncAPIDocumentInterface> => {
  const file = resolve(specFile)
  const { document, diagnostics } = await new Parser().parse(await readFile(file, 'utf8'), { source: file })
  const [first, ...others] = diagnostics
    .filter((diagnostic) => diagnostic.severity === errorSeverity)
    .map((diagnostic) => toMistake(diagnostic, file))
  if (first) throw mistakesError([first, ...others])
  if (!document)
    throw mistakesError([
      { place: relative(process.cwd(), file), wrong: 'the file cannot be parsed', right: 'an AsyncAPI 3 document' },
    ])
  return document
}
