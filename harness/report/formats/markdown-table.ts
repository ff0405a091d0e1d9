import { shortened } from '../format.ts'

const cellMax = 1_000

/** The text of a cell on one line. */
const cellText = (text: string): string => shortened(text, cellMax).replaceAll(/\s+/g, ' ').replaceAll('|', '\\|')

const row = (cells: readonly string[]): string => `| ${cells.map(cellText).join(' | ')} |`

/** A table in GitHub's Markdown. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')
