import { existsSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import type { JudgedRun } from '../judge/judge.ts'
import { readNamed, writeNamed } from '../named-files.ts'
import { DocumentError, type Mistake } from '../scenario/places.ts'
import { readScenarios, type Scenario, scenarioIds } from '../scenario/scenario.ts'
import { applyChapter, type ChapterScenario, measureMistakes, readChapter, writeVerdicts } from './chapter.ts'
import { verdictTexts } from './verdict-text.ts'

const mistakesOf = (stated: ChapterScenario, folder: string): Mistake[] => {
  const { based_on, mistakeAt } = stated
  const ids = scenarioIds(folder)
  if (!ids.includes(based_on)) return [mistakeAt(['based_on'], `no scenario ${based_on}; there are ${ids.join(', ')}`)]
  return readScenarios(folder, [based_on]).flatMap((document) => measureMistakes(document, stated))
}

/** The scenarios that a chapter states, ready to run, in its order. @throws DocumentError with the chapter's lines */
export const scenariosOfChapter = (file: string, scenariosFolder: string): Scenario[] => {
  if (!existsSync(file)) throw new Error(`There is no ${file}.`)
  const all = readChapter(readNamed(file), file)
  const mistakes = all.flatMap((stated) => mistakesOf(stated, scenariosFolder))
  if (mistakes.length > 0) throw new DocumentError(file, mistakes)
  return all.flatMap((stated) =>
    readScenarios(scenariosFolder, [stated.based_on]).map((document) => applyChapter(document, stated, file)),
  )
}

/**
 * Writes verdicts, figures and a link to the report into the chapter's marked places. Returns the ids of those that have no
 * place any more: people edit chapters while scenarios run.
 */
export const writeIntoChapter = (file: string, judged: JudgedRun, reportFolder: string): string[] => {
  const report = relative(dirname(resolve(file)), join(reportFolder, 'report.md'))
  const texts = verdictTexts(judged, report)
  if (!existsSync(file)) return [...texts.keys()]
  const { markdown, lost } = writeVerdicts(readNamed(file), texts)
  writeNamed(file, markdown)
  return lost
}
