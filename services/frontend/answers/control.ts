/** What the front end's server answers to the compare view about the load and the faults of a system on one machine. */

export type RunningControl = {
  readonly isAvailable: true
  readonly limits: { readonly ratePerS: number; readonly loadS: number; readonly faultS: number }
  readonly load: {
    readonly ratePerS: number
    readonly untilMs: number
    readonly started: number
    readonly skipped: number
  } | null
  readonly fault: { readonly id: string; readonly untilMs: number } | null
  /** The faults that can be caused. */
  readonly faults: readonly string[]
  /** The products that each style of the load buys; null before the first load. */
  readonly about: { readonly products: Readonly<Record<string, readonly number[]>> } | null
}

/** `isAvailable: false`: this system runs in containers, so nothing can cause a load or a fault from here. */
export type ControlState = RunningControl | { readonly isAvailable: false }
