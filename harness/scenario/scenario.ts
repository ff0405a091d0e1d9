import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Disturbance } from './disturb.ts'
import type { FaultRule } from './fault-proxy.ts'
import type { MeasureKind } from './limit.ts'
import { mistakesOf } from './mistakes.ts'
import { DocumentError, readPlaced } from './places.ts'

/** A scenario document (scenarios/schema.json), as the harness reads it. Names are those of the document. */
export type Scenario = {
  id: string
  title: string
  /** Left out where no ids are asked for. */
  on_request?: boolean
  summary: string
  group: string
  styles: string[]
  seed: number
  unit_of_work: { one: string; many: string }
  source: string
  stimulus: string
  artifact: string
  environment: string
  response: string
  measures: Measure[]
  invariants: { id: string; text: string }[]
  /** Planted changes that it can't see, and why; see harness/sensitivity. */
  blind_to?: { change: string; because: string }[]
  hypothesis: { before: string; during: string; after: string }
  method: { text: string; faults: FaultRule[]; disturbances?: Disturbance[] }
  decision: Decision
  evidence: { id?: string; text: string; collector?: string }[]
  observed: { text: string; measure: string; value: number; unit: 'ms' | '/s' | '/min' }[]
  loads: Load[]
  workload: Record<string, unknown>
  modules: { prepare: string; script: Record<string, string>; state: string }
}

export type Measure = {
  id: string
  text: string
  kind: MeasureKind
  limit: string
  target?: number
  loads?: string[]
  evidence?: string
  minimum_samples?: number
  minimum_samples_quick?: number
  own_target?: string
}

export type Decision = {
  text: string
  confidence: number
  generator: { dropped_share: number; start_lag_ms: number; start_lag_quantile: number }
}

export type LoadModel =
  | { kind: 'closed'; users: number; paced_to: string | null }
  | { kind: 'open'; rate: string; most_in_flight: number }

export type Load = {
  id: string
  text: string
  judged: boolean
  model: LoadModel
  duration_s: number
  quick_duration_s: number
  own_target?: string
}

/** Units per second of a rate such as `25/s`. */
export const perSecond = (rate: string): number => Number(rate.slice(0, rate.indexOf('/')))

export const scenariosFolder = resolve(dirname(fileURLToPath(import.meta.url)), '../../scenarios')

/**
 * Parses and checks one document.
 * @param name shown in errors, such as the path of its file
 * @throws DocumentError that lists everything wrong with it, each with line, column and field
 */
export const parseScenario = (text: string, name: string, folder = scenariosFolder): Scenario => {
  const placed = readPlaced(text)
  const mistakes = placed.mistakes.length > 0 ? placed.mistakes : mistakesOf(placed, folder)
  if (mistakes.length > 0) throw new DocumentError(name, mistakes)
  const { invariants = [], observed = [], workload = {}, ...rest } = placed.value as Scenario
  return { ...rest, invariants, observed, workload }
}

const documentsOf = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()

/** Ids of all scenario documents of a folder. */
export const scenarioIds = (folder = scenariosFolder): string[] =>
  documentsOf(folder).map((file) => basename(file, '.yaml'))

/**
 * The scenario documents of a folder in the order of their ids: those asked for, or all but the ones that run on request
 * only. An unknown id is an error.
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
