import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import type { JudgedRun } from '../judge/judge.ts'
import { DocumentError } from '../scenario/places.ts'
import { readScenarios, type Scenario, scenarioIds } from '../scenario/scenario.ts'
import { applyChapter, readChapter, writeVerdicts } from './chapter.ts'
import { verdictTexts } from './verdict-text.ts'

/** The scenarios that a chapter states, ready to run, in its order. @throws DocumentError with the chapter's lines */
export const scenariosOfChapter = (file: string, scenariosFolder: string): Scenario[] => {
  if (!existsSync(file)) throw new Error(`There is no ${file}.`)
  const ids = scenarioIds(scenariosFolder)
  return readChapter(readFileSync(file, 'utf8'), file).map((stated) => {
    const { based_on, mistakeAt } = stated
    if (!ids.includes(based_on))
      throw new DocumentError(file, [mistakeAt(['based_on'], `no scenario ${based_on}; there are ${ids.join(', ')}`)])
    const [document] = readScenarios(scenariosFolder, [based_on])
    if (document === undefined) throw new Error(`${file}: no scenario ${based_on}`)
    return applyChapter(document, stated, file)
  })
}

/** Writes verdicts, figures and a link to the report into the chapter's marked places. */
export const writeIntoChapter = (file: string, judged: JudgedRun, reportFolder: string): void => {
  const report = relative(dirname(resolve(file)), join(reportFolder, 'report.md'))
  const markdown = readFileSync(file, 'utf8')
  writeFileSync(file, writeVerdicts(markdown, verdictTexts(judged, report)))
}
