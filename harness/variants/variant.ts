import type { Load, Scenario } from '../scenario/documents.ts'
import type { System } from '../system/system.ts'

/**
 * One way to do the same work on the same running system. Another way (a workflow engine, another broker, a disabled
 * guarantee) is another such object; the harness does not know specific ones.
 */
export type Variant = {
  id: string
  title: string
  /** A description of what it does and what it omits. */
  text: string
  /** Generator script, as a path from the scenarios' folder. */
  script: string
  /** Configures the system for this variant before its loads; the returned function restores it. */
  enter?: (system: System) => Promise<() => Promise<void>>
  /**
   * Invariants that it gives up, with the reason. A violation of any other one is a finding. The answers to its clients are
   * not checked.
   */
  gives_up?: Readonly<Record<string, string>>
  /** The variant that differs from this one by one guarantee; it replaces the baseline in ratios. */
  against?: string
}

/** The variants to compare, with their loads. */
export type VariantSet = {
  variants: readonly Variant[]
  /** The variant that the others are compared with. */
  baseline: string
  loads: readonly Load[]
  /** The scenario that provides the workload, the inputs and the state module. */
  scenario: Scenario
  /** Starts additional processes of the variants; called once, before the first load. */
  provide?: (system: System) => Promise<void>
}
