import { readFileSync, statSync } from 'node:fs'
import { escapeHtml, type Page } from './html.ts'
import { filePageOf } from './names.ts'

const largestBytes = 150_000

/** Whether the site can show a file as it is: text of a readable size. */
export const isShown = (file: string): boolean => {
  const found = statSync(file, { throwIfNoEntry: false })
  return found?.isFile() === true && found.size <= largestBytes && !readFileSync(file).includes(0)
}

/** The number of the first line that contains a text, if any. */
export const lineOf = (file: string, text: string): number | undefined => {
  const found = readFileSync(file, 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(text))
  return found < 0 ? undefined : found + 1
}

/** A file of the project as it is, with an id for each line. */
export const filePage = (file: string): Page => {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  const rows = lines.map((line, index) => `<span class="line" id="L${index + 1}">${escapeHtml(line) || ' '}</span>`)
  return {
    path: filePageOf(file),
    title: file.split('/').at(-1) ?? file,
    lead: `<code>${escapeHtml(file).replaceAll('/', '/<wbr>')}</code>, ${lines.length} lines, as it was when this site was built.`,
    body: `<pre class="file" tabindex="0"><code>${rows.join('')}</code></pre>`,
  }
}
