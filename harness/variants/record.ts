import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Verdict } from '../judge/verdict.ts'
import type { Decision, Load } from '../scenario/documents.ts'
import type { GeneratorReport, Hop, Machine } from '../scenario/records.ts'

/** One load of one variant in one round. */
export type Block = {
  round: number
  variant: string
  load: string
  startedAt: string
  generator: GeneratorReport
  /** Why the generator did not offer the planned load; null if it did. Such a block is left out. */
  invalid: string | null
  /** Why it was not steady; null if it was. */
  unsteady: string | null
  /** Time from the end of the load until rest; null if it never came to rest. */
  restMs: number | null
  /** After the warm-up. */
  samples: number
  outcomes: Record<string, number>
  /** Completed per second. */
  ratePerS: number
  /** HdrHistogram of latencies in microseconds, compressed, Base64; failures count as at least 30 s. */
  histogram: string
  /** CPU time of all processes of the system per unit of work, from the start of the load until rest. */
  cpuMsPerUnit: number | null
  /** CPU time by process, the whole block. */
  cpuMs: Record<string, number>
  hops: Record<string, Hop>
  /** Counters per unit of work by name: statements, commands, messages, bytes; absent in older records. */
  costs?: Record<string, number>
}

/** Machine speed before a round, measured without the code under test; see `probeSpeed`. */
export type Speed = { round: number; hashesPerMs: number }

/** The result of a comparison of variants, stored in `bench.json` of its folder. */
export type BenchRecord = {
  schema: 'sagabench/bench@2'
  commit: string
  dirty: boolean
  startedAt: string
  endedAt: string
  machine: Machine
  versions: Record<string, string>
  /** SHA-256 of specifications and scenarios by folder; absent in older records. */
  hashes?: Record<string, string>
  /** The name of a unit of work; absent in older records. */
  unit?: { one: string; many: string }
  /**
   * The scenario whose workload the variants ran, with its limits for valid loads; absent in older records and in runs of
   * scenarios.
   */
  scenario?: { id: string; decision: Decision }
  seed: number
  command: string
  /** The planted change; absent if there was none. */
  planted?: string
  baseline: string
  /** `against`: the reference of its ratios, if that is not the baseline. */
  variants: { id: string; title: string; text: string; gives_up: Record<string, string>; against?: string }[]
  loads: Load[]
  speeds: Speed[]
  blocks: Block[]
  /** Violations that each variant added, by invariant, and the total number of checks. */
  invariants: { variant: string; id: string; checked: number; violations: number; example: string | null }[]
  /** For each guarantee that was switched off, the effect of its fault; absent if there was none. */
  faults?: GuaranteeFault[]
  /** Verdicts of the scenarios over all rounds; absent if variants ran without scenarios. */
  targets?: Target[]
}

/** The verdict on a measure of a scenario. */
export type Target = { scenario: string; style: string; measure: string; verdict: Verdict; because: string }

export type Violated = { id: string; violations: number; example: string }

/** The fault that a guarantee protects from, on the variant with it and on the one without it. */
export type GuaranteeFault = {
  variant: string
  against: string
  /** The injected fault. */
  fault: string
  /** Invariants that the fault violated. */
  without: Violated[]
  with: Violated[]
  /** What this fault can't demonstrate; empty if it demonstrates the guarantee. */
  limits: string
}

/** The name of a record: its commit and the planted change. */
export const nameOf = ({ commit, planted }: Pick<BenchRecord, 'commit' | 'planted'>): string =>
  planted === undefined ? commit : `${commit} + ${planted}`

export const benchFile = (folder: string): string => join(folder, 'bench.json')

export const writeBench = (folder: string, record: BenchRecord): void =>
  writeFileSync(benchFile(folder), `${JSON.stringify(record, null, 1)}\n`)
