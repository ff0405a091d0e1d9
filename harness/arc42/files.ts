import { existsSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { readNamed, writeNamed } from '../base/named-files.ts'
import { undecidable } from '../judge/decidable.ts'
import type { JudgedRun } from '../judge/judge.ts'
import { DocumentError, type Mistake, readScenarios, type Scenario, scenarioIds } from '../scenario/documents.ts'
import { type Arc42Scenario, applyArc42, measureMistakes, notesOf, readArc42 } from './arc42.ts'
import { placesOf, writeVerdicts } from './verdict-places.ts'
import { verdictTexts } from './verdict-text.ts'

const mistakesOf = (stated: Arc42Scenario, folder: string): Mistake[] => {
  const { based_on, mistakeAt } = stated
  const ids = scenarioIds(folder)
  if (!ids.includes(based_on)) return [mistakeAt(['based_on'], `no scenario ${based_on}; there are ${ids.join(', ')}`)]
  return readScenarios(folder, [based_on]).flatMap((document) => measureMistakes(document, stated))
}

/** Reports measures that the loads can't decide, at their field of the block or at its `based_on`. */
const undecidableMistakes = (scenario: Scenario, { measures, mistakeAt }: Arc42Scenario, repeats: number): Mistake[] =>
  undecidable(scenario, { quick: false, repeats }).map(({ index, field, message }) => {
    const id = scenario.measures[index]?.id
    const at = measures.findIndex((measure) => measure.id === id)
    return measures[at]?.[field as 'limit' | 'target'] === undefined
      ? mistakeAt(['based_on'], `measure ${id} of ${scenario.id}: ${message}`)
      : mistakeAt(['measures', at, field], message)
  })

/**
 * The scenarios of an arc42 document, ready to run, in its order.
 * @param repeats the number of rounds; several rounds may decide a target that one can't
 * @throws DocumentError with lines of the arc42 document
 */
export const scenariosOfArc42 = (file: string, scenariosFolder: string, repeats = 1): Scenario[] => {
  if (!existsSync(file)) throw new Error(`There is no ${file}.`)
  const all = readArc42(readNamed(file), file)
  const mistakes = all.flatMap((stated) => mistakesOf(stated, scenariosFolder))
  if (mistakes.length > 0) throw new DocumentError(file, mistakes)
  const applied = all.flatMap((stated) =>
    readScenarios(scenariosFolder, [stated.based_on]).map((document) => ({
      stated,
      scenario: applyArc42(document, stated, file),
    })),
  )
  const undecided = applied.flatMap(({ scenario, stated }) => undecidableMistakes(scenario, stated, repeats))
  if (undecided.length > 0) throw new DocumentError(file, undecided)
  return applied.map(({ scenario }) => scenario)
}

/** One line for each block that does not run, and for each place of a verdict without a block. */
export const notesOfArc42 = (file: string): string[] => {
  const markdown = readNamed(file)
  const orphans = unstatedPlaces(markdown, file).map(
    (id) =>
      `${file}: there is a place for the verdict of ${id}, but no block with this scenario; the place will note that`,
  )
  return [...notesOf(markdown, file), ...orphans]
}

const unstatedPlaces = (markdown: string, file: string): string[] => {
  const stated = readArc42(markdown, file).map(({ based_on }) => based_on)
  return placesOf(markdown).filter((id) => !stated.includes(id))
}

/**
 * Writes verdicts, figures and a link to the report into the marked places of the document; a place whose scenario did not run
 * notes that instead of an older verdict. Returns the ids without a place, because people edit documents while scenarios run.
 */
export const writeIntoArc42 = (file: string, judged: JudgedRun, reportFolder: string): string[] => {
  const report = relative(dirname(resolve(file)), join(reportFolder, 'report.md'))
  const texts = verdictTexts(judged, report)
  if (!existsSync(file)) return [...texts.keys()]
  const before = readNamed(file)
  const notJudged = placesOf(before)
    .filter((id) => !texts.has(id))
    .map((id) => [id, `Not judged: no block of this document states ${id}.`] as const)
  const { markdown } = writeVerdicts(before, new Map(notJudged))
  const { markdown: written, lost } = writeVerdicts(markdown, texts)
  writeNamed(file, written)
  return lost
}
