import type { MeasuredSystem } from '../scenario/running.ts'

/** A planted change, to see which scenarios detect it. */
export type Change = {
  id: string
  text: string
  /** Measures (by id or kind) and invariants that it breaks where it takes effect. A scenario that states none of them need not detect it. */
  harms: readonly string[]
  /** Styles that run the changed code; absent: all. */
  styles?: readonly string[]
  /** Why it takes no effect in some runs. */
  idle: string
  /** Set if it only delays: by this many ms, or by more than the limit that it must break. */
  delay?: number | 'beyond-limit'
}

/** A running system with at most one change. */
export type Specimen = {
  system: MeasuredSystem
  /** How often the change has taken effect so far. */
  effects: () => number
  stop: () => Promise<void>
}

/** Starts systems with a change. `delayMs` is for changes that delay. */
export type Lab = { open: (change: Change | undefined, delayMs: number) => Promise<Specimen> }
