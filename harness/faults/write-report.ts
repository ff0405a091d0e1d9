import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FaultRecord } from './record.ts'
import { renderFaultsHtml } from './report-html.ts'
import { renderFaultsMarkdown, summaryLines } from './report-markdown.ts'

/** Writes report.md and report.html; returns the text for the terminal. */
export const writeFaultReport = (folder: string, record: FaultRecord): string => {
  writeFileSync(join(folder, 'report.md'), renderFaultsMarkdown(record))
  writeFileSync(join(folder, 'report.html'), renderFaultsHtml(record))
  return summaryLines(record).join('\n')
}
