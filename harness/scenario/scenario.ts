import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Disturbance } from './disturb.ts'
import type { FaultRule } from './fault-proxy.ts'
import type { MeasureKind } from './limit.ts'

/** A scenario document (scenarios/schema.json), as the harness reads it. Names are those of the document. */
export type Scenario = {
  id: string
  title: string
  /** Excluded unless requested by id. */
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
  /** Planted changes that it can't detect, and why; see harness/sensitivity. */
  blind_to?: { change: string; because: string }[]
  hypothesis: { before: string; during: string; after: string }
  method: { text: string; faults: FaultRule[]; disturbances?: Disturbance[] }
  decision: Decision
  evidence: { id?: string; text: string; collector?: string; expected_share?: number }[]
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

/** A scenario as its document has it: invariants are ids, whose texts come from the state module. */
export type ScenarioDocument = Omit<Scenario, 'invariants'> & { invariants: readonly string[] }

/** Units per second of a rate such as `25/s`. */
export const perSecond = (rate: string): number => Number(rate.slice(0, rate.indexOf('/')))

export const scenariosFolder = resolve(dirname(fileURLToPath(import.meta.url)), '../../scenarios')
