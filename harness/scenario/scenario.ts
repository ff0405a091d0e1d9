import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse } from 'yaml'
import type { Disturbance } from './disturb.ts'
import type { FaultRule } from './fault-proxy.ts'

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
  kind: 'latency' | 'rate' | 'duration' | 'answered'
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

export type Limit = { operator: '<' | '<=' | '>' | '>=' | '=='; value: number; unit: string }

/** Parses a limit such as `< 2 s`; times come out in milliseconds. */
export const parseLimit = (text: string): Limit => {
  const match = /^(<|<=|>|>=|==) ([0-9.]+)(?: (ms|s|\/s|\/min|%))?$/.exec(text)
  if (match === null) throw new Error(`not a limit: ${text}`)
  const [, operator, value, unit = ''] = match
  return unit === 's'
    ? { operator: operator as Limit['operator'], value: Number(value) * 1_000, unit: 'ms' }
    : { operator: operator as Limit['operator'], value: Number(value), unit }
}

export const meets = (value: number, limit: Limit): boolean => {
  switch (limit.operator) {
    case '<':
      return value < limit.value
    case '<=':
      return value <= limit.value
    case '>':
      return value > limit.value
    case '>=':
      return value >= limit.value
    case '==':
      return value === limit.value
    default:
      return limit.operator satisfies never
  }
}

/** Units per second of a rate such as `25/s`. */
export const perSecond = (rate: string): number => Number(rate.slice(0, rate.indexOf('/')))

export const scenariosFolder = resolve(dirname(fileURLToPath(import.meta.url)), '../../scenarios')

/** Refers to what the schema can't: loads, evidence and scripts that a document names must be in it. */
const danglingNames = (scenario: Scenario): string[] => {
  const loads = new Set(scenario.loads.map((load) => load.id))
  const evidence = new Set(scenario.evidence.flatMap((item) => (item.collector && item.id ? [item.id] : [])))
  return [
    ...scenario.measures.flatMap((measure) =>
      (measure.loads ?? []).filter((id) => !loads.has(id)).map((id) => `measure ${measure.id}: no load ${id}`),
    ),
    ...scenario.measures.flatMap((measure) =>
      measure.evidence !== undefined && !evidence.has(measure.evidence)
        ? [`measure ${measure.id}: no evidence ${measure.evidence} with a collector`]
        : [],
    ),
    ...scenario.measures.flatMap((measure) => {
      const isOfLoads = measure.kind === 'latency' || measure.kind === 'rate'
      if (isOfLoads && measure.loads === undefined) return [`measure ${measure.id}: ${measure.kind} needs loads`]
      if (!isOfLoads && measure.evidence === undefined) return [`measure ${measure.id}: ${measure.kind} needs evidence`]
      return measure.kind === 'latency' && measure.target === undefined
        ? [`measure ${measure.id}: latency needs a target`]
        : []
    }),
    ...scenario.styles
      .filter((style) => scenario.modules.script[style] === undefined)
      .map((style) => `no script for the style ${style}`),
  ]
}

/** Parses and checks one document; throws one error that lists everything wrong with it. */
export const parseScenario = (text: string, name: string, folder = scenariosFolder): Scenario => {
  const ajv = new Ajv2020({ allErrors: true, useDefaults: true })
  const validate = ajv.compile<Scenario>(JSON.parse(readFileSync(join(folder, 'schema.json'), 'utf8')))
  const document: unknown = parse(text)
  if (!validate(document)) {
    const errors = (validate.errors ?? []).map((error) => `  ${error.instancePath || '/'}: ${error.message}`)
    throw new Error(`${name} is not a scenario:\n${errors.join('\n')}`)
  }
  const scenario: Scenario = { ...document, invariants: document.invariants ?? [], observed: document.observed ?? [] }
  const dangling = danglingNames(scenario)
  if (dangling.length > 0) throw new Error(`${name}:\n${dangling.map((line) => `  ${line}`).join('\n')}`)
  return { ...scenario, workload: document.workload ?? {} }
}

/**
 * The scenario documents of a folder in the order of their ids: those asked for, or all but the ones that run on request
 * only. An unknown id is an error.
 */
export const readScenarios = (folder = scenariosFolder, ids: readonly string[] = []): Scenario[] => {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
  const known = files.map((file) => basename(file, '.yaml'))
  const unknown = ids.filter((id) => !known.includes(id))
  if (unknown.length > 0) throw new Error(`No scenario ${unknown.join(', ')}; there are ${known.join(', ')}.`)
  return files
    .filter((file) => ids.length === 0 || ids.includes(basename(file, '.yaml')))
    .map((file) => parseScenario(readFileSync(join(folder, file), 'utf8'), file, folder))
    .filter((scenario) => ids.length > 0 || scenario.on_request !== true)
}
