import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import type { JudgedRun } from '../judge/judge.ts'
import { readScenarios, type Scenario } from '../scenario/scenario.ts'
import { applyChapter, readChapter, writeVerdicts } from './chapter.ts'
import { verdictTexts } from './verdict-text.ts'

/** The scenarios that a chapter states, ready to run, in its order. @throws with the chapter's line */
export const scenariosOfChapter = (file: string, scenariosFolder: string): Scenario[] => {
  if (!existsSync(file)) throw new Error(`There is no ${file}.`)
  return readChapter(readFileSync(file, 'utf8'), file).map((stated) => {
    const [document] = readScenarios(scenariosFolder, [stated.based_on])
    if (document === undefined) throw new Error(`${file}:${stated.line}: no scenario ${stated.based_on}`)
    return applyChapter(document, stated, file)
  })
}

/** Writes verdicts, figures and a link to the report into the chapter's marked places. */
export const writeIntoChapter = (file: string, judged: JudgedRun, reportFolder: string): void => {
  const report = relative(dirname(resolve(file)), join(reportFolder, 'report.md'))
  const markdown = readFileSync(file, 'utf8')
  writeFileSync(file, writeVerdicts(markdown, verdictTexts(judged, report)))
}
