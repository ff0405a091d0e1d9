import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { notesOfArc42, scenariosOfArc42 } from '../arc42/files.ts'
import { UsageError } from '../base/errors.ts'
import { undecidable } from '../judge/decidable.ts'
import {
  DocumentError,
  type Mistake,
  pathText,
  readPlaced,
  readScenarios,
  type Scenario,
} from '../scenario/documents.ts'

type Asked = {
  readonly only: readonly string[]
  readonly arc42?: string
  readonly quick: boolean
  readonly repeats: number
}

/** The scenarios to run, and notes for the user before they start, one line each. */
export type WhatToRun = { readonly scenarios: Scenario[]; readonly notes: string[] }

/** Reports measures of a document that its loads can't decide, with their places. */
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

/** Names, before the run, the measures that short loads can't decide. */
const quickNotes = (scenarios: readonly Scenario[], repeats: number): string[] =>
  scenarios.flatMap((scenario) =>
    undecidable(scenario, { quick: true, repeats }).map(
      ({ index, message }) => `${scenario.id} ${scenario.measures[index]?.id}: inconclusive with --quick: ${message}`,
    ),
  )

/**
 * Reads the scenarios to run, before anything starts.
 * @throws UsageError if an id or a file is unknown
 * @throws DocumentError if a document can't be read, or its loads can't decide one of its measures
 */
export const whatToRun = ({ only, arc42, quick, repeats }: Asked, folder: string): WhatToRun => {
  try {
    const scenarios =
      arc42 === undefined ? ofDocuments(folder, only, repeats) : scenariosOfArc42(arc42, folder, repeats)
    const notes = arc42 === undefined ? [] : notesOfArc42(arc42)
    return { scenarios, notes: [...notes, ...(quick ? quickNotes(scenarios, repeats) : [])] }
  } catch (error) {
    throw error instanceof DocumentError ? error : new UsageError((error as Error).message)
  }
}
