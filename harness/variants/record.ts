import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Verdict } from '../judge/verdict.ts'
import type { Hop } from '../scenario/hops.ts'
import type { GeneratorReport } from '../scenario/raw.ts'
import type { Machine } from '../scenario/run-record.ts'
import type { Decision, Load } from '../scenario/scenario.ts'

/** One load of one variant in one round. */
export type Block = {
  round: number
  arm: string
  load: string
  startedAt: string
  generator: GeneratorReport
  /** Why the load was not the one offered; null where it was. Such a block counts for nothing. */
  invalid: string | null
  /** Why it was not steady; null where it was. */
  unsteady: string | null
  /** From the end of the load until nothing moved any more; null where that never came. */
  restMs: number | null
  /** After the warm-up. */
  samples: number
  outcomes: Record<string, number>
  /** Good ends per second. */
  ratePerS: number
  /** HdrHistogram of latencies in microseconds, compressed, Base64; bad ends count as 30 s at least. */
  histogram: string
  /** CPU time of all processes of the system per unit of work, from the start of the load until rest. */
  cpuMsPerUnit: number | null
  /** CPU time by process, the whole block. */
  cpuMs: Record<string, number>
  hops: Record<string, Hop>
  /** What was counted per unit of work, by name: statements, commands, messages, bytes; absent in older records. */
  costs?: Record<string, number>
}

/** How fast the machine was before a round, whatever the code under test: see `probeSpeed`. */
export type Speed = { round: number; hashesPerMs: number }

/** Everything that a comparison of variants measured. Stands in `bench.json` of its folder. */
export type BenchRecord = {
  schema: 'sagabench/bench@1'
  commit: string
  dirty: boolean
  startedAt: string
  endedAt: string
  machine: Machine
  versions: Record<string, string>
  /** SHA-256 of the documents that everything was made from, by folder; absent in older records. */
  hashes?: Record<string, string>
  /** What one piece of work is called; absent in older records. */
  unit?: { one: string; many: string }
  /**
   * Whose workload the variants did, and its limits beyond which a load was not the one offered; absent in older records, and
   * where scenarios were run.
   */
  scenario?: { id: string; decision: Decision }
  seed: number
  command: string
  /** What was made wrong on purpose; absent where nothing was. */
  planted?: string
  baseline: string
  /** `against`: what its ratios are taken to, where that is not the baseline. */
  arms: { id: string; title: string; text: string; gives_up: Record<string, string>; against?: string }[]
  loads: Load[]
  speeds: Speed[]
  blocks: Block[]
  /** Violations that each variant added, by invariant, and how much was checked in all. */
  invariants: { arm: string; id: string; checked: number; violations: number; example: string | null }[]
  /** What became of each guarantee that was switched off when the fault came that it is for; absent where none was. */
  faults?: GuaranteeFault[]
  /** Verdicts of the scenarios that were run, over all rounds; absent where variants were run without any. */
  targets?: Target[]
}

/** A measure of a scenario against its limit. */
export type Target = { scenario: string; style: string; measure: string; verdict: Verdict; because: string }

export type Violated = { id: string; violations: number; example: string }

/** The fault that a guarantee is for, on the variant that has it and on the one that does not. */
export type GuaranteeFault = {
  arm: string
  against: string
  /** What was done. */
  fault: string
  /** Invariants that were violated by it. */
  without: Violated[]
  with: Violated[]
  /** What this fault can't show; empty where it shows what it is for. */
  limits: string
}

/** How a record is called: its commit, and what was planted in it. */
export const nameOf = ({ commit, planted }: Pick<BenchRecord, 'commit' | 'planted'>): string =>
  planted === undefined ? commit : `${commit} + ${planted}`

export const benchFile = (folder: string): string => join(folder, 'bench.json')

export const writeBench = (folder: string, record: BenchRecord): void =>
  writeFileSync(benchFile(folder), `${JSON.stringify(record, null, 1)}\n`)
