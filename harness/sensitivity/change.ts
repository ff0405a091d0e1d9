import type { MeasuredSystem } from '../scenario/run-scenario.ts'

/** A planted change, to see which scenarios detect it. */
export type Change = {
  id: string
  text: string
  /** Measures, by id or kind, and invariants that can't hold any more where it took effect: what states none of them need not notice. */
  harms: readonly string[]
  /** Styles that run the changed code; absent: all. */
  styles?: readonly string[]
  /** Why it took no effect in a run without an occasion for it. */
  idle: string
  /** It delays and does nothing else: by so many ms, or by more than the limit that it has to break. */
  delay?: number | 'beyond-limit'
}

/** A running system with one change in it, or none. */
export type Specimen = {
  system: MeasuredSystem
  /** How often the change has taken effect so far. */
  effects: () => number
  stop: () => Promise<void>
}

/** Starts systems to be changed. `delayMs` is for changes that delay. */
export type Lab = { open: (change: Change | undefined, delayMs: number) => Promise<Specimen> }
