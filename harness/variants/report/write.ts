import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CapacityRecord } from '../capacity-record.ts'
import type { BenchRecord } from '../record.ts'
import { renderBenchHtml } from './bench-html.ts'
import { renderBenchMarkdown } from './bench-markdown.ts'
import { renderCapacityHtml, renderCapacityMarkdown } from './capacity-report.ts'

export { hasRounds, repeatsOf, roundFolders, roundsFolder, writeRepeats } from './write-repeats.ts'

const write = (folder: string, html: string, markdown: string): void => {
  writeFileSync(join(folder, 'report.html'), html)
  writeFileSync(join(folder, 'report.md'), markdown)
}

/** Writes report.html and report.md of a comparison of variants beside its record. */
export const writeBenchReport = (folder: string, record: BenchRecord): void =>
  write(folder, renderBenchHtml(record), renderBenchMarkdown(record))

/** The same for a capacity search. */
export const writeCapacityReport = (folder: string, record: CapacityRecord): void =>
  write(folder, renderCapacityHtml(record), renderCapacityMarkdown(record))
