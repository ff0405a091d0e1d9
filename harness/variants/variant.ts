import type { Load, Scenario } from '../scenario/scenario.ts'
import type { System } from '../system/system.ts'

/**
 * One way of doing the same work on the same running system. A further way (a workflow engine, another broker, a
 * guarantee switched off) is one more such object; the harness knows none of them.
 */
export type Variant = {
  id: string
  title: string
  /** What it does, and what it leaves out. */
  text: string
  /** Generator script, as a path from the scenarios' folder. */
  script: string
  /** Makes the system this variant's before its loads; the function that it returns makes it the usual one again. */
  enter?: (system: System) => Promise<() => Promise<void>>
  /**
   * Invariants that it can't keep, with the reason. A violation of any other one is a finding. What its clients were told
   * is not checked.
   */
  gives_up?: Readonly<Record<string, string>>
  /** The variant that it is but for one guarantee: what that costs is told against it instead of the baseline. */
  against?: string
}

/** Variants that are compared with each other, and under which loads. */
export type VariantSet = {
  arms: readonly Variant[]
  /** The variant that the others are priced against. */
  baseline: string
  loads: readonly Load[]
  /** Whose workload, inputs and knowledge of the state are used. */
  scenario: Scenario
  /** Processes that variants need beside the system; called once, before the first load. */
  provide?: (system: System) => Promise<void>
}
