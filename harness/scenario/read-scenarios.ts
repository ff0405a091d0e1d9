import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { mistakesOf } from './mistakes.ts'
import { readInvariantTexts } from './names.ts'
import { DocumentError, readPlaced } from './places.ts'
import { type Scenario, type ScenarioDocument, scenariosFolder } from './scenario.ts'

/**
 * Parses and checks one document.
 * @param name shown in errors, such as the path of its file
 * @throws DocumentError that lists everything wrong with it, each with line, column and field
 */
export const parseScenario = (text: string, name: string, folder = scenariosFolder): Scenario => {
  const placed = readPlaced(text)
  const mistakes = placed.mistakes.length > 0 ? placed.mistakes : mistakesOf(placed, folder)
  if (mistakes.length > 0) throw new DocumentError(name, mistakes)
  const { invariants: ids = [], observed = [], workload = {}, ...rest } = placed.value as ScenarioDocument
  return { ...rest, invariants: withTexts(ids, rest.modules.state, folder), observed, workload }
}

const withTexts = (ids: readonly string[], stateModule: string, folder: string): Scenario['invariants'] => {
  if (ids.length === 0) return []
  const known = readInvariantTexts(folder, stateModule)
  if ('mistake' in known) throw new Error(known.mistake)
  return ids.map((id) => ({ id, text: known.texts[id] ?? id }))
}

const documentsOf = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()

/** Ids of all scenario documents of a folder. */
export const scenarioIds = (folder = scenariosFolder): string[] =>
  documentsOf(folder).map((file) => basename(file, '.yaml'))

/**
 * Reads the requested scenario documents of a folder, sorted by id; by default all that don't run on request only. An unknown
 * id is an error.
 * @throws DocumentError with the mistakes of all of them
 */
export const readScenarios = (folder = scenariosFolder, ids: readonly string[] = []): Scenario[] => {
  const known = scenarioIds(folder)
  const unknown = ids.filter((id) => !known.includes(id))
  if (unknown.length > 0) throw new Error(`No scenario ${unknown.join(', ')}; there are ${known.join(', ')}.`)
  const read = documentsOf(folder)
    .filter((file) => ids.length === 0 || ids.includes(basename(file, '.yaml')))
    .map((file) => tryToRead(join(folder, file), folder))
  const errors = read.filter((one) => one instanceof DocumentError)
  if (errors.length > 0) throw DocumentError.ofFiles(errors)
  return read
    .flatMap((one) => (one instanceof DocumentError ? [] : [one]))
    .filter((scenario) => ids.length > 0 || scenario.on_request !== true)
}

const tryToRead = (file: string, folder: string): Scenario | DocumentError => {
  try {
    return readScenario(file, folder)
  } catch (error) {
    if (error instanceof DocumentError) return error
    throw error
  }
}

const readScenario = (file: string, folder: string): Scenario => {
  const [text, name] = [readFileSync(file, 'utf8'), relative(process.cwd(), file)]
  const scenario = parseScenario(text, name, folder)
  if (scenario.id === basename(file, '.yaml')) return scenario
  const place = readPlaced(text).valueAt(['id'])
  throw new DocumentError(name, [
    { ...place, path: 'id', message: `is ${scenario.id}; a document is named after its id` },
  ])
}
