import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type JudgedRun, judgeRun } from '../judge/judge.ts'
import { renderBadge, renderCtrf, renderJunit } from './formats/ci.ts'
import { renderHtml } from './formats/html.ts'
import { renderMarkdown } from './formats/markdown.ts'
import { terminalTable } from './formats/terminal.ts'
import { summarise } from './summary.ts'

/**
 * Computes a report from the raw data in a folder and writes it there: report.html and report.md for people,
 * summary.json for programs, junit.xml, ctrf.json and badge.svg for continuous integration.
 */
export const writeReport = (folder: string): { judged: JudgedRun; table: string } => {
  const judged = judgeRun(folder)
  writeFileSync(join(folder, 'summary.json'), `${JSON.stringify(summarise(judged), null, 2)}\n`)
  writeFileSync(join(folder, 'report.md'), renderMarkdown(judged))
  writeFileSync(join(folder, 'report.html'), renderHtml(judged))
  writeFileSync(join(folder, 'junit.xml'), renderJunit(judged))
  writeFileSync(join(folder, 'ctrf.json'), `${JSON.stringify(renderCtrf(judged), null, 2)}\n`)
  writeFileSync(join(folder, 'badge.svg'), renderBadge(judged))
  return { judged, table: terminalTable(judged) }
}
