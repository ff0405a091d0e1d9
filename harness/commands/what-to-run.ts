import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { notesOfArc42, scenariosOfArc42 } from '../arc42/files.ts'
import { UsageError } from '../base/errors.ts'
import { undecidable } from '../judge/decidable.ts'
import { DocumentError, type Mistake, pathText, readPlaced } from '../scenario/places.ts'
import { readScenarios } from '../scenario/read-scenarios.ts'
import type { Scenario } from '../scenario/scenario.ts'

type Asked = {
  readonly only: readonly string[]
  readonly chapter?: string
  readonly quick: boolean
  readonly repeats: number
}

/** What is to be run, and what a person should know of it before it starts, one line each. */
export type WhatToRun = { readonly scenarios: Scenario[]; readonly notes: string[] }

/** Measures of a document that its loads can never decide, with their places. */
const undecidableError = (scenario: Scenario, folder: string, repeats: number): DocumentError[] => {
  const found = undecidable(scenario, { quick: false, repeats })
  if (found.length === 0) return []
  const file = join(folder, `${scenario.id}.yaml`)
  const placed = readPlaced(readFileSync(file, 'utf8'))
  const mistakes = found.map(({ index, field, message }): Mistake => {
    const path = ['measures', index, field]
    return { ...placed.valueAt(path), path: pathText(path), message }
  })
  return [new DocumentError(relative(process.cwd(), file), mistakes)]
}

const ofDocuments = (folder: string, only: readonly string[], repeats: number): Scenario[] => {
  const scenarios = readScenarios(folder, only)
  const errors = scenarios.flatMap((scenario) => undecidableError(scenario, folder, repeats))
  if (errors.length > 0) throw DocumentError.ofFiles(errors)
  return scenarios
}

/** Short loads are to see it work; what they can't decide is inconclusive, which is said before they run. */
const quickNotes = (scenarios: readonly Scenario[], repeats: number): string[] =>
  scenarios.flatMap((scenario) =>
    undecidable(scenario, { quick: true, repeats }).map(
      ({ index, message }) => `${scenario.id} ${scenario.measures[index]?.id}: inconclusive with --quick: ${message}`,
    ),
  )

/**
 * Reads what is to be run, before anything starts.
 * @throws UsageError where an id or a file is unknown
 * @throws DocumentError where a document can't be read, or states what its loads can never decide
 */
export const whatToRun = ({ only, chapter, quick, repeats }: Asked, folder: string): WhatToRun => {
  try {
    const scenarios =
      chapter === undefined ? ofDocuments(folder, only, repeats) : scenariosOfArc42(chapter, folder, repeats)
    const notes = chapter === undefined ? [] : notesOfArc42(chapter)
    return { scenarios, notes: [...notes, ...(quick ? quickNotes(scenarios, repeats) : [])] }
  } catch (error) {
    throw error instanceof DocumentError ? error : new UsageError((error as Error).message)
  }
}
