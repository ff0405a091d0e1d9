import type { Clock } from '#platform/base/clock.ts'

/** Runs one unit of work in a style. Its failures are outcomes, not errors of the load. */
export type RunUnit = (style: string) => Promise<void>

export type LoadState = {
  readonly ratePerS: number
  readonly untilMs: number
  readonly started: number
  /** Units that were due while too many others were running. */
  readonly skipped: number
}

export type SteadyLoad = {
  /** Starts a load, or replaces the running one. */
  readonly start: (run: RunUnit, ratePerS: number, durationMs: number) => void
  /** Starts no further units; resolves when the running ones have ended. */
  readonly stop: () => Promise<void>
  readonly current: () => LoadState | null
}

export const inFlightMax = 200

/** A steady arrival of units, in each style in turn, which stops by itself. It measures nothing: scenarios do that with k6. */
export const createSteadyLoad = (styles: readonly string[], clock: Clock): SteadyLoad => {
  const inFlight = new Set<Promise<void>>()
  let over = new AbortController()
  let state: { ratePerS: number; untilMs: number; started: number; skipped: number } | undefined

  const send = (run: RunUnit, own: NonNullable<typeof state>): void => {
    if (inFlight.size >= inFlightMax) {
      own.skipped++
      return
    }
    const unit = run(styles[own.started++ % styles.length] ?? '')
      .catch(() => {})
      .finally(() => inFlight.delete(unit))
    inFlight.add(unit)
  }
  const loop = async (run: RunUnit, own: NonNullable<typeof state>, signal: AbortSignal): Promise<void> => {
    const beganMs = clock.now()
    for (let due = 0; !signal.aborted; due++) {
      const dueMs = beganMs + (due * 1_000) / own.ratePerS
      if (dueMs >= own.untilMs) break
      await clock.sleep(Math.max(0, dueMs - clock.now()), signal)
      if (!signal.aborted) send(run, own)
    }
    if (state === own) state = undefined
  }
  return {
    start: (run, ratePerS, durationMs) => {
      over.abort()
      over = new AbortController()
      const own = { ratePerS, untilMs: clock.now() + durationMs, started: 0, skipped: 0 }
      state = own
      void loop(run, own, over.signal)
    },
    stop: async () => {
      over.abort()
      state = undefined
      await Promise.all(inFlight)
    },
    current: () => (state === undefined ? null : { ...state }),
  }
}
