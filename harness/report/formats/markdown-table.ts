import { shortened } from '../format.ts'

const cellMax = 1_000

/** A cell is one line, whatever a finding says. */
const cellText = (text: string): string => shortened(text, cellMax).replaceAll(/\s+/g, ' ').replaceAll('|', '\\|')

const row = (cells: readonly string[]): string => `| ${cells.map(cellText).join(' | ')} |`

/** A table of GitHub's Markdown. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')
