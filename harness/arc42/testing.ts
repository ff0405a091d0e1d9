import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A document with one scenario and a place for its verdict. */
export const document = `# 10 Quality

\`\`\`yaml scenario
based_on: C1
source: Somebody who tests.
measures:
  - { id: slowest-release, limit: '< 3 s' }
\`\`\`

<!-- verdict:C1 -->
old
<!-- /verdict:C1 -->

Prose.
`

/** The scenario and its place, without the text around them. */
export const scenarioOfDocument = document.slice(document.indexOf('```yaml'), document.indexOf('Prose'))

/** The text with line ends as on Windows. */
export const dos = (text: string): string => text.replaceAll('\n', '\r\n')

/** A block that states a document, its lines behind a prefix. */
export const blockOf = (id: string, prefix = '', limit = '< 3 s', measure = 'slowest-release'): string =>
  ['```yaml scenario', `based_on: ${id}`, 'measures:', `  - { id: ${measure}, limit: '${limit}' }`, '```']
    .map((line) => `${prefix}${line}\n`)
    .join('')
/** A place for the verdict of a scenario. */
export const placeOf = (id: string, prefix = ''): string =>
  `${prefix}<!-- verdict:${id} -->\n${prefix}<!-- /verdict:${id} -->\n`

/** A folder that exists until the test ends. */
export const folderOfTest = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'sagabench-document-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

/** Writes a document into a file of the test. */
export const inAFile = (text: string): string => {
  const file = join(folderOfTest(), 'document.md')
  writeFileSync(file, text)
  return file
}
