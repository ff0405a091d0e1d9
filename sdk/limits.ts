import type { FailureReason } from '#platform/http/failure.ts'

/** What can end one attempt before its answer: its time, and the signals of those who no longer want it. */
export type Limits = {
  /** For fetch. */
  signal: AbortSignal
  /** Why it failed, once it has. */
  reason: () => FailureReason
  /** Lets an answer that has begun last as long as it likes. */
  openEnd: () => void
  /** Has to be called at the end, whatever the end. */
  end: () => void
}

/** Starts the time of one attempt. Not AbortSignal.any: a signal that lives long would collect every attempt's. */
export const startLimits = (timeoutMs: number, signals: readonly AbortSignal[]): Limits => {
  const stop = new AbortController()
  let reason: FailureReason = 'network'
  const stopFor = (why: FailureReason) => (): void => {
    reason = why
    stop.abort()
  }
  const onAbort = stopFor('aborted')
  const timer = setTimeout(stopFor('timeout'), timeoutMs)
  for (const signal of signals) signal.addEventListener('abort', onAbort)
  return {
    signal: stop.signal,
    reason: () => reason,
    openEnd: () => clearTimeout(timer),
    end: () => {
      clearTimeout(timer)
      for (const signal of signals) signal.removeEventListener('abort', onAbort)
    },
  }
}

/** Waits; ends early, and without an error, when the signal aborts. */
export const pause = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal?.addEventListener('abort', end)
    if (signal?.aborted) end()
  })
